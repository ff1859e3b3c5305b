"""A list price where no list price may stand.

What a cloud asks on its price list is not what an operator pays. List prices
stand on cost pages only, under a heading that says "Unit-price model".

What to do: move the figure to the cost page, below `## Unit-price model`.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, Rule, Subject
from atlas_ssg.model.citation import Provenance
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.model.page import Page

_COST_PAGES = {"cost-breakdown", "costs", "capacity"}
_TITLE = "unit-price model"


def check(subject: Subject) -> Iterator[Finding]:
    """Figures from price lists on other pages, or without the title."""
    for page in subject.atlas_pages:
        facts = subject.indexes.page_facts.get(page.path, ())
        priced = [f for f in facts if f.provenance is Provenance.PRICE_LIST]
        if priced and not _allowed(page):
            fact = priced[0]
            yield Finding(
                fact.place,
                f"`{fact.quantity.text}` is a list price, and this page has no “Unit-price model”",
                "list prices stand on cost pages, below a heading “Unit-price model”",
                len(fact.quantity.text),
            )


def _allowed(page: Page) -> bool:
    titled = any(_TITLE in text.lower() for text in (page.title, *(h.text for h in page.headings)))
    return titled and (page.kind or page.category) in _COST_PAGES


RULE = Rule("SR006", "price-list-place", Severity.ERROR, check)
