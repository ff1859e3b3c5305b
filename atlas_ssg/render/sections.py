"""Folders without a page of their own, and the page for addresses that do not exist."""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.render.contexts.listings import NotFoundView, SectionView
from atlas_ssg.render.contexts.shell import Link
from atlas_ssg.render.edition import Edition
from atlas_ssg.render.parts import in_parts
from atlas_ssg.render.plan import Planned
from atlas_ssg.render.rows import LINE_BYTES, section_rows

NOT_FOUND = "/404.html"


def plan(edition: Edition) -> Iterator[Planned]:
    """A list for each folder that has no index page, and is no system's or category's."""
    others = {"/", *edition.system_at, *(c.permalink for c in edition.indexes.categories)}
    for section in edition.site.sections.values():
        if section.index or section.permalink in others:
            continue
        rows = section_rows(section.permalink, edition)
        trail = edition.trails[section.permalink][:-1]
        title = edition.titles[section.permalink]
        for piece in in_parts(section.permalink, rows, [r.title for r in rows], markup=LINE_BYTES):
            yield Planned(
                piece.address,
                "section.html",
                (piece, trail, title, len(rows)),
                lambda p=piece, t=trail, n=title, r=rows: SectionView(  # type: ignore[misc]
                    layout=edition.layout,
                    meta=edition.meta(n, f"{len(r)} pages", p.address),
                    crumbs=t,
                    heading=n,
                    summary="",
                    rows=p.rows,
                    part=p.part,
                ),
            )


def plan_not_found(edition: Edition) -> Iterator[Planned]:
    """404.html, which a web server shows for any address."""
    links = (Link("/", "Home"), *edition.layout.navigation)
    yield Planned(
        NOT_FOUND,
        "not_found.html",
        (links,),
        lambda: NotFoundView(
            layout=edition.layout,
            meta=edition.meta("Page not found", "There is no page at this address.", NOT_FOUND),
            crumbs=(),
            heading="Page not found",
            summary="There is no page at this address. It may have moved, or the link is wrong.",
            links=links,
        ),
    )
