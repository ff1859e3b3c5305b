"""A system that does not yet have all of its required diagrams.

Reported only when asked for (`check --extend-select ST002`), since an atlas
grows page by page; `atlas-ssg status` shows the same as a matrix.

What to do: write the missing pages, `systems/SYSTEM/KIND.md`.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, SiteRule, SiteSubject
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.model.index import SystemMatrix
from atlas_ssg.model.source import Place


def check(subject: SiteSubject) -> Iterator[Finding]:
    """Declared systems with missing kinds, once each."""
    for matrix in subject.indexes.systems:
        missing = [cell.kind for cell in matrix.cells if cell.state == "missing"]
        if missing:
            yield Finding(
                _place(matrix, subject),
                f"{matrix.title} has {len(matrix.cells) - len(missing)} of "
                f"{len(matrix.cells)} diagrams; missing: {', '.join(missing)}",
                "write them, one file a kind",
            )


def _place(matrix: SystemMatrix, subject: SiteSubject) -> Place:
    """The system's own page, else its first diagram, else the configuration."""
    paths = [matrix.page, *(cell.page for cell in matrix.cells)]
    page = next((subject.site.pages[p] for p in paths if p in subject.site.pages), None)
    return Place(page.shown if page else "atlas.toml")


RULE = SiteRule("ST002", "kinds-missing", Severity.WARNING, check, by_default=False)
