"""Systems: each with its diagrams, and all of them in one table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby

from atlas_ssg.model.index import MatrixCell, SystemMatrix
from atlas_ssg.model.page import Page
from atlas_ssg.render.content_pages import Material, article
from atlas_ssg.render.contexts.content import KeyFigure
from atlas_ssg.render.contexts.listings import (
    Cell,
    CoverageCell,
    CoverageRow,
    CoverageTier,
    CoverageView,
    SystemCard,
    SystemView,
    Tier,
)
from atlas_ssg.render.contexts.shell import Link
from atlas_ssg.render.drawings import thumbnail
from atlas_ssg.render.edition import Edition, has_pages
from atlas_ssg.render.evidence import headline_figures
from atlas_ssg.render.plan import Planned
from atlas_ssg.render.rows import row

COVERAGE = "/coverage/"
_STATES = ("complete", "partial", "broken", "missing")
_DRAWN = frozenset({"complete", "partial"})
# A page's path -> (address, width, height) of its first diagram.
Pictures = Mapping[str, tuple[str, int, int]]


def card(matrix: SystemMatrix, edition: Edition) -> SystemCard:
    """A system as a card of a list."""
    return SystemCard(
        id=matrix.id,
        title=matrix.title,
        href=matrix.permalink if has_pages(matrix, edition.site) else "",
        focus=matrix.focus,
        state=matrix.state,
        done=sum(cell.state in _DRAWN for cell in matrix.cells),
        required=len(matrix.cells),
    )


def tiers(edition: Edition) -> tuple[Tier, ...]:
    """The systems by tier."""
    groups = groupby(edition.indexes.systems, key=lambda matrix: matrix.tier_title)
    return tuple(
        Tier(title, tuple(card(matrix, edition) for matrix in group)) for title, group in groups
    )


def plan(edition: Edition) -> Iterator[Planned]:
    """A page for each system that has any."""
    for matrix in edition.indexes.systems:
        if has_pages(matrix, edition.site):
            yield _system(matrix, edition)


def _system(matrix: SystemMatrix, edition: Edition) -> Planned:
    index = edition.by_address.get(matrix.permalink)
    material = Material(index, edition) if index else None
    pages = [p for p in edition.site.pages.values() if p.system == matrix.id and p is not index]
    rows = tuple(row(page, edition) for page in pages)
    facts = tuple(edition.facts(page) for page in pages)
    trail = _trail(matrix, edition)
    own = material.inputs if material else ()
    inputs = (matrix, rows, facts, trail, edition.config.kinds, edition.references, own)
    return Planned(
        matrix.permalink,
        "system.html",
        inputs,
        lambda: _view(matrix, pages, material, edition),
    )


def _view(
    matrix: SystemMatrix, pages: list[Page], material: Material | None, edition: Edition
) -> SystemView:
    kinds = {cell.page for cell in matrix.cells if cell.page}
    page = material.page if material else None
    summary = page.description if page else matrix.focus
    updated = page.front.updated if page else ""
    shown = card(matrix, edition)
    return SystemView(
        layout=edition.layout,
        meta=edition.meta(matrix.title, summary, matrix.permalink, updated),
        crumbs=_trail(matrix, edition),
        heading=page.title if page else matrix.title,
        summary=summary,
        article=article(material, edition) if material else None,
        cells=tuple(_cell(cell, edition) for cell in matrix.cells),
        figures=_figures(pages, edition),
        others=tuple(row(p, edition) for p in pages if p.path not in kinds),
        focus=matrix.focus,
        tier=matrix.tier_title,
        state=matrix.state,
        done=shown.done,
    )


def _trail(matrix: SystemMatrix, edition: Edition) -> tuple[Link, ...]:
    section = edition.site.sections.get(matrix.permalink)
    return edition.trails.get(section.parent, ()) if section else (Link("/", "Home"),)


def _cell(cell: MatrixCell, edition: Edition) -> Cell:
    kind = next((k for k in edition.config.kinds if k.id == cell.kind), None)
    page = edition.site.pages.get(cell.page)
    file, width, height = thumbnail(page, edition.outcomes(page)) if page else ("", 0, 0)
    return Cell(
        title=cell.title,
        question=kind.question if kind else "",
        shows=kind.shows if kind else (),
        state=cell.state,
        href=cell.permalink,
        open=cell.open,
        thumbnail=file,
        width=width,
        height=height,
        figures=len(edition.facts(page)) if page else 0,
    )


def _figures(pages: list[Page], edition: Edition) -> tuple[KeyFigure, ...]:
    found = [(edition.facts(page), page) for page in pages]
    return headline_figures(found, edition)


def plan_coverage(edition: Edition) -> Iterator[Planned]:
    """The table of all systems by all kinds."""
    if not (edition.indexes.systems and edition.config.kinds):
        return
    pictures = {
        cell.page: thumbnail(page, edition.outcomes(page))
        for matrix in edition.indexes.systems
        for cell in matrix.cells
        if (page := edition.site.pages.get(cell.page))
    }
    yield Planned(
        COVERAGE,
        "coverage.html",
        (edition.indexes.systems, tuple(edition.site.sections), pictures),
        lambda: _coverage(edition, pictures),
    )


def _coverage(edition: Edition, pictures: Pictures) -> CoverageView:
    cells = [cell for matrix in edition.indexes.systems for cell in matrix.cells]
    states = Counter(cell.state for cell in cells)
    groups = groupby(edition.indexes.systems, key=lambda matrix: matrix.tier_title)
    done = sum(states[state] for state in _DRAWN)
    summary = (
        f"{len(edition.indexes.systems)} systems, {len(edition.config.kinds)} diagrams each: "
        f"{done} of {len(cells)} are drawn."
    )
    return CoverageView(
        layout=edition.layout,
        meta=edition.meta("Coverage", summary, COVERAGE),
        crumbs=(Link("/", "Home"),),
        heading="Coverage",
        summary=summary,
        kinds=tuple(kind.title for kind in edition.config.kinds),
        tiers=tuple(
            CoverageTier(title, tuple(_coverage_row(m, edition, pictures) for m in group))
            for title, group in groups
        ),
        counts=tuple((state, states[state]) for state in _STATES),
    )


def _coverage_row(matrix: SystemMatrix, edition: Edition, pictures: Pictures) -> CoverageRow:
    nothing = ("", 0, 0)
    cells = (
        CoverageCell(
            cell.title, cell.state, cell.permalink, cell.open, *pictures.get(cell.page, nothing)
        )
        for cell in matrix.cells
    )
    return CoverageRow(card(matrix, edition), tuple(cells))
