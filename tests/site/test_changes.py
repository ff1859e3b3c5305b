"""One changed figure of the real content changes every page that shows it, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from atlas_ssg import pipeline
from atlas_ssg.cache import Memo
from atlas_ssg.config import load
from tests.fake_renderer import FakeRenderer

ROOT = Path(__file__).parent.parent.parent
PAGE = "systems/netflix/storage.md"
FIGURE = "101 TB"  # in a table of that page; the figures that take its place are nowhere else
FIRST, SECOND = "101.73 TB", "101.74 TB"
# What shows a table of figures: the page, its system's and its source's, the cross-reference.
SHOWN = {
    "systems/netflix/storage/index.html",
    "sources/netflix-cassandra-reinvent-2012/index.html",
    "reference/scale/system/netflix/index.html",
}


def built(figure: str, memo: Memo) -> dict[str, bytes]:
    """Every file of the site with this figure, from drawings that need no browser."""
    config = load(config=ROOT / "atlas.toml")
    files: dict[str, str | bytes] = {
        path.relative_to(config.content).as_posix(): path.read_bytes()
        for path in config.content.rglob("*")
        if path.is_file()
    }
    text = (config.content / PAGE).read_text(encoding="utf-8")
    assert text.count(FIGURE) == 1
    files[PAGE] = text.replace(FIGURE, figure)
    build = pipeline.build(config, FakeRenderer(), files=files, memo=memo)
    return {file.path: file.content for file in build.files}


def test_a_changed_figure_changes_every_page_that_shows_it_and_no_other() -> None:
    memo = Memo()
    before, after = built(FIRST, memo), built(SECOND, memo)
    assert before.keys() == after.keys()
    changed = {path for path in before if before[path] != after[path]}
    showing = {path for path, content in before.items() if FIRST.encode() in content}
    pages = {path for path in showing if path.endswith(".html")}
    assert {path for path in changed if path.endswith(".html")} == pages
    assert pages >= SHOWN
    assert any(re.fullmatch(r"reference/scale/(\d+/)?index.html", path) for path in pages)
    assert {path for path in changed - pages if not path.startswith("data/")} == set()
    assert {"data/scale.json", "data/scale.csv", "data/atlas.sqlite"} <= changed
    assert not any(FIRST.encode() in content for content in after.values())
