"""A figure older than five years that does not show its year.

Systems grow. A figure of 2016 is worth knowing, as long as nobody takes it for
today's.

What to do: add the year: `30M req/s (2016) [@key]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, Rule, Subject
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.model.page import Page

YEARS = 5  # the content format: "shows its year when it is older than five years"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# In these the whole page is about one moment in the past, and says so.
_DATED = {"incidents"}


def check(subject: Subject) -> Iterator[Finding]:
    """Old figures whose label, sentence or row holds no year."""
    for page in subject.atlas_pages:
        if page.category in _DATED or not page.front.updated:
            continue
        for fact in subject.indexes.page_facts.get(page.path, ()):
            if fact.as_of and _age(fact.as_of, page) > YEARS and not _YEAR.search(fact.context):
                yield Finding(
                    fact.place,
                    f"`{fact.quantity.text}` is of {fact.as_of[:4]} and does not say so",
                    f"add the year: `{fact.quantity.text} ({fact.as_of[:4]})`",
                    len(fact.quantity.text),
                )


def _age(as_of: str, page: Page) -> int:
    return int(page.front.updated[:4]) - int(as_of[:4])


RULE = Rule("SR009", "old-figure", Severity.WARNING, check)
