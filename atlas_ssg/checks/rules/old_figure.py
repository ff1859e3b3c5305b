"""A figure older than five years that does not show its year.

Systems grow. A figure of 2016 is worth knowing, as long as nobody takes it for
today's. The age is counted from the source's date to the page's `updated`.

What to do: add the year: `30M req/s (2016) [@key]`. A heading or the page's
title that holds the year serves as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas_ssg.checks.places import of_figure
from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.model.fact import Fact

YEARS = 5  # the content format: "shows its year when it is older than five years"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def check(subject: PageSubject) -> Iterator[Finding]:
    """Old figures whose label, sentence, row or heading holds no year."""
    page = subject.page
    # An incident's whole page is about one moment in the past, and says so.
    past = {category.id for category in subject.file.categories if category.role == "incidents"}
    if page.category in past or not page.front.updated or _YEAR.search(page.title):
        return
    today = int(page.front.updated[:4])
    for fact in subject.facts:
        year = fact.as_of[:4]
        if year.isdigit() and today - int(year) > YEARS and not _dated(fact, subject):
            yield Finding(
                of_figure(fact, subject),
                f"`{fact.quantity.text}` is of {year} and does not say so",
                f"add the year: `{fact.quantity.text} ({year})`",
                len(fact.quantity.text),
            )


def _dated(fact: Fact, subject: PageSubject) -> bool:
    if _YEAR.search(fact.context) or _YEAR.search(fact.subject):
        return True
    here = [p for p in subject.page.passages if p.place.line == fact.place.line]
    in_row = fact.where == "cell" and any(_YEAR.search(f"{p.text} {p.column}") for p in here)
    return in_row or any(_YEAR.search(heading) for p in here for heading in p.trail)


RULE = PageRule("SR009", "old-figure", Severity.WARNING, check)
