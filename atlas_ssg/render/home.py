"""The home page: by symptom first, then by system and category, else by folder."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nlargest, nsmallest

from atlas_ssg.model.fact import ErrorString
from atlas_ssg.model.index import IncidentEntry, MetricEntry
from atlas_ssg.model.page import Page
from atlas_ssg.render import categories, systems
from atlas_ssg.render.content_pages import Material, article
from atlas_ssg.render.contexts.listings import Guide, HomeView, IncidentRow
from atlas_ssg.render.contexts.shell import Link, LinkGroup, Row
from atlas_ssg.render.edition import Edition
from atlas_ssg.render.evidence import shorten
from atlas_ssg.render.navigation import cross_references, is_atlas
from atlas_ssg.render.plan import Planned
from atlas_ssg.render.rows import row

_MOST_GUIDES = 8
_MOST_MESSAGES = 2  # of one guide
_MOST_INCIDENTS = 6
_MOST_METRICS = 8
_MOST_RECENT = 6
_MOST_IN_SECTION = 24


def plan(edition: Edition) -> Iterator[Planned]:
    """The page at "/"."""
    index = edition.by_address.get("/")
    material = Material(index, edition) if index else None
    guides = _guides(edition)
    atlas = is_atlas(edition.site, edition.config)
    newest = edition.indexes.incidents[:_MOST_INCIDENTS] if atlas else ()
    incidents = incident_rows(newest, edition)
    cards = tuple(categories.card(c, edition) for c in edition.indexes.categories)
    tiers = systems.tiers(edition)
    recent = _recent(edition)
    metrics = _metrics(edition) if atlas else ()
    sections = () if edition.indexes.categories else _sections(edition)
    counts = _counts(edition)
    errors = len({error.text for error in edition.indexes.errors})
    references = tuple(cross_references(edition.site, edition.indexes, edition.config))

    def view() -> HomeView:
        site = edition.config.site
        title = index.title if index and not edition.indexes.categories else site.title
        summary = (index.front.description if index else "") or site.description
        return HomeView(
            layout=edition.layout,
            meta=edition.meta("", summary, "/"),
            crumbs=(),
            heading=title,
            summary=summary,
            article=article(material, edition) if material else None,
            guides=guides,
            errors=errors,
            incidents=incidents,
            metrics=metrics,
            tiers=tiers,
            coverage=systems.COVERAGE if tiers and edition.config.kinds else "",
            categories=cards,
            references=references,
            sections=sections,
            recent=recent,
            diagrams=counts[0],
            figures=counts[1],
            sources=counts[2],
        )

    own = (errors, *(material.inputs if material else ()))
    inputs = (guides, incidents, metrics, cards, tiers, recent, sections, counts, references, own)
    yield Planned("/", "home.html", inputs, view)


def _counts(edition: Edition) -> tuple[int, int, int]:
    """(diagrams that render, figures with a source, sources)."""
    facts = edition.site.facts.figures
    figures = edition.memo(
        "supported", "", (facts,), lambda: sum(bool(f.sources or f.calculation) for f in facts)
    )
    diagrams = sum(category.diagrams for category in edition.indexes.categories)
    return diagrams, figures, len(edition.references)


def _guides(edition: Edition) -> tuple[Guide, ...]:
    """Pages that explain messages: guides first, then systems, then incidents."""
    found: dict[str, list[ErrorString]] = {}
    for error in edition.indexes.errors:
        found.setdefault(error.page, []).append(error)
    pages = edition.site.pages
    order = nsmallest(_MOST_GUIDES, found, key=lambda path: _guide_order(pages[path]))
    return tuple(_guide(pages[path], found[path], edition) for path in order)


def _metrics(edition: Edition) -> tuple[Link, ...]:
    """A metric or two of each page that explains messages, guides first."""
    found: dict[str, list[MetricEntry]] = {}
    for entry in edition.indexes.metrics:
        found.setdefault(entry.page, []).append(entry)
    pages = edition.site.pages
    order = nsmallest(_MOST_METRICS, found, key=lambda path: _guide_order(pages[path]))
    return tuple(
        Link(entry.permalink, entry.name, pages[path].title)
        for path in order
        for entry in found[path][:1]
    )


def _guide_order(page: Page) -> tuple[bool, bool, str]:
    return page.front.incident is not None, bool(page.system), page.title.casefold()


def _guide(page: Page, errors: list[ErrorString], edition: Edition) -> Guide:
    system = edition.systems.get(page.system)
    errors = sorted(errors, key=lambda error: error.place.line)
    messages = tuple(dict.fromkeys(shorten(e.text, 120) for e in errors))
    return Guide(
        page.permalink, page.title, system.title if system else "",
        messages[:_MOST_MESSAGES], max(0, len(messages) - _MOST_MESSAGES),
    )  # fmt: skip


def incident_rows(entries: tuple[IncidentEntry, ...], edition: Edition) -> tuple[IncidentRow, ...]:
    """Incidents as lines of a timeline."""
    pages = edition.site.pages
    return tuple(
        IncidentRow(
            pages[e.page].permalink, pages[e.page].title, e.operator, e.began, e.minutes,
            pages[e.page].description,
        )
        for e in entries
    )  # fmt: skip


def _recent(edition: Edition) -> tuple[Row, ...]:
    dated = [page for page in edition.site.pages.values() if page.front.updated]
    newest = nlargest(_MOST_RECENT, dated, key=lambda p: (p.front.updated, p.permalink))
    return tuple(row(page, edition) for page in newest)


def _sections(edition: Edition) -> tuple[LinkGroup, ...]:
    """Folder by folder, where nobody declared categories."""
    groups = []
    for address, section in edition.site.sections.items():
        pages = [edition.site.pages[path] for path in section.pages]
        links = sorted((Link(p.permalink, p.title) for p in pages), key=lambda link: link.text)
        if section.index and address != "/":
            links = [Link(address, edition.titles[address]), *links]
        if not links:
            continue
        title = " / ".join(link.text for link in edition.trails[address][1:])
        more = len(links) - _MOST_IN_SECTION
        if more > 0 and address != "/":
            links = [*links[:_MOST_IN_SECTION], Link(address, f"and {more} more")]
        groups.append(LinkGroup(title, tuple(links)))
    return tuple(groups)
