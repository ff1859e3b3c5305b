"""Cross-references that are not tables of figures: technologies, metrics, incidents, absences."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from atlas_ssg.model.citation import unmarked
from atlas_ssg.model.fact import Absence
from atlas_ssg.model.index import IncidentEntry, MetricEntry, TechnologyIndex
from atlas_ssg.render import charts
from atlas_ssg.render.contexts.content import AbsenceRow
from atlas_ssg.render.contexts.listings import IncidentRow
from atlas_ssg.render.contexts.references import (
    AbsenceGroup,
    AbsencesView,
    IncidentsView,
    MetricRow,
    MetricsView,
    ReferencesView,
    TechnologiesView,
    TechnologyRow,
    VersionRow,
)
from atlas_ssg.render.contexts.shell import Link
from atlas_ssg.render.edition import Edition
from atlas_ssg.render.evidence import label, source_address
from atlas_ssg.render.home import incident_rows
from atlas_ssg.render.navigation import cross_references
from atlas_ssg.render.parts import CHART_BYTES, TAKEN, Piece, in_parts
from atlas_ssg.render.plan import Planned
from atlas_ssg.render.trusted import chart
from atlas_ssg.slugs import Slugger, slug

REFERENCE = "/reference/"
TECHNOLOGIES = f"{REFERENCE}technologies/"
INCIDENTS = f"{REFERENCE}incidents/"
METRICS = f"{REFERENCE}metrics/"
ABSENCES = f"{REFERENCE}not-published/"
_MARKUP = 120  # bytes of a row of these tables
_HEADING = 500  # of a group with the head of its table
_Use = tuple[TechnologyRow, VersionRow]
_HOME = (Link("/", "Home"),)
_CRUMBS = (*_HOME, Link(REFERENCE, "Reference"))


def plan(edition: Edition) -> Iterator[Planned]:
    """The page that lists the cross-references, and each that holds something."""
    links = tuple(cross_references(edition.site, edition.indexes, edition.config))
    if not links:
        return
    there = {link.href for link in links}
    yield Planned(REFERENCE, "references.html", (links,), lambda: _references(links, edition))
    for address, planner in _PLANNERS:
        if address in there:
            yield from planner(edition)


def _references(links: tuple[Link, ...], edition: Edition) -> ReferencesView:
    summary = "The same facts, cut across all pages."
    return ReferencesView(
        layout=edition.layout,
        meta=edition.meta("Reference", summary, REFERENCE),
        crumbs=_HOME,
        heading="Reference",
        summary=summary,
        links=links,
    )


def technology_places(edition: Edition) -> Mapping[str, str]:
    """The address of each technology, as the A–Z knows it -> in the part where it stands."""
    pieces = _technology_pieces(edition)
    found: dict[str, str] = {}
    for piece in pieces:
        for row, _ in piece.rows:
            found.setdefault(f"{TECHNOLOGIES}#{row.id}", f"{piece.address}#{row.id}")
    return found


def _technology_pieces(edition: Edition) -> tuple[Piece[_Use], ...]:
    """The uses of all technologies, each with the technology it is one of."""
    known = edition.indexes.technologies

    def compute() -> tuple[Piece[_Use], ...]:
        uses = [
            (row, use)
            for row, found in (_technology(entry, edition) for entry in known)
            for use in found
        ]
        return in_parts(
            TECHNOLOGIES, uses, [row.name for row, _ in uses], markup=_MARKUP, heading=_MARKUP
        )

    return edition.memo("technologies", "", (known, edition.links, edition.references), compute)


def _plan_technologies(edition: Edition) -> Iterator[Planned]:
    for piece in _technology_pieces(edition):
        yield Planned(
            piece.address,
            "technologies.html",
            (piece,),
            lambda p=piece: _technologies(p, edition),  # type: ignore[misc]
        )


def _technologies(piece: Piece[_Use], edition: Edition) -> TechnologiesView:
    summary = "Which version of what runs where, and who says so."
    rows = tuple(
        replace(uses[0][0], uses=tuple(use for _, use in uses)) for _, uses in piece.groups
    )
    return TechnologiesView(
        layout=edition.layout,
        meta=edition.meta("Technologies", summary, piece.address),
        crumbs=_CRUMBS,
        heading="Technologies",
        summary=summary,
        rows=rows,
        part=piece.part,
    )


def _technology(entry: TechnologyIndex, edition: Edition) -> tuple[TechnologyRow, list[VersionRow]]:
    uses = []
    for path, version, key in entry.uses:
        page = edition.link(path)
        reference = edition.references.get(key)
        source = Link(source_address(key), label(reference), reference.year) if reference else None
        if page is not None:
            uses.append(VersionRow(version, page, source))
    return TechnologyRow(slug(entry.name), entry.name, entry.url, entry.managed, ()), uses


def _plan_metrics(edition: Edition) -> Iterator[Planned]:
    metrics = edition.indexes.metrics

    def compute() -> tuple[Piece[MetricRow], ...]:
        rows = [_metric(entry, edition) for entry in metrics]
        return in_parts(METRICS, rows, [row.name for row in rows], markup=_MARKUP)

    for piece in edition.memo("metrics", "", (metrics, edition.links), compute):
        yield Planned(
            piece.address,
            "metrics.html",
            (piece, len(metrics)),
            lambda p=piece: _metrics(p, edition),  # type: ignore[misc]
        )


def _metrics(piece: Piece[MetricRow], edition: Edition) -> MetricsView:
    total = len(edition.indexes.metrics)
    summary = f"{total:,} metrics and alerts, with the value that means trouble."
    return MetricsView(
        layout=edition.layout,
        meta=edition.meta("Metrics and alerts", summary, piece.address),
        crumbs=_CRUMBS,
        heading="Metrics and alerts",
        summary=summary,
        rows=piece.rows,
        part=piece.part,
    )


def _metric(entry: MetricEntry, edition: Edition) -> MetricRow:
    title = edition.site.pages[entry.page].title
    return MetricRow(entry.name, unmarked(entry.text), Link(entry.permalink, title))


def _plan_incidents(edition: Edition) -> Iterator[Planned]:
    entries = edition.indexes.incidents
    rows = incident_rows(entries, edition)
    years = [row.began[:4] for row in rows]
    for piece in in_parts(INCIDENTS, rows, years, markup=_MARKUP, before=CHART_BYTES):
        drawn = entries if piece.address == INCIDENTS else ()
        yield Planned(
            piece.address,
            "incidents.html",
            (piece, drawn, len(rows)),
            lambda p=piece, d=drawn: _incidents(p, d, edition),  # type: ignore[misc]
        )


def _incidents(
    piece: Piece[IncidentRow], drawn: tuple[IncidentEntry, ...], edition: Edition
) -> IncidentsView:
    total = len(edition.indexes.incidents)
    summary = f"{total:,} incidents, from the operators' own reports, the newest first."
    picture = charts.incident_chart(drawn, cache=edition.cache) if drawn else ""
    return IncidentsView(
        layout=edition.layout,
        meta=edition.meta("Incident timeline", summary, piece.address),
        crumbs=_CRUMBS,
        heading="Incident timeline",
        summary=summary,
        rows=piece.rows,
        chart=chart(picture),
        part=piece.part,
    )


def _plan_absences(edition: Edition) -> Iterator[Planned]:
    absences = edition.indexes.absences
    titles = {path: page.title for path, page in edition.site.pages.items()}

    def compute() -> tuple[tuple[Piece[AbsenceRow], ...], Counter[str]]:
        titled = _absence_rows(absences, edition)
        above = [title for title, _ in titled]
        rows = [row for _, row in titled]
        return in_parts(ABSENCES, rows, above, markup=_MARKUP, heading=_HEADING), Counter(above)

    pieces, totals = edition.memo("absences", "", (absences, titles, edition.titles), compute)
    for piece in pieces:
        yield Planned(
            piece.address,
            "absences.html",
            (piece, totals),
            lambda p=piece: _absences(p, totals, edition),  # type: ignore[misc]
        )


def _absence_rows(absences: tuple[Absence, ...], edition: Edition) -> list[tuple[str, AbsenceRow]]:
    """What is not published below the system or category it is said of, each thing once."""
    groups: dict[str, dict[AbsenceRow, None]] = defaultdict(dict)
    for absence in absences:
        page = edition.site.pages[absence.page]
        system = edition.systems.get(absence.system)
        title = system.title if system else edition.titles.get(page.section, page.title)
        link = Link(page.permalink, page.title)
        one = AbsenceRow(unmarked(absence.what), absence.looked_in, absence.on, link)
        groups[title][one] = None
    return [(title, row) for title, rows in groups.items() for row in rows]


def _absences(piece: Piece[AbsenceRow], totals: Counter[str], edition: Edition) -> AbsencesView:
    total = totals.total()
    summary = f"{total:,} figures that were looked for and are not public. Stop searching here."
    anchors = Slugger(TAKEN)
    return AbsencesView(
        layout=edition.layout,
        meta=edition.meta("Not published", summary, piece.address),
        crumbs=_CRUMBS,
        heading="Not published",
        summary=summary,
        groups=tuple(
            AbsenceGroup(anchors(title), title, rows, totals[title]) for title, rows in piece.groups
        ),
        part=piece.part,
        total=total,
    )


_PLANNERS = (
    (TECHNOLOGIES, _plan_technologies),
    (INCIDENTS, _plan_incidents),
    (METRICS, _plan_metrics),
    (ABSENCES, _plan_absences),
)
