"""A page with too little evidence: too few figures, or too few publishers behind them.

A page has at least six figures with a source, three of them first-party or
reported, from at least two publishers (one is enough for an incident that one
postmortem tells). A debugging guide needs a default at a version instead, and
three places that rest on the component's own documentation or source.

What to do: find what the operator published, merge the page with a sibling, or
leave it out. Never pad.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.citation import Provenance
from atlas_ssg.model.diagnostic import Severity

# The content format, "Rules for authors".
FIGURES, STRONG, PUBLISHERS = 6, 3, 2
_OWN_WORDS = {Provenance.FIRST_PARTY, Provenance.REPORTED}
_COMPONENT_WORDS = {Provenance.FIRST_PARTY, Provenance.DOCUMENTED_DEFAULT}
_TOLD_BY_ONE = {"incidents", "guides"}  # roles


def check(subject: PageSubject) -> Iterator[Finding]:
    """Pages with a diagram, of counted categories, below the least."""
    counted = {c.id: c.role for c in subject.file.categories if c.counted}
    page = subject.page
    if page.category in counted and page.fences:
        role = counted[page.category]
        evidence = _guide if role == "guides" else _figures
        lacks = [
            *evidence(subject),
            *_publishers(subject, 1 if role in _TOLD_BY_ONE else PUBLISHERS),
        ]
        if lacks:
            yield Finding(
                subject.start,
                "too little evidence: " + "; ".join(lacks),
                "find what the operator published, or merge the page with a sibling",
            )


def _figures(subject: PageSubject) -> Iterator[str]:
    sourced = [fact for fact in subject.facts if fact.sources or fact.calculation]
    if len(sourced) < FIGURES:
        yield f"{len(sourced)} of {FIGURES} figures with a source"
    strong = sum(fact.provenance in _OWN_WORDS for fact in sourced)
    if strong < STRONG:
        yield f"{strong} of {STRONG} figures in the operator's own or reported words"


def _guide(subject: PageSubject) -> Iterator[str]:
    kinds = {reference.key: reference.provenance for reference in subject.references}
    own = sum(kinds.get(citation.key) in _COMPONENT_WORDS for citation in subject.page.citations)
    if own < STRONG:
        yield f"{own} of {STRONG} citations of the component's own documentation"
    if Provenance.DOCUMENTED_DEFAULT not in kinds.values():
        yield "no documented default"


def _publishers(subject: PageSubject, least: int) -> Iterator[str]:
    publishers = {reference.publisher or reference.container for reference in subject.references}
    if len(publishers) < least:
        yield f"{len(publishers)} of {least} publishers"


RULE = PageRule("SR003", "few-figures", Severity.ERROR, check)
