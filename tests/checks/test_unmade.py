"""Links to what the site makes by itself, held against what it will make."""

from atlas_ssg.cache import Memo
from atlas_ssg.checks import unmade
from atlas_ssg.pipeline import examine
from atlas_ssg.progress import SILENT, StageClock
from tests.fake_renderer import FakeRenderer
from tests.sites import build_site, config_of

TEXT = "# A\n\n[x](/sources/none/) [y](/errors/) [b](b.md) [z](https://a.example/) [w](gone.md)\n"
FILES = {"a.md": TEXT, "b.md": "# B\n"}


def told(planned: set[str]) -> list[tuple[str, int, int, str]]:
    site = build_site(FILES).site
    found = unmade(site, lambda: planned, {"content/a.md": TEXT})
    return [(d.code, d.place.line, d.place.column, d.source_line) for d in found]


def test_only_what_is_not_made_is_told_at_its_place() -> None:
    line = TEXT.split("\n")[2]
    assert told({"sources/none/index.html", "errors/index.html"}) == []
    assert told({"errors/index.html"}) == [("LK001", 3, 5, line)]
    assert told(set()) == [("LK001", 3, 5, line), ("LK001", 3, 25, line)]


def test_nothing_is_planned_where_no_link_asks_for_it() -> None:
    site = build_site(
        {"a.md": "# A\n\n[b](b.md) ![c](c.png)\n", "b.md": "# B\n", "c.png": b""}
    ).site
    assert unmade(site, lambda: set(), {}) == ()


def test_check_and_build_say_the_same() -> None:
    config = config_of()
    seen = examine(config, FakeRenderer(), StageClock(SILENT), Memo(), FILES)
    assert [str(d.place) for d in seen.diagnostics if d.code == "LK001"] == [
        "content/a.md:3:5", "content/a.md:3:25", "content/a.md:3:73",
    ]  # fmt: skip
    assert build_site(FILES).diagnostics == seen.diagnostics


def test_such_a_link_can_be_suppressed_and_ignored_like_any_other() -> None:
    note = "<!-- atlas: ignore[LK001] the index comes later -->\n"
    assert build_site({**FILES, "a.md": TEXT.replace("[x]", note + "[x]")}).diagnostics == ()
    assert build_site(FILES, '[checks]\nignore = ["LK001"]\n').diagnostics == ()
