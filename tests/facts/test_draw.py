"""Facts of a whole site: what an edit changes, and what stays the same object."""

from __future__ import annotations

import importlib

import pytest

from atlas_ssg.cache import Memo
from atlas_ssg.model.diagram import Graph
from atlas_ssg.model.fact import Fact
from atlas_ssg.model.page import Page
from atlas_ssg.model.site import Facts, Library, Site
from tests.facts.pages import PRICES, SOURCES, site_of

FILES = {
    "a.md": '# A\n\n14 PB [@own-2018]\n\n```mermaid\nflowchart LR\n  A["5 nodes"] --> B\n```\n',
    "b.md": "# B\n\n5 ms [@press], `n/p` and 3 AZs\n\n| x | y |\n|---|---|\n| 1 | n/p |\n",
    "c.md": (
        "---\ncalculations:\n  cost:\n    expression: traffic * price\n    inputs:\n"
        "      traffic: {value: 200 TB/month, source: own-2018}\n"
        "      price: {price: list/egress}\n    result: USD/month\n---\n\n"
        "$10K/mo [@calc:cost]\n\n## Error messages\n\n`no space left on device`\n"
    ),
}


def facts_by_page(site: Site) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in site.facts.figures:
        found.setdefault(fact.page, []).append(fact)
    return found


def changed(before: Site, after: Site) -> set[str]:
    """The pages that have facts which are not the objects that they were."""
    old, new = facts_by_page(before), facts_by_page(after)
    return {
        page
        for page in old.keys() | new.keys()
        if [id(fact) for fact in old.get(page, [])] != [id(fact) for fact in new.get(page, [])]
    }


def test_everything_stands_in_the_order_of_the_pages() -> None:
    facts = site_of(FILES).facts
    assert [(f.page, f.quantity.text) for f in facts.figures] == [
        ("a.md", "5 nodes"),
        ("a.md", "14 PB"),
        ("b.md", "5 ms"),
        ("b.md", "3 AZs"),
        ("c.md", "$10K/mo"),
    ]
    assert [(a.page, a.what) for a in facts.absences] == [("b.md", "1 — y")]
    assert [(e.page, e.text) for e in facts.errors] == [("c.md", "no space left on device")]
    assert [(c.page, c.shown) for c in facts.calculations] == [("c.md", "10,000 USD/month")]


def test_the_same_site_gives_the_same_objects() -> None:
    memo = Memo()
    first, second = site_of(FILES, memo=memo), site_of(FILES, memo=memo)
    assert changed(first, second) == set()
    assert first.facts == second.facts


def test_a_memo_changes_nothing() -> None:
    memo = Memo()
    site_of(FILES, memo=memo)
    edited = {**FILES, "b.md": "# B\n\nNow 7 ms [@press]\n"}
    assert site_of(edited, memo=memo).facts == site_of(edited).facts


@pytest.mark.parametrize(
    ("path", "old", "new", "pages"),
    [
        ("a.md", "14 PB", "15 PB", {"a.md"}),
        ("a.md", "5 nodes", "6 nodes", {"a.md"}),
        ("a.md", "# A", "# A\n\nA new paragraph.", {"a.md"}),
        ("sources/all.yaml", "issued: 2018-05", "issued: 2018-06", {"a.md", "c.md"}),
        ("sources/all.yaml", "id: press, title: Press", "id: press, title: Paper", {"b.md"}),
        ("sources/all.yaml", "id: own-2020, title: Own", "id: own-2020, title: New", set()),
        ("prices/list.yaml", "0.05 USD/GB", "0.06 USD/GB", {"c.md"}),
        ("prices/list.yaml", "1.33 USD/hour", "1.34 USD/hour", set()),
    ],
)
def test_an_edit_changes_the_pages_that_show_it_and_no_other(
    path: str, old: str, new: str, pages: set[str]
) -> None:
    memo = Memo()
    files = {"sources/all.yaml": SOURCES, "prices/list.yaml": PRICES, **FILES}
    before = site_of(files, memo=memo)
    assert old in files[path]
    after = site_of({**files, path: files[path].replace(old, new)}, memo=memo)
    assert changed(before, after) == pages


def test_a_changed_price_changes_the_calculation_and_its_comparison() -> None:
    dearer = PRICES.replace("0.05 USD/GB", "0.06 USD/GB")
    facts = site_of({**FILES, "prices/list.yaml": dearer}).facts
    assert [c.shown for c in facts.calculations] == ["12,000 USD/month"]
    assert [(d.text, d.computed) for d in facts.disagreements] == [("$10K/mo", "12,000 USD/month")]


def test_only_what_changed_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    module = importlib.import_module("atlas_ssg.facts.draw")
    of_page = module.of_page

    def counted(page: Page, graphs: tuple[Graph | None, ...], library: Library) -> Facts:
        read.append(page.path)
        found: Facts = of_page(page, graphs, library)
        return found

    monkeypatch.setattr(module, "of_page", counted)
    memo = Memo()
    site_of(FILES, memo=memo)
    site_of({**FILES, "b.md": "# B\n\n5 ms\n"}, memo=memo)
    site_of({"a.md": FILES["a.md"]}, memo=memo)
    site_of(FILES, memo=memo)  # b.md and c.md were gone, and are forgotten
    assert read == ["a.md", "b.md", "c.md", "b.md", "b.md", "c.md"]
