"""Cross-references of figures: costs, latency, scale; whole, by component, system and category."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from atlas_ssg.model.index import CrossReference, FactGroups
from atlas_ssg.render import charts
from atlas_ssg.render.contexts.references import FigureGroup, FigureRow, FiguresView
from atlas_ssg.render.contexts.shell import Facet, Link
from atlas_ssg.render.edition import Edition
from atlas_ssg.render.figure_rows import Shelf, shelf
from atlas_ssg.render.navigation import is_atlas
from atlas_ssg.render.parts import CHART_BYTES, TAKEN, Piece
from atlas_ssg.render.plan import Planned
from atlas_ssg.render.rows import facet
from atlas_ssg.render.status import DATA
from atlas_ssg.render.trusted import NOTHING, chart
from atlas_ssg.render.words import name
from atlas_ssg.slugs import Slugger, slug

_CRUMBS = (Link("/", "Home"), Link("/reference/", "Reference"))


@dataclass(frozen=True, slots=True)
class _Slice:
    """Some of a cross-reference's figures, with the titles of their groups in step: all of them,
    or those of one system or category."""

    address: str
    title: str
    pieces: tuple[Piece[FigureRow], ...]
    totals: Mapping[str, int]  # how many figures each group has

    @property
    def total(self) -> int:
        """All figures of the slice."""
        return sum(self.totals.values())


def plan(edition: Edition) -> Iterator[Planned]:
    """Costs, latency and scale, in every cut and in parts."""
    indexes = edition.indexes
    tables = (
        (indexes.costs, charts.cost_chart),
        (indexes.latencies, charts.latency_chart),
        (indexes.scale, None),
    )
    known = shelf(edition)
    names = _names(edition)
    for cross, draw in tables:
        if cross is not None and cross.groups and is_atlas(edition.site, edition.config):
            slices = edition.memo(
                "slices",
                cross.id,
                (cross, names, known),
                lambda c=cross: _slices(c, names, known),  # type: ignore[misc]
            )
            yield from _table(cross, slices, draw, edition)


def _table(
    cross: CrossReference,
    slices: tuple[_Slice, ...],
    draw: Callable[..., str] | None,
    edition: Edition,
) -> Iterator[Planned]:
    views: tuple[Link, ...] = ()
    if len(slices) > 1:
        views = tuple(Link(s.address, s.title, f"{s.total:,}") for s in slices)
    for cut in slices if views else slices[:1]:
        for piece in cut.pieces:
            drawn = draw if piece.address == cross.permalink else None
            yield Planned(
                piece.address,
                "figures.html",
                (piece, views, cut.totals, cut.pieces if drawn else ()),
                lambda c=cut, p=piece, d=drawn: _view(cross, c, views, p, d, edition),  # type: ignore[misc]
            )


def _slices(cross: CrossReference, names: Mapping[str, str], known: Shelf) -> tuple[_Slice, ...]:
    """All figures, the same by component, then those of each system, then those of each category
    beside systems. One system alone would be the whole again."""
    rows, titles = _flat(cross.groups, known)
    found: dict[tuple[str, str], tuple[list[FigureRow], list[str]]] = {}
    for fact, row, title in zip(cross.facts, rows, titles, strict=True):
        key = ("system", fact.system) if fact.system else ("category", fact.category)
        own = found.setdefault(key, ([], []))
        own[0].append(row)
        own[1].append(title)
    pieces = known.in_parts(cross.permalink, rows, titles, before=CHART_BYTES)
    cuts = [_Slice(cross.permalink, "All", pieces, Counter(titles))]
    if cross.components:
        flat = _flat(cross.components, known)
        cuts.append(_slice(f"{cross.permalink}component/", "By component", *flat, known))
    if len(found) == 1:
        return tuple(cuts)
    order = sorted(found, key=lambda key: (key[0] != "system", names.get(key[1], "").casefold()))
    for folder, id in order:
        if id:
            address = f"{cross.permalink}{folder}/{slug(id)}/"
            cuts.append(_slice(address, names.get(id, id), *found[folder, id], known))
    return tuple(cuts)


def _flat(groups: FactGroups, known: Shelf) -> tuple[list[FigureRow], list[str]]:
    """The rows of all groups, and the titles of their groups in step."""
    rows = known.rows([fact for _, group in groups for fact in group])
    return rows, [title for title, group in groups for _ in group]


def _slice(
    address: str, title: str, rows: Sequence[FigureRow], titles: Sequence[str], known: Shelf
) -> _Slice:
    return _Slice(address, title, known.in_parts(address, rows, titles), Counter(titles))


def _names(edition: Edition) -> dict[str, str]:
    """What systems and categories are called, by id."""
    names = {matrix.id: matrix.title for matrix in edition.indexes.systems}
    return names | {category.id: category.title for category in edition.indexes.categories}


def _downloads(cross: CrossReference) -> tuple[Link, ...]:
    return tuple(Link(f"{DATA}{cross.id}.{suffix}", suffix.upper()) for suffix in ("json", "csv"))


def _facets(rows: Sequence[FigureRow], systems: Mapping[str, str]) -> tuple[Facet, ...]:
    kinds = [row.provenance for row in rows]
    ids = {title: id for id, title in systems.items()}
    found = (
        facet("provenance", "Evidence", kinds, {kind: name(kind) for kind in kinds}),
        facet("system", "System", [ids.get(row.system, "") for row in rows], systems),
    )
    return tuple(one for one in found if one is not None)


def _groups(cut: _Slice, piece: Piece[FigureRow]) -> tuple[FigureGroup, ...]:
    """The rows of a part below the titles of their groups."""
    anchors = Slugger(TAKEN)  # components may differ in a sign alone
    return tuple(
        FigureGroup(anchors(title), title, rows, cut.totals[title]) for title, rows in piece.groups
    )


def _view(
    cross: CrossReference,
    cut: _Slice,
    views: tuple[Link, ...],
    piece: Piece[FigureRow],
    draw: Callable[..., str] | None,
    edition: Edition,
) -> FiguresView:
    whole = cut.address == cross.permalink
    heading = cross.title if whole else f"{cross.title}: {cut.title}"
    names = _names(edition)
    systems = {matrix.id: matrix.title for matrix in edition.indexes.systems}
    return FiguresView(
        layout=edition.layout,
        meta=edition.meta(heading, cross.description, piece.address),
        crumbs=_CRUMBS if whole else (*_CRUMBS, Link(cross.permalink, cross.title)),
        heading=heading,
        summary=cross.description,
        groups=_groups(cut, piece),
        chart=chart(draw(cross, names=names, cache=edition.cache)) if draw else NOTHING,
        facets=_facets(piece.rows, systems),
        views=views,
        view=cut.address,
        part=piece.part,
        data=_downloads(cross) if whole else (),
        total=cut.total,
    )
