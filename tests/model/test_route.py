import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_ssg.model.route import output_path, relative


@pytest.mark.parametrize(
    ("origin", "target", "clean", "to_file"),
    [
        ("/", "/systems/", "systems/", "systems/index.html"),
        ("/systems/netflix/", "/", "../../", "../../index.html"),
        ("/a/", "/a/b/", "b/", "b/index.html"),
        ("/a/b/", "/a/c/#x", "../c/#x", "../c/index.html#x"),
        ("/a/", "/a/#x", "#x", "#x"),
        ("/a/", "/static/atlas.css", "../static/atlas.css", "../static/atlas.css"),
        ("/404.html", "/a/", "a/", "a/index.html"),
        ("/a/", "/a/", "./", "index.html"),
    ],
)
def test_relative(origin: str, target: str, clean: str, to_file: str) -> None:
    assert relative(origin, target, to_file=False) == clean
    assert relative(origin, target, to_file=True) == to_file


def test_output_path() -> None:
    assert output_path("/") == "index.html"
    assert output_path("/a/b/") == "a/b/index.html"
    assert output_path("/feed.xml") == "feed.xml"


permalinks = st.lists(st.sampled_from(["a", "b", "c-d"]), max_size=4).map(
    lambda parts: "/" + "".join(f"{part}/" for part in parts)
)


@given(permalinks, permalinks)
def test_a_relative_address_leads_to_the_file(origin: str, target: str) -> None:
    folder = posixpath.dirname(output_path(origin))
    address = relative(origin, target, to_file=True)
    assert posixpath.normpath(posixpath.join(folder, address)) == output_path(target)
