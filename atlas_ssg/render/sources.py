"""The bibliography: a list of all sources, and a page for each with what rests on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from atlas_ssg.model.citation import Reference
from atlas_ssg.model.index import SourceIndex
from atlas_ssg.render.contexts.references import (
    FigureRow,
    SourcePageView,
    SourceRow,
    SourcesView,
)
from atlas_ssg.render.contexts.shell import Facet, Link, Parts
from atlas_ssg.render.edition import Edition
from atlas_ssg.render.evidence import label, source_view
from atlas_ssg.render.figure_rows import shelf
from atlas_ssg.render.plan import Planned
from atlas_ssg.render.rows import choice_class, facet, part_address, parts, split
from atlas_ssg.render.words import name

SOURCES = "/sources/"
_MOST_ROWS = 500  # of a part: about 250 KB
_HOME = (Link("/", "Home"),)


def plan(edition: Edition) -> Iterator[Planned]:
    """The list in parts, then every source."""
    entries = edition.indexes.sources
    if not entries:
        return
    references = edition.references
    rows, facets = edition.memo(
        "source-list", "", (entries, references), lambda: _rows(entries, references)
    )
    pieces = split(rows, _MOST_ROWS)
    which = parts(SOURCES, pieces, lambda piece: f"{piece[0].container} to {piece[-1].container}")
    for piece, part in zip(pieces, which, strict=True):
        yield Planned(
            part_address(SOURCES, part.number),
            "sources.html",
            (tuple(piece), facets, part, len(rows)),
            lambda p=tuple(piece), w=part: _list(p, facets, w, len(rows), edition),  # type: ignore[misc]
        )
    known = shelf(edition)
    for entry in entries:
        reference = references[entry.key]
        figures, links = edition.memo(
            "source-rows",
            entry.key,
            (entry, known, edition.links),
            lambda e=entry: (tuple(known.rows(e.facts)), _links(e, edition)),  # type: ignore[misc]
        )
        yield Planned(
            entry.permalink,
            "source.html",
            (reference, figures, links),
            lambda r=reference, f=figures, k=links, e=entry: _page(e, r, f, k, edition),  # type: ignore[misc]
        )


def _links(entry: SourceIndex, edition: Edition) -> tuple[Link, ...]:
    return tuple(link for path in entry.pages if (link := edition.link(path)))


def _rows(
    entries: tuple[SourceIndex, ...], references: Mapping[str, Reference]
) -> tuple[list[SourceRow], tuple[Facet, ...]]:
    """The lines of the list, by where the sources appeared, and its filters."""
    rows = sorted(
        (_row(entry, references[entry.key]) for entry in entries),
        key=lambda r: (r.container.casefold(), r.year, r.title.casefold(), r.href),
    )
    return rows, _facets(rows)


def _row(entry: SourceIndex, reference: Reference) -> SourceRow:
    return SourceRow(
        href=entry.permalink,
        title=reference.title,
        container=label(reference),
        year=reference.year,
        provenance=reference.provenance.value,
        figures=len(entry.facts),
        pages=len(entry.pages),
        facets=choice_class("provenance", reference.provenance.value),
    )


def _facets(rows: list[SourceRow]) -> tuple[Facet, ...]:
    kinds = [one.provenance for one in rows]
    found = facet("provenance", "Evidence", kinds, {kind: name(kind) for kind in kinds})
    return (found,) if found else ()


def _list(
    rows: tuple[SourceRow, ...], facets: tuple[Facet, ...], part: Parts, total: int,
    edition: Edition,
) -> SourcesView:  # fmt: skip
    summary = f"{total} sources. Each has a page with every figure that rests on it."
    return SourcesView(
        layout=edition.layout,
        meta=edition.meta("Sources", summary, part_address(SOURCES, part.number)),
        crumbs=_HOME,
        heading="Sources",
        summary=summary,
        rows=rows,
        facets=facets,
        part=part,
        total=total,
    )


def _page(
    entry: SourceIndex, reference: Reference, figures: tuple[FigureRow, ...],
    pages: tuple[Link, ...], edition: Edition,
) -> SourcePageView:  # fmt: skip
    where = f"{label(reference)}, {reference.year}" if reference.year else label(reference)
    return SourcePageView(
        layout=edition.layout,
        meta=edition.meta(
            f"Source: {reference.title}",
            f"{where}: {len(figures)} figures of the atlas rest on it.",
            entry.permalink,
        ),
        crumbs=(*_HOME, Link(SOURCES, "Sources")),
        heading=reference.title,
        summary="",
        source=source_view(entry.key, 1, reference),
        figures=figures,
        pages=pages,
    )
