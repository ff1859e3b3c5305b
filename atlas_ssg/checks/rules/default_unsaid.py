"""A documented default that does not say so.

A default tells what the component does when nobody configured it, not what the
operator runs. The label must read "default" (or "limit", where that is what the
documentation sets).

What to do: write `default 1000 ms [@key]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas_ssg.checks.places import of_figure
from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.citation import Provenance
from atlas_ssg.model.diagnostic import Severity

_SAID = re.compile(r"\b(?:default|limit)", re.IGNORECASE)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Figures from defaults in diagrams, without the word."""
    for fact in subject.facts:
        default = fact.provenance is Provenance.DOCUMENTED_DEFAULT
        if default and fact.in_diagram and not _SAID.search(fact.context):
            yield Finding(
                of_figure(fact, subject),
                f"`{fact.quantity.text}` is a documented default but the label does not say so",
                f"write `default {fact.quantity.text}`",
                len(fact.quantity.text),
            )


RULE = PageRule("SR005", "default-unsaid", Severity.ERROR, check)
