"""The build as a whole, in memory: stages together, without a browser and without a disk."""

import re
from pathlib import Path

import pytest

from atlas_ssg.cache import Memo
from atlas_ssg.diagrams.renderer import RenderError
from atlas_ssg.model.diagram import Failed
from tests.fake_renderer import FakeRenderer
from tests.sites import build_site, text_of

DIAGRAM = '```mermaid\nflowchart LR\n  A["Zuul"] -->|"p99 10 ms"| B["EVCache"]\n```\n'
SITE: dict[str, str | bytes] = {
    "index.md": "# Home\n\nWelcome.\n",
    "a.md": f"# One\n\n{DIAGRAM}\nSee [two](b/two.md#part).\n",
    "b/two.md": f"# Two\n\n## Part\n\n{DIAGRAM}",
    "b/pic.png": b"\x89PNG",
}


def test_a_folder_of_plain_markdown_becomes_a_site() -> None:
    build = build_site(SITE)
    paths = {file.path for file in build.files}
    assert {"index.html", "a/index.html", "b/index.html", "b/two/index.html", "b/pic.png",
            "404.html", "sitemap.xml", "feed.xml", "robots.txt"} <= paths  # fmt: skip
    assert [d for d in build.diagnostics if d.code.startswith(("LK", "MM001"))] == []
    assert build.render.rendered == 1


def test_a_diagram_stands_inline_in_its_page() -> None:
    page = text_of(build_site(SITE), "a/index.html")
    assert "<svg" in page
    assert "Zuul" in page


def test_links_are_relative_and_open_from_disk_without_a_base_url() -> None:
    assert 'href="../b/two/index.html#part"' in text_of(build_site(SITE), "a/index.html")


def test_links_are_clean_with_a_base_url() -> None:
    build = build_site(SITE, base_url="https://atlas.example/deep/")
    assert 'href="../b/two/#part"' in text_of(build, "a/index.html")
    assert "<loc>https://atlas.example/deep/b/two/</loc>" in text_of(build, "sitemap.xml")


def test_nothing_executable_in_any_file() -> None:
    for file in build_site(SITE).files:
        if file.path.endswith((".html", ".svg", ".xml")):
            text = file.content.decode()
            assert not re.search(r"<script|\son\w+=|javascript:", text, re.IGNORECASE), file.path


def test_two_builds_are_the_same_bytes() -> None:
    assert build_site(SITE).files == build_site(dict(reversed(SITE.items()))).files


def test_a_warm_memo_gives_the_same_bytes_and_draws_nothing() -> None:
    memo, renderer = Memo(), FakeRenderer()
    first = build_site(SITE, renderer=renderer, memo=memo)
    renderer.drawn.clear()
    second = build_site(SITE, renderer=renderer, memo=memo)
    assert second.files == first.files
    assert renderer.drawn == []


def test_an_edit_with_a_warm_memo_gives_what_a_cold_build_gives() -> None:
    memo = Memo()
    build_site(SITE, memo=memo)
    edited = {
        **SITE,
        "a.md": "# New title\n\nNo diagram, 12 ms.\n",
        "c.md": "# Three\n\n[a](a.md)\n",
    }
    del edited["b/two.md"]
    assert build_site(edited, memo=memo).files == build_site(edited).files


def test_a_cache_on_disk_spares_the_browser(tmp_path: Path) -> None:
    first = build_site(SITE, cache=tmp_path)
    renderer = FakeRenderer()
    second = build_site(SITE, renderer=renderer, cache=tmp_path)
    assert renderer.drawn == []
    assert not second.render.browser_started
    assert second.files == first.files


def test_a_broken_diagram_is_told_at_its_line_and_hides_nothing() -> None:
    broken = "# Bad\n\n```mermaid\nflowchart LR\n  A --> B\n  A ?? B\n```\n\nText after.\n"
    build = build_site({**SITE, "bad.md": broken})
    errors = [
        d for d in build.diagnostics if d.place.path == "content/bad.md" and d.code == "MM001"
    ]
    assert [(d.place.line, d.place.column, d.source_line) for d in errors] == [(6, 5, "  A ?? B")]
    page = text_of(build, "bad/index.html")
    assert "Text after." in page
    assert "A ?? B" in page
    assert isinstance(build.site.diagrams[("bad.md", 1)], Failed)
    assert "<svg" in text_of(build, "a/index.html")


def test_links_to_what_the_site_makes_are_held_against_what_it_made() -> None:
    links = (
        "/sources/none/", "/errors/none/", "/reference/x/", "/a/diagram-2/", "/index/diagram/",
        "/a/diagram/", "../a/diagram.svg", "/feed.xml", "/a-z/", "/a/", "/b/", "/",
    )  # fmt: skip
    text = "# Links\n\n" + "\n".join(f"- [x]({link})" for link in links)
    build = build_site({**SITE, "links.md": text})
    made = {file.path for file in build.files}
    found = [d for d in build.diagnostics if d.code == "LK001"]
    told = {d.message.split("`")[1]: d for d in found}
    assert {"/sources/none/", "/errors/none/", "/reference/x/", "/a/diagram-2/",
            "/index/diagram/"} <= told.keys()  # fmt: skip
    assert not {"/a/diagram/", "../a/diagram.svg", "/feed.xml", "/a/", "/b/", "/"} & told.keys()
    assert ("/a-z/" in told) != ("a-z/index.html" in made)
    assert (told["/sources/none/"].place.line, told["/sources/none/"].place.column) == (3, 7)
    assert told["/sources/none/"].source_line == "- [x](/sources/none/)"


def test_author_s_text_is_escaped_wherever_it_appears() -> None:
    build = build_site(
        {"x.md": "---\ntitle: <b>&\"'\ndescription: <i>x</i>\ntags: ['<u>']\n---\n\n"
                 "```mermaid\nflowchart LR\n A[\"<script>1</script>\"]\n```\n"}
    )  # fmt: skip
    for file in build.files:
        if file.path.endswith(".html"):
            text = file.content.decode()
            assert "<b>&" not in text
            assert "<i>x" not in text
            assert "<u>" not in text
            assert "<script>1" not in text


def test_without_a_browser_and_with_diagrams_the_build_stops() -> None:
    class Absent(FakeRenderer):
        def render(self, jobs):  # type: ignore[no-untyped-def]
            raise RenderError("no browser", "install one")
            yield

    with pytest.raises(RenderError):
        build_site(SITE, renderer=Absent())


def test_without_diagrams_no_browser_is_asked_for() -> None:
    class Untouchable(FakeRenderer):
        @property
        def identity(self) -> str:  # type: ignore[override]
            raise AssertionError

    assert build_site({"a.md": "# A\n"}, renderer=Untouchable()).files


def test_an_empty_folder_is_still_a_site() -> None:
    paths = {file.path for file in build_site({}).files}
    assert {"index.html", "404.html"} <= paths


def test_colliding_pages_are_both_named() -> None:
    build = build_site({"a.md": "# A\n", "A/index.md": "# B\n"})
    assert sorted(d.place.path for d in build.diagnostics if d.code == "RT001")
