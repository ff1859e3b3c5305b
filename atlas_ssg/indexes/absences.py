"""What nobody publishes, by system and page."""

from __future__ import annotations

from collections.abc import Iterable

from atlas_ssg.model.fact import Absence


def absences(found: Iterable[Absence]) -> tuple[Absence, ...]:
    """Every `n/p` label and `not_published` entry."""
    return tuple(sorted(found, key=lambda a: (a.system, a.page, a.place.line, a.what)))
