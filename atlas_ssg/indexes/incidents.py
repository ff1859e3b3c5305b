"""The timeline of incidents, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from atlas_ssg.model.index import IncidentEntry
from atlas_ssg.model.page import Page


def incidents(pages: Iterable[Page]) -> tuple[IncidentEntry, ...]:
    """Every page that declares an incident; the duration needs both times to the minute."""
    found = [
        IncidentEntry(
            page.path,
            page.front.incident.operator,
            page.front.incident.began,
            page.front.incident.ended,
            _minutes(page.front.incident.began, page.front.incident.ended),
        )
        for page in pages
        if page.front.incident is not None
    ]
    return tuple(sorted(found, key=lambda entry: (entry.began, entry.page), reverse=True))


def _minutes(began: str, ended: str) -> float | None:
    """Times without a zone are UTC, as the content format has them."""
    if "T" not in began or "T" not in ended:
        return None
    try:
        start, end = (datetime.fromisoformat(text) for text in (began, ended))
    except ValueError:
        return None
    start, end = (t if t.tzinfo else t.replace(tzinfo=UTC) for t in (start, end))
    minutes = (end - start).total_seconds() / 60
    return minutes if minutes >= 0 else None
