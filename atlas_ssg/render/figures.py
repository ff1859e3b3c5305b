"""Cross-references of figures: costs, latency, scale; whole, by component, system and category."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from atlas_ssg.model.index import CrossReference, Cut
from atlas_ssg.render import charts
from atlas_ssg.render.contexts.references import FigureGroup, FigureRow, FiguresView
from atlas_ssg.render.contexts.shell import Facet, Link, Parts
from atlas_ssg.render.edition import Edition
from atlas_ssg.render.figure_rows import Shelf, shelf
from atlas_ssg.render.navigation import is_atlas
from atlas_ssg.render.plan import Planned
from atlas_ssg.render.rows import facet, part_address, parts, split
from atlas_ssg.render.status import DATA
from atlas_ssg.render.trusted import NOTHING, chart
from atlas_ssg.render.words import name
from atlas_ssg.slugs import Slugger, slug

_MOST_ROWS = 400  # of a part: about 250 KB
_COMPONENT = "component"  # the cut that is a page of its own, whole
_TAKEN = frozenset({"footer", "main", "navigation", "top"})  # ids of the layout
_CRUMBS = (Link("/", "Home"), Link("/reference/", "Reference"))


@dataclass(frozen=True, slots=True)
class _Slice:
    """Some of a cross-reference's figures, with the titles of their groups in step: all of them,
    or those of one system or category."""

    address: str
    title: str
    rows: tuple[FigureRow, ...]
    groups: tuple[str, ...]


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
        views = tuple(Link(s.address, s.title, f"{len(s.rows):,}") for s in slices)
    for cut in slices if views else slices[:1]:
        pieces = split(cut.rows, _MOST_ROWS)
        titles = split(cut.groups, _MOST_ROWS)
        which = parts(cut.address, titles, _span)
        whole = cut.address == cross.permalink
        for rows, groups, part in zip(pieces, titles, which, strict=True):
            drawn = draw if whole and part.number == 1 else None
            yield Planned(
                part_address(cut.address, part.number),
                "figures.html",
                (rows, groups, views, part, len(cut.rows), cut.rows if drawn else ()),
                lambda c=cut, p=part, d=drawn: _view(cross, c, views, p, d, edition),  # type: ignore[misc]
            )


def _slices(cross: CrossReference, names: Mapping[str, str], known: Shelf) -> tuple[_Slice, ...]:
    """All figures, the same by component, then those of each system, then those of each category
    beside systems. One system alone would be the whole again."""
    facts = cross.facts
    rows = known.rows(facts)
    titles = [title for title, group in cross.groups for _ in group]
    found: dict[tuple[str, str], tuple[list[FigureRow], list[str]]] = {}
    for fact, row, title in zip(facts, rows, titles, strict=True):
        key = ("system", fact.system) if fact.system else ("category", fact.category)
        own = found.setdefault(key, ([], []))
        own[0].append(row)
        own[1].append(title)
    cuts = [_Slice(cross.permalink, "All", tuple(rows), tuple(titles))]
    cuts += [_by_component(cross, cut, known) for cut in cross.cuts if cut.id == _COMPONENT]
    if len(found) == 1:
        return tuple(cuts)
    order = sorted(found, key=lambda key: (key[0] != "system", names.get(key[1], "").casefold()))
    for folder, id in order:
        if id:
            address = f"{cross.permalink}{folder}/{slug(id)}/"
            own = found[folder, id]
            cuts.append(_Slice(address, names.get(id, id), tuple(own[0]), tuple(own[1])))
    return tuple(cuts)


def _by_component(cross: CrossReference, cut: Cut, known: Shelf) -> _Slice:
    facts = tuple(fact for _, group in cut.groups for fact in group)
    titles = tuple(title for title, group in cut.groups for _ in group)
    return _Slice(f"{cross.permalink}{cut.id}/", cut.title, tuple(known.rows(facts)), titles)


def _names(edition: Edition) -> dict[str, str]:
    """What systems and categories are called, by id."""
    names = {matrix.id: matrix.title for matrix in edition.indexes.systems}
    return names | {category.id: category.title for category in edition.indexes.categories}


def _downloads(cross: CrossReference) -> tuple[Link, ...]:
    return tuple(Link(f"{DATA}{cross.id}.{suffix}", suffix.upper()) for suffix in ("json", "csv"))


def _span(titles: Sequence[str]) -> str:
    return titles[0] if titles[0] == titles[-1] else f"{titles[0]} to {titles[-1]}"


def _facets(rows: Sequence[FigureRow], systems: Mapping[str, str]) -> tuple[Facet, ...]:
    kinds = [row.provenance for row in rows]
    ids = {title: id for id, title in systems.items()}
    found = (
        facet("provenance", "Evidence", kinds, {kind: name(kind) for kind in kinds}),
        facet("system", "System", [ids.get(row.system, "") for row in rows], systems),
    )
    return tuple(one for one in found if one is not None)


def _groups(cut: _Slice, part: Parts) -> tuple[FigureGroup, ...]:
    """The rows of a part below the titles of their groups."""
    rows = split(cut.rows, _MOST_ROWS)[part.number - 1]
    titles = split(cut.groups, _MOST_ROWS)[part.number - 1]
    totals = Counter(cut.groups)
    found: dict[str, list[FigureRow]] = {}
    for title, row in zip(titles, rows, strict=True):
        found.setdefault(title, []).append(row)
    anchors = Slugger(_TAKEN)  # components may differ in a sign alone
    return tuple(
        FigureGroup(anchors(title), title, tuple(group), totals[title])
        for title, group in found.items()
    )


def _view(
    cross: CrossReference,
    cut: _Slice,
    views: tuple[Link, ...],
    part: Parts,
    draw: Callable[..., str] | None,
    edition: Edition,
) -> FiguresView:
    whole = cut.address == cross.permalink
    heading = cross.title if whole else f"{cross.title}: {cut.title}"
    names = _names(edition)
    systems = {matrix.id: matrix.title for matrix in edition.indexes.systems}
    return FiguresView(
        layout=edition.layout,
        meta=edition.meta(heading, cross.description, part_address(cut.address, part.number)),
        crumbs=_CRUMBS if whole else (*_CRUMBS, Link(cross.permalink, cross.title)),
        heading=heading,
        summary=cross.description,
        groups=_groups(cut, part),
        chart=chart(draw(cross, names=names, cache=edition.cache)) if draw else NOTHING,
        facets=_facets(split(cut.rows, _MOST_ROWS)[part.number - 1], systems),
        views=views,
        view=cut.address,
        part=part,
        data=_downloads(cross) if whole else (),
        total=len(cut.rows),
    )
