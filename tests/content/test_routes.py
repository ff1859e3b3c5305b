"""Addresses of pages, and what happens when two want the same."""

import pytest

from atlas_ssg.content.routes import collisions, in_the_way, index_pages, permalink
from atlas_ssg.content.sections import sections


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.md", "/a/"),
        ("index.md", "/"),
        ("b/index.md", "/b/"),
        ("b/README.md", "/b/"),
        ("Über uns/Was ist.das.md", "/über-uns/was-ist-das/"),
        ("a/b/c.markdown", "/a/b/c/"),
        ("a/!!!.md", "/a/page/"),
    ],
)
def test_clean_addresses(path: str, expected: str) -> None:
    assert permalink(path, "", index_pages([path])) == expected


def test_an_override_is_taken_as_it_is() -> None:
    assert permalink("a.md", "/other") == "/other/"


def test_readme_is_an_index_only_without_index() -> None:
    assert index_pages(["a/README.md", "a/index.md", "b/readme.md"]) == {
        "a/index.md",
        "b/readme.md",
    }


def test_a_collision_names_every_culprit() -> None:
    routes = {"a.md": "/a/", "A.md": "/A/", "b.md": "/b/", "x.md": "/a/"}
    found = collisions(routes, {path: f"content/{path}" for path in routes})
    assert [(d.code, d.place.path) for d in found] == [
        ("RT001", "content/a.md"),
        ("RT001", "content/x.md"),
    ]
    assert found[0].message == "/a/ is also the address of content/A.md, content/x.md"


def test_addresses_are_compared_after_composing_characters() -> None:
    routes = {"1.md": "/caf\u00e9/", "2.md": "/cafe\u0301/"}
    assert len(collisions(routes, {p: p for p in routes})) == 1


@pytest.mark.parametrize("address", ["/con/", "/a/NUL/", "/com1/", "/a./"])
def test_names_that_some_systems_cannot_store(address: str) -> None:
    assert [d.code for d in collisions({"x.md": address}, {"x.md": "x.md"})] == ["RT002"]


def test_an_asset_may_not_have_the_file_of_a_page() -> None:
    routes = {"a.md": "/a/", "a/index.html": "/A/index.html"}
    (found,) = collisions(routes, {path: path for path in routes})
    assert (found.code, found.place.path) == ("RT001", "a/index.html")
    assert found.message == "/A/index.html is also the address of a.md"


def test_a_file_may_not_stand_where_a_folder_must() -> None:
    routes = {"notes.md": "/notes/", "notes": "/Notes", "note": "/note", "b/c.png": "/b/c.png"}
    (found,) = collisions(routes, {path: path for path in routes})
    assert (found.code, found.place.path) == ("RT001", "notes")
    assert found.message == "/Notes is a file, and a folder for notes.md"
    assert in_the_way(routes) == {"notes": ("notes.md",)}


def test_sections_follow_the_folders() -> None:
    routes = {"index.md": "/", "a.md": "/a/", "deep-er/x/b.md": "/deep-er/x/b/"}
    found = sections(routes, frozenset({"index.md"}))
    assert list(found) == ["/", "/deep-er/", "/deep-er/x/"]
    assert found["/"].pages == ("a.md",)
    assert found["/"].index == "index.md"
    assert found["/deep-er/"].title == "Deep er"
    assert found["/deep-er/x/"].parent == "/deep-er/"
