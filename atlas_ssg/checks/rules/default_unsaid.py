"""A documented default that does not say so.

A default tells what the component does when nobody configured it, not what the
operator runs. The label must read "default".

What to do: write `default 1000 ms [@key]`.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, Rule, Subject
from atlas_ssg.model.citation import Provenance
from atlas_ssg.model.diagnostic import Severity


def check(subject: Subject) -> Iterator[Finding]:
    """Figures from defaults in diagrams of systems, without the word."""
    for page in subject.atlas_pages:
        for fact in subject.indexes.page_facts.get(page.path, ()):
            default = fact.provenance is Provenance.DOCUMENTED_DEFAULT
            if default and fact.in_diagram and "default" not in fact.context.lower():
                yield Finding(
                    fact.place,
                    f"`{fact.quantity.text}` is a documented default but the label does not say so",
                    f"write `default {fact.quantity.text}`",
                    len(fact.quantity.text),
                )


RULE = Rule("SR005", "default-unsaid", Severity.ERROR, check)
