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
from atlas_ssg.render.contexts.shell import Facet, Link
from atlas_ssg.render.edition import Edition
from atlas_ssg.render.evidence import label, source_view
from atlas_ssg.render.figure_rows import Shelf, shelf
from atlas_ssg.render.parts import Piece, in_parts, weight
from atlas_ssg.render.plan import Planned
from atlas_ssg.render.rows import choice_class, facet
from atlas_ssg.render.words import name

SOURCES = "/sources/"
_MARKUP = 220  # bytes of a line of the list
_LINK = 60  # bytes round a link to a page
_HOME = (Link("/", "Home"),)


def plan(edition: Edition) -> Iterator[Planned]:
    """The list in parts, then every source."""
    entries = edition.indexes.sources
    if not entries:
        return
    references = edition.references
    pieces, facets = edition.memo(
        "source-list", "", (entries, references), lambda: _rows(entries, references)
    )
    for piece in pieces:
        yield Planned(
            piece.address,
            "sources.html",
            (piece, facets, len(entries)),
            lambda p=piece: _list(p, facets, len(entries), edition),  # type: ignore[misc]
        )
    known = shelf(edition)
    for entry in entries:
        yield from _source(entry, known, edition)


def _source(entry: SourceIndex, known: Shelf, edition: Edition) -> Iterator[Planned]:
    """What rests on a source, in parts; the pages that cite it stand on the first."""
    reference = edition.references[entry.key]

    def compute() -> tuple[tuple[Piece[FigureRow], ...], tuple[Link, ...]]:
        links = _links(entry, edition)
        rows = known.rows(entry.facts)
        titles = [row.page for row in rows]
        before = weight(links) + _LINK * len(links)
        return known.in_parts(entry.permalink, rows, titles, heading=0, before=before), links

    pieces, links = edition.memo("source-rows", entry.key, (entry, known, edition.links), compute)
    for piece in pieces:
        own = links if piece.part.number == 1 else ()
        yield Planned(
            piece.address,
            "source.html",
            (reference, piece, own, len(entry.facts)),
            lambda p=piece, k=own: _page(entry, reference, p, k, edition),  # type: ignore[misc]
        )


def _links(entry: SourceIndex, edition: Edition) -> tuple[Link, ...]:
    return tuple(link for path in entry.pages if (link := edition.link(path)))


def _rows(
    entries: tuple[SourceIndex, ...], references: Mapping[str, Reference]
) -> tuple[tuple[Piece[SourceRow], ...], tuple[Facet, ...]]:
    """The lines of the list, by where the sources appeared, in parts, and its filters."""
    rows = sorted(
        (_row(entry, references[entry.key]) for entry in entries),
        key=lambda r: (r.container.casefold(), r.year, r.title.casefold(), r.href),
    )
    titles = [row.container for row in rows]
    return in_parts(SOURCES, rows, titles, markup=_MARKUP), _facets(rows)


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
    piece: Piece[SourceRow], facets: tuple[Facet, ...], total: int, edition: Edition
) -> SourcesView:
    summary = f"{total} sources. Each has a page with every figure that rests on it."
    return SourcesView(
        layout=edition.layout,
        meta=edition.meta("Sources", summary, piece.address),
        crumbs=_HOME,
        heading="Sources",
        summary=summary,
        rows=piece.rows,
        facets=facets,
        part=piece.part,
        total=total,
    )


def _page(
    entry: SourceIndex, reference: Reference, piece: Piece[FigureRow],
    pages: tuple[Link, ...], edition: Edition,
) -> SourcePageView:  # fmt: skip
    where = f"{label(reference)}, {reference.year}" if reference.year else label(reference)
    return SourcePageView(
        layout=edition.layout,
        meta=edition.meta(
            f"Source: {reference.title}",
            f"{where}: {len(entry.facts)} figures of the atlas rest on it.",
            piece.address,
        ),
        crumbs=(*_HOME, Link(SOURCES, "Sources")),
        heading=reference.title,
        summary="",
        source=source_view(entry.key, 1, reference),
        figures=piece.rows,
        pages=pages,
        part=piece.part,
        total=len(entry.facts),
    )
