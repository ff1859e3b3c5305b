"""Cross-references that are not tables of figures: technologies, metrics, incidents, absences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from atlas_ssg.model.citation import unmarked
from atlas_ssg.model.fact import Absence
from atlas_ssg.model.index import MetricEntry, TechnologyIndex
from atlas_ssg.render import charts
from atlas_ssg.render.contexts.content import AbsenceRow
from atlas_ssg.render.contexts.references import (
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
from atlas_ssg.render.plan import Planned
from atlas_ssg.render.trusted import chart
from atlas_ssg.slugs import slug

REFERENCE = "/reference/"
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
            yield planner(address, edition)


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


def _plan_technologies(address: str, edition: Edition) -> Planned:
    rows = tuple(_technology(entry, edition) for entry in edition.indexes.technologies)
    summary = "Which version of what runs where, and who says so."
    return Planned(
        address,
        "technologies.html",
        (rows,),
        lambda: TechnologiesView(
            layout=edition.layout,
            meta=edition.meta("Technologies", summary, address),
            crumbs=_CRUMBS,
            heading="Technologies",
            summary=summary,
            rows=rows,
        ),
    )


def _technology(entry: TechnologyIndex, edition: Edition) -> TechnologyRow:
    uses = []
    for path, version, key in entry.uses:
        page = edition.link(path)
        reference = edition.references.get(key)
        source = Link(source_address(key), label(reference), reference.year) if reference else None
        if page is not None:
            uses.append(VersionRow(version, page, source))
    return TechnologyRow(slug(entry.name), entry.name, entry.url, entry.managed, tuple(uses))


def _plan_metrics(address: str, edition: Edition) -> Planned:
    metrics = edition.indexes.metrics
    rows = edition.memo(
        "metrics",
        "",
        (metrics, edition.links),
        lambda: tuple(_metric(entry, edition) for entry in metrics),
    )
    summary = f"{len(rows)} metrics and alerts, with the value that means trouble."
    return Planned(
        address,
        "metrics.html",
        (rows,),
        lambda: MetricsView(
            layout=edition.layout,
            meta=edition.meta("Metrics and alerts", summary, address),
            crumbs=_CRUMBS,
            heading="Metrics and alerts",
            summary=summary,
            rows=rows,
        ),
    )


def _metric(entry: MetricEntry, edition: Edition) -> MetricRow:
    title = edition.site.pages[entry.page].title
    text = unmarked(entry.text)
    return MetricRow(entry.name, text, Link(entry.permalink, title))


def _plan_incidents(address: str, edition: Edition) -> Planned:
    entries = edition.indexes.incidents
    rows = incident_rows(entries, edition)
    summary = f"{len(rows)} incidents, from the operators' own reports, the newest first."
    return Planned(
        address,
        "incidents.html",
        (rows, entries),
        lambda: IncidentsView(
            layout=edition.layout,
            meta=edition.meta("Incident timeline", summary, address),
            crumbs=_CRUMBS,
            heading="Incident timeline",
            summary=summary,
            rows=rows,
            chart=chart(charts.incident_chart(entries, cache=edition.cache)),
        ),
    )


def _plan_absences(address: str, edition: Edition) -> Planned:
    absences = edition.indexes.absences
    titles = {path: page.title for path, page in edition.site.pages.items()}
    groups = edition.memo(
        "absences",
        "",
        (absences, titles, edition.titles),
        lambda: tuple(_absence_groups(absences, edition).items()),
    )
    return Planned(address, "absences.html", (groups,), lambda: _absences(address, groups, edition))


def _absence_groups(
    absences: tuple[Absence, ...], edition: Edition
) -> dict[str, tuple[AbsenceRow, ...]]:
    """System or category -> what is not published about it, each thing once."""
    groups: dict[str, dict[AbsenceRow, None]] = defaultdict(dict)
    for absence in absences:
        page = edition.site.pages[absence.page]
        system = edition.systems.get(absence.system)
        title = system.title if system else edition.titles.get(page.section, page.title)
        link = Link(page.permalink, page.title)
        one = AbsenceRow(unmarked(absence.what), absence.looked_in, absence.on, link)
        groups[title][one] = None
    return {title: tuple(rows) for title, rows in groups.items()}


def _absences(
    address: str, groups: tuple[tuple[str, tuple[AbsenceRow, ...]], ...], edition: Edition
) -> AbsencesView:
    total = sum(len(rows) for _, rows in groups)
    summary = f"{total} figures that were looked for and are not public. Stop searching here."
    return AbsencesView(
        layout=edition.layout,
        meta=edition.meta("Not published", summary, address),
        crumbs=_CRUMBS,
        heading="Not published",
        summary=summary,
        groups=groups,
        total=total,
    )


_PLANNERS = (
    (f"{REFERENCE}technologies/", _plan_technologies),
    (f"{REFERENCE}incidents/", _plan_incidents),
    (f"{REFERENCE}metrics/", _plan_metrics),
    (f"{REFERENCE}not-published/", _plan_absences),
)
