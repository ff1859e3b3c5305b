"""A third party's summary that carries too much.

Summaries repeat each other's mistakes. A figure may rest on them only where
two independent ones agree, never alone in the diagram, and at most a third of
a page's figures.

What to do: find the original, cite a second, independent summary beside it, or
write `n/p`.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.places import of_figure
from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.citation import Provenance
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.model.fact import Fact

SHARE = 1 / 3  # the content format, provenance table


def check(subject: PageSubject) -> Iterator[Finding]:
    """Figures on one summary alone, and pages that rest on summaries."""
    weak = [fact for fact in subject.facts if fact.provenance is Provenance.SUMMARY]
    for fact in weak:
        if not _is_backed(fact, subject):
            yield Finding(
                of_figure(fact, subject),
                f"`{fact.quantity.text}` rests on one summary",
                "cite the original, or a second independent summary that agrees",
                len(fact.quantity.text),
            )
    sourced = sum(bool(fact.sources) for fact in subject.facts)
    if len(weak) > SHARE * sourced:
        yield Finding(
            subject.start,
            f"{len(weak)} of {sourced} sourced figures rest on summaries; a third is the most",
            "find the operator's own words",
        )


def _is_backed(fact: Fact, subject: PageSubject) -> bool:
    """Whether a better source stands beside the summary, or a second publisher's summary."""
    cited = [reference for reference in subject.references if reference.key in fact.sources]
    better = any(reference.provenance is not Provenance.SUMMARY for reference in cited)
    return better or len({reference.publisher or reference.url for reference in cited}) > 1


RULE = PageRule("SR004", "summary-alone", Severity.ERROR, check)
