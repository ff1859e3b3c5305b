"""A figure without a source.

A wrong number at 3 AM is worse than none, and a number that nobody can check
is as good as wrong. Every latency, rate, size, count, money, duration,
percentage and ratio in a label, a table or a sentence carries its citation.

What to do: open the source, see the figure, then cite it where it stands:
`30M req/s [@netflix-evcache-2016]`; derive it (`[@calc:NAME]`); or write `n/p`.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.places import of_figure
from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.model.fact import Fact


def check(subject: PageSubject) -> Iterator[Finding]:
    """Figures on the atlas's pages that rest on nothing."""
    for fact in subject.facts:
        if not fact.sources and not fact.calculation:
            yield Finding(
                of_figure(fact, subject),
                f"`{fact.quantity.text}` has no source ({_where(fact)})",
                "cite it where it stands: `[@key]`; or derive it, or write `n/p`",
                len(fact.quantity.text),
            )


def _where(fact: Fact) -> str:
    return "in the diagram" if fact.in_diagram else f"in this {fact.where}"


RULE = PageRule("SR001", "figure-uncited", Severity.ERROR, check)
