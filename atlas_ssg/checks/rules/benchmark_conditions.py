"""A benchmark without its conditions.

A measurement means something only with who ran it, when, and that it was a
measurement: the same system gives other figures under another load.

What to do: give the source an author or publisher and a date (`issued`), and
let the label, row or sentence (or the heading above it) say "benchmark",
"measured" or "test".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas_ssg.checks.places import of_figure
from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.citation import Provenance
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.model.fact import Fact

_SAID = re.compile(r"\b(?:benchmark|measur|test|load[- ]generat|experiment|trial)", re.IGNORECASE)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Figures from benchmarks that do not say so, or whose source is undated or by nobody."""
    incomplete = {
        reference.key
        for reference in subject.references
        if not reference.issued or not (reference.authors or reference.publisher)
    }
    for fact in subject.facts:
        if fact.provenance is not Provenance.BENCHMARK:
            continue
        if not _SAID.search(_surroundings(fact, subject)):
            message = f"`{fact.quantity.text}` was measured by a benchmark but does not say so"
            help = "name the measurement and its conditions beside the figure"
        elif lacking := sorted(incomplete & set(fact.sources)):
            message = f"the benchmark `{lacking[0]}` does not say who ran it, or when"
            help = "give the source an `author` or `publisher`, and `issued`"
        else:
            continue
        yield Finding(of_figure(fact, subject), message, help, len(fact.quantity.text))


def _surroundings(fact: Fact, subject: PageSubject) -> str:
    here = [p for p in subject.page.passages if p.place.line == fact.place.line]
    around = [f"{p.text} {p.column} {' '.join(p.trail)}" for p in here]
    return " ".join([fact.context, fact.subject, subject.page.title, *around])


RULE = PageRule("SR012", "benchmark-conditions", Severity.ERROR, check)
