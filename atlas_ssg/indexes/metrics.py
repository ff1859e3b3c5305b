"""Metrics and alerts: what pages name under "Metrics", with the value that means trouble."""

from __future__ import annotations

from atlas_ssg.config import Config
from atlas_ssg.model.index import MetricEntry
from atlas_ssg.model.site import Site

_HEADING = "metrics"


def metrics(site: Site, config: Config) -> tuple[MetricEntry, ...]:
    """The first code span of each item, cell row or paragraph under a "Metrics" heading."""
    found: dict[tuple[str, str], MetricEntry] = {}
    for page in site.pages.values():
        for passage in page.passages:
            if not passage.codes or _HEADING not in [part.casefold() for part in passage.trail]:
                continue
            name = passage.codes[0]
            address = f"{page.permalink}#{passage.anchor}"
            found.setdefault((name, page.path), MetricEntry(name, passage.text, page.path, address))
    return tuple(sorted(found.values(), key=lambda e: (e.name.casefold(), e.name, e.page)))
