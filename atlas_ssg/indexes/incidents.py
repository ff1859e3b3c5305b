"""The timeline of incidents, newest first."""

from __future__ import annotations

from datetime import datetime

from atlas_ssg.config import Config
from atlas_ssg.model.index import IncidentEntry
from atlas_ssg.model.site import Site


def incidents(site: Site, config: Config) -> tuple[IncidentEntry, ...]:
    """Every page that declares an incident; the duration needs both times to the minute."""
    found = [
        IncidentEntry(
            page.path,
            page.front.incident.operator,
            page.front.incident.began,
            page.front.incident.ended,
            _minutes(page.front.incident.began, page.front.incident.ended),
        )
        for page in site.pages.values()
        if page.front.incident is not None
    ]
    return tuple(sorted(found, key=lambda entry: (entry.began, entry.page), reverse=True))


def _minutes(began: str, ended: str) -> float | None:
    if "T" not in began or "T" not in ended:
        return None
    try:
        start, end = (datetime.fromisoformat(text) for text in (began, ended))
        return (end - start).total_seconds() / 60
    except (TypeError, ValueError):
        return None
