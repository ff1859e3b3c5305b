"""Metrics and alerts: what pages name under "Metrics", with the value that means trouble."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from atlas_ssg.model.citation import unmarked
from atlas_ssg.model.index import MetricEntry
from atlas_ssg.model.page import Page

_HEADING = "metrics"


def metrics_of(page: Page) -> Iterator[MetricEntry]:
    """The first code span of each item, cell or paragraph under a "Metrics" heading, once each.

    For a cell the text is that of its whole row: the name stands in one column,
    the value that means trouble in another.
    """
    rows: dict[tuple[int, str], list[str]] = {}
    for passage in page.passages:
        if passage.row:
            rows.setdefault((passage.place.line, passage.row), []).append(passage.text)
    seen = set()
    for passage in page.passages:
        if not passage.codes or _HEADING not in [part.casefold() for part in passage.trail]:
            continue
        name = passage.codes[0]
        if name in seen:
            continue
        seen.add(name)
        row = rows.get((passage.place.line, passage.row), [passage.text])
        text = " — ".join(unmarked(part) for part in row if part)
        yield MetricEntry(name, text, page.path, f"{page.permalink}#{passage.anchor}")


def metrics(found: Iterable[tuple[MetricEntry, ...]]) -> tuple[MetricEntry, ...]:
    """The metrics of all pages by name."""
    entries = [entry for of_page in found for entry in of_page]
    return tuple(sorted(entries, key=lambda e: (e.name.casefold(), e.name, e.page)))
