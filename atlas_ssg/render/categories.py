"""Categories: every page of one, in several orders, with filters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from atlas_ssg.model.index import CategoryIndex
from atlas_ssg.model.page import Page
from atlas_ssg.render.content_pages import Material, article
from atlas_ssg.render.contexts.listings import CategoryCard, CategoryView
from atlas_ssg.render.contexts.shell import Facet, Link, Row
from atlas_ssg.render.edition import Edition
from atlas_ssg.render.parts import Piece, in_parts
from atlas_ssg.render.plan import Planned
from atlas_ssg.render.rows import LINE_BYTES, choice_class, facet, row
from atlas_ssg.render.words import name

# (folder of the order, what the reader sees, sort key; None keeps the reading order)
_ORDERS: tuple[tuple[str, str, Callable[[Row], tuple[object, ...]] | None], ...] = (
    ("", "Reading order", None),
    ("by-title/", "Title", lambda r: (r.title.casefold(), r.href)),
    ("by-date/", "Last changed", lambda r: (_descending(r.updated), r.title.casefold(), r.href)),
    ("by-figures/", "Most figures", lambda r: (-r.figures, r.title.casefold(), r.href)),
    ("by-open-questions/", "Most open questions", lambda r: (-r.open, r.title.casefold(), r.href)),
)


def _descending(date: str) -> tuple[int, ...]:
    """Newest first; pages without a date come last."""
    return tuple(-ord(c) for c in date) or (1,)


def is_shown(category: CategoryIndex, edition: Edition) -> bool:
    """Whether a category has a page: when there is something in it."""
    return bool(category.pages) or category.permalink in edition.site.sections


def card(category: CategoryIndex, edition: Edition) -> CategoryCard:
    """A category as a card of a list."""
    href = category.permalink if is_shown(category, edition) else ""
    return CategoryCard(
        category.title, href, category.description, category.diagrams, category.target,
        len(category.pages),
    )  # fmt: skip


def plan(edition: Edition) -> Iterator[Planned]:
    """Every category that has pages, in every order, in parts."""
    for category in edition.indexes.categories:
        if is_shown(category, edition):
            yield from _category(category, edition)


def _category(category: CategoryIndex, edition: Edition) -> Iterator[Planned]:
    pages = tuple(edition.site.pages[path] for path in category.pages)
    rows = tuple(_classed(row(page, edition), page, edition) for page in pages)
    index = edition.by_address.get(category.permalink)
    material = Material(index, edition) if index else None
    titles = tuple((matrix.id, matrix.title) for matrix in edition.indexes.systems)
    marks = tuple([(page.system, page.kind, page.front.tags) for page in pages])
    lists = edition.memo(
        "category",
        category.id,
        (category.permalink, rows, marks, titles),
        lambda: _lists(category.permalink, rows, _facets(pages, rows, edition)),
    )
    for one in lists:
        own = material if one.piece.address == category.permalink else None
        yield Planned(
            one.piece.address,
            "category.html",
            (one, category, own.inputs if own else ()),
            lambda o=one, m=own: _view(category, o, m, edition),  # type: ignore[misc]
        )


@dataclass(frozen=True, slots=True)
class _List:
    """A part of a category's pages in one order."""

    piece: Piece[Row]
    order: Link
    orders: tuple[Link, ...]
    facets: tuple[Facet, ...]


def _lists(address: str, rows: tuple[Row, ...], facets: tuple[Facet, ...]) -> tuple[_List, ...]:
    """Every part of every order."""
    shown = _ORDERS if len(rows) > 1 else _ORDERS[:1]
    orders = tuple(Link(address + folder, text) for folder, text, _ in shown)
    found = []
    for (_, _, key), order in zip(shown, orders, strict=True):
        ordered = rows if key is None else sorted(rows, key=key)
        pieces = in_parts(order.href, ordered, [r.title for r in ordered], markup=LINE_BYTES)
        found += [_List(piece, order, orders, facets) for piece in pieces]
    return tuple(found)


def _classed(entry: Row, page: Page, edition: Edition) -> Row:
    """A row with the classes by which filters pick it."""

    def compute() -> Row:
        values = (("system", page.system), ("state", entry.state), ("kind", page.kind))
        names = [choice_class(id, value) for id, value in values if value]
        names += [choice_class("tag", tag) for tag in page.front.tags]
        return replace(entry, facets=" ".join(names))

    return edition.memo("category-row", page.path, (entry, page), compute)


def _facets(pages: Sequence[Page], rows: Sequence[Row], edition: Edition) -> tuple[Facet, ...]:
    systems = {matrix.id: matrix.title for matrix in edition.indexes.systems}
    kinds = {kind.id: kind.title for kind in edition.config.kinds}
    states = {entry.state: name(entry.state) for entry in rows}
    tags = [tag for page in pages for tag in page.front.tags]
    found = (
        facet("system", "System", (page.system for page in pages), systems),
        facet("kind", "Diagram", (page.kind for page in pages), kinds),
        facet("state", "State", (entry.state for entry in rows), states),
        facet("tag", "Topic", tags, {}, least=2),
    )
    return tuple(one for one in found if one is not None)


def _view(
    category: CategoryIndex, one: _List, material: Material | None, edition: Edition
) -> CategoryView:
    first = one.order.href == category.permalink
    title = category.title if first else f"{category.title}: {one.order.text.lower()}"
    return CategoryView(
        layout=edition.layout,
        meta=edition.meta(title, category.description, one.piece.address),
        crumbs=(Link("/", "Home"),),
        heading=category.title,
        summary=category.description,
        article=article(material, edition) if material else None,
        rows=one.piece.rows,
        orders=one.orders if len(one.orders) > 1 else (),
        order=one.order.href,
        facets=one.facets,
        part=one.piece.part,
        diagrams=category.diagrams,
        target=category.target,
        total=len(category.pages),
    )
