"""A figure without a source.

A wrong number at 3 AM is worse than none, and a number that nobody can check
is as good as wrong. Every latency, rate, size, count, money, duration and
percentage in a label, a table or a sentence carries its citation.

What to do: open the source, see the figure, then cite it where it stands:
`30M req/s [@netflix-evcache-2016]`; derive it (`[@calc:NAME]`); or write `n/p`.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, Rule, Subject
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.model.fact import Fact


def check(subject: Subject) -> Iterator[Finding]:
    """Figures on the atlas's pages that rest on nothing."""
    for page in subject.atlas_pages:
        for fact in subject.indexes.page_facts.get(page.path, ()):
            if not fact.sources and not fact.calculation:
                yield Finding(
                    fact.place,
                    f"`{fact.quantity.text}` has no source ({_where(fact)})",
                    "cite it where it stands: `[@key]`; or derive it, or write `n/p`",
                    len(fact.quantity.text),
                )


def _where(fact: Fact) -> str:
    return "in the diagram" if fact.in_diagram else f"in this {fact.where}"


RULE = Rule("SR001", "figure-uncited", Severity.ERROR, check)
