"""All indexes together: an edit changes what it touches; the rest are the objects of before."""

from __future__ import annotations

import importlib
from dataclasses import fields

import pytest

from atlas_ssg.cache import Memo
from atlas_ssg.indexes.share import Share
from atlas_ssg.model.index import CrossReference, Indexes
from tests.facts.pages import examined

TOML = """\
[[categories]]
id = "systems"
title = "Systems"
folder = "systems"
[[kinds]]
id = "storage"
title = "Storage"
[[gates]]
id = "g"
title = "G"
[[gates.items]]
id = "scale"
title = "Scale"
evidence = ["scale"]
"""
DIAGRAM = '```mermaid\nflowchart LR\n  A["5 nodes"] --> B["$7 [@press]"]\n```\n\n'
FILES = {
    "systems/a/storage.md": DIAGRAM + "14 PB [@own-2018]\n\np99 3 ms [@own-2018], see [b](/b/)\n",
    "systems/b/storage.md": DIAGRAM + "## Error messages\n\n`no space left`\n",
    "b.md": "$9 a month [@own-2020]\n\n8 nodes\n\n## Metrics\n\n`up` below 1\n",
    "c.md": "---\ntags: [x]\nincident: {operator: AWS, began: 2017}\n---\n\n# C\n\nWords.\n",
}


def indexes_of(files: dict[str, str], memo: Memo | None = None) -> Indexes:
    return examined(files, TOML, memo).indexes


def test_a_memo_changes_nothing() -> None:
    memo = Memo()
    for path, old, new in (
        ("b.md", "8 nodes", "9 nodes"),
        ("systems/a/storage.md", "14 PB", "15 PB"),
        ("systems/b/storage.md", DIAGRAM, ""),
        ("c.md", "tags: [x]", "tags: [y]"),
    ):
        indexes_of(FILES, memo)
        edited = {**FILES, path: FILES[path].replace(old, new)}
        assert edited != FILES
        assert indexes_of(edited, memo) == indexes_of(edited)
    fewer = {"b.md": FILES["b.md"]}
    assert indexes_of(fewer, memo) == indexes_of(fewer)
    assert indexes_of(FILES, memo) == indexes_of(FILES)


def test_the_same_site_gives_the_same_objects() -> None:
    memo = Memo()
    first, second = indexes_of(FILES, memo), indexes_of(FILES, memo)
    made_anew = {
        field.name
        for field in fields(Indexes)
        if getattr(first, field.name) is not getattr(second, field.name)
    }
    # These are small, and equal where nothing changed.
    assert made_anew <= {"categories", "systems", "sources", "gates", "page_facts"}
    assert first == second
    pairs = zip(first.sources, second.sources, strict=True)
    assert all(one is other for one, other in pairs)


def groups(cross: CrossReference | None) -> dict[str, int]:
    assert cross is not None
    return {title: id(facts) for title, facts in cross.groups}


def changed(before: CrossReference | None, after: CrossReference | None) -> set[str]:
    old, new = groups(before), groups(after)
    return {title for title in old.keys() | new.keys() if old.get(title) != new.get(title)}


@pytest.mark.parametrize(
    ("path", "old", "new", "touched"),
    [
        ("b.md", "$9 a month", "$8 a month", {"USD per month", "own-2020"}),
        ("b.md", "8 nodes", "9 nodes", {"Counts of nodes"}),
        ("systems/a/storage.md", "14 PB", "15 PB", {"Sizes", "own-2018"}),
        ("systems/a/storage.md", "p99 3 ms", "p99 4 ms", {"Latency p99", "own-2018"}),
        ("c.md", "Words.", "Other words.", set()),
        ("c.md", "operator: AWS", "operator: GCP", set()),
    ],
)
def test_a_changed_figure_changes_the_groups_that_show_it_and_no_other(
    path: str, old: str, new: str, touched: set[str]
) -> None:
    memo = Memo()
    before = indexes_of(FILES, memo)
    after = indexes_of({**FILES, path: FILES[path].replace(old, new)}, memo)
    found = (
        changed(before.costs, after.costs)
        | changed(before.latencies, after.latencies)
        | changed(before.scale, after.scale)
    )
    pairs = zip(before.sources, after.sources, strict=True)
    found |= {one.key for one, other in pairs if one is not other}
    assert found == touched


def test_only_the_share_of_a_changed_page_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    module = importlib.import_module("atlas_ssg.indexes.share")
    make = module._share

    def counted(*inputs: object) -> Share:
        share: Share = make(*inputs)
        made.append(share.page.path)
        return share

    monkeypatch.setattr(module, "_share", counted)
    memo = Memo()
    indexes_of(FILES, memo)
    assert sorted(made) == sorted(FILES)
    made.clear()
    indexes_of({**FILES, "b.md": "$9 a month\n"}, memo)
    assert made == ["b.md"]
    made.clear()
    indexes_of({**FILES, "b.md": "$9 a month\n", "glossary.yaml": "API: x\n"}, memo)
    assert sorted(made) == sorted(FILES), "the glossary concerns every page"


def test_facts_of_a_page_stand_in_their_order() -> None:
    facts = indexes_of(FILES).page_facts
    assert "c.md" not in facts
    assert [f.quantity.text for f in facts["b.md"]] == ["$9 a month", "8 nodes"]
