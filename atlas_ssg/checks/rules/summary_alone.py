"""A third party's summary that carries too much.

Summaries repeat each other's mistakes. A figure may rest on them only where
two independent ones agree, never alone in the diagram, and at most a third of
a page's figures.

What to do: find the original, cite a second, independent summary beside it, or
write `n/p`.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, Rule, Subject
from atlas_ssg.model.citation import Provenance
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.model.fact import Fact

SHARE = 1 / 3  # the content format, provenance table


def check(subject: Subject) -> Iterator[Finding]:
    """Figures on one summary alone, and pages that rest on summaries."""
    for page in subject.atlas_pages:
        facts = subject.indexes.page_facts.get(page.path, ())
        weak = [fact for fact in facts if fact.provenance is Provenance.SUMMARY]
        for fact in weak:
            if len(_publishers(fact, subject)) < 2:
                yield Finding(
                    fact.place,
                    f"`{fact.quantity.text}` rests on one summary",
                    "cite the original, or a second independent summary that agrees",
                    len(fact.quantity.text),
                )
        sourced = sum(bool(fact.sources) for fact in facts)
        if len(weak) > SHARE * sourced:
            yield Finding(
                page.fences[0].place,
                f"{len(weak)} of {sourced} sourced figures rest on summaries; a third is the most",
                "find the operator's own words",
            )


def _publishers(fact: Fact, subject: Subject) -> set[str]:
    known = subject.site.library.references
    return {known[key].publisher or known[key].url for key in fact.sources if key in known}


RULE = Rule("SR004", "summary-alone", Severity.ERROR, check)
