"""Links to what the site makes by itself, held against what it made."""

from atlas_ssg.checks import unmade
from tests.sites import build_site, config_of

TEXT = "# A\n\n[x](/sources/none/) [y](/errors/) [b](b.md) [z](https://a.example/) [w](gone.md)\n"


def told(made: set[str], toml: str = "") -> list[tuple[str, int, int, str]]:
    site = build_site({"a.md": TEXT, "b.md": "# B\n"}).site
    found = unmade(site, made, {"content/a.md": TEXT}, config_of(toml))
    return [(d.code, d.place.line, d.place.column, d.source_line) for d in found]


def test_only_what_was_not_made_is_told_at_its_place() -> None:
    line = TEXT.split("\n")[2]
    assert told({"sources/none/index.html", "errors/index.html"}) == []
    assert told({"errors/index.html"}) == [("LK001", 3, 5, line)]
    assert told(set()) == [("LK001", 3, 5, line), ("LK001", 3, 25, line)]


def test_a_code_that_is_ignored_is_not_told() -> None:
    assert told(set(), '[checks]\nignore = ["LK001"]\n') == []
