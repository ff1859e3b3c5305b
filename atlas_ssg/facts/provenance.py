"""What a figure rests on, and of when it is."""

from __future__ import annotations

from collections.abc import Sequence

from atlas_ssg.model.citation import Provenance, Reference

# A chain is as strong as its weakest link: of several sources the weakest
# names the figure's provenance, so that a summary never hides behind a filing.
# Two summaries that agree are still summaries.
_WEAKEST_FIRST = (
    Provenance.SUMMARY,
    Provenance.BENCHMARK,
    Provenance.PRICE_LIST,
    Provenance.DOCUMENTED_DEFAULT,
    Provenance.REPORTED,
    Provenance.FIRST_PARTY,
)


def provenance(references: Sequence[Reference], *, derived: bool) -> Provenance:
    """The provenance of a figure with these sources; `derived` if it cites a calculation."""
    if derived:
        return Provenance.DERIVED
    kinds = {reference.provenance for reference in references}
    return next((kind for kind in _WEAKEST_FIRST if kind in kinds), Provenance.UNCITED)


def as_of(references: Sequence[Reference]) -> str:
    """The newest issue date among the sources (ISO, as precise as they say), or ""."""
    return max((reference.issued for reference in references if reference.issued), default="")
