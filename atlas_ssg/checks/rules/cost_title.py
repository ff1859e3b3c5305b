"""A list price where no list price may stand.

What a cloud asks on its price list is not what an operator pays. List prices
stand on cost pages only, under a heading that says "Unit-price model".

What to do: move the figure to the cost page, below `## Unit-price model`.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.places import of_figure
from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.citation import Provenance
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.model.page import Page

# The kinds and categories that treat of money own the cost questions in `atlas.toml`.
_TITLE = "unit-price model"


def check(subject: PageSubject) -> Iterator[Finding]:
    """Figures from price lists on other pages, or on a page without the title."""
    priced = [fact for fact in subject.facts if fact.provenance is Provenance.PRICE_LIST]
    page = subject.page
    if not priced:
        return
    if not _about_money(subject):
        said, help = "this is no cost page", "move it to the page that treats of cost"
    elif not _titled(page):
        said = "this page has no heading “Unit-price model”"
        help = "put it below `## Unit-price model`"
    else:
        return
    for fact in priced:
        yield Finding(
            of_figure(fact, subject),
            f"`{fact.quantity.text}` is a list price, and {said}",
            help,
            len(fact.quantity.text),
        )


def _about_money(subject: PageSubject) -> bool:
    """Whether the page's kind or category owns a question that only money answers."""
    owners = {
        owner
        for gate in subject.file.gates
        for item in gate.items
        if "money" in item.evidence
        for owner in item.owners
    }
    return (subject.page.kind or subject.page.category) in owners


def _titled(page: Page) -> bool:
    return any(_TITLE in text.lower() for text in (page.title, *(h.text for h in page.headings)))


RULE = PageRule("SR006", "price-list-place", Severity.ERROR, check)
