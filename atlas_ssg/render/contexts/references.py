"""What cross-references show: figures, technologies, metrics, sources, status, downloads."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from atlas_ssg.render.contexts.content import AbsenceRow, SourceView
from atlas_ssg.render.contexts.listings import CategoryCard, IncidentRow
from atlas_ssg.render.contexts.shell import Facet, Link, Parts, View


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure with its subject and its evidence."""

    value: str  # as the author spelled it
    comparable: str  # in the unit of its group, or empty where that says no more
    subject: str  # what it is said of
    system: str  # title of the system, or of the category
    href: str  # where it stands
    page: str  # title of that page
    source: Link | None  # where it comes from
    provenance: str  # "first-party", "reported", …
    facets: str  # the classes by which filters pick it


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures in comparable units, the highest first."""

    id: str  # its anchor
    title: str  # "USD per month"
    rows: tuple[FigureRow, ...]  # sorted by value
    total: int  # how many the whole group has, other parts included


@dataclass(frozen=True, slots=True)
class FiguresView(View):
    """`figures.html`: a cross-reference of figures (costs, latency, scale)."""

    groups: tuple[FigureGroup, ...]  # of this part
    chart: Markup  # static SVG, or empty
    facets: tuple[Facet, ...]  # filters
    views: tuple[Link, ...]  # the same figures by system or category, as pages
    view: str  # address of the view shown
    part: Parts  # which part this is
    data: tuple[Link, ...]  # the same table as JSON and CSV
    total: int  # figures of this view


@dataclass(frozen=True, slots=True)
class ReferencesView(View):
    """`references.html`: what can be looked up."""

    links: tuple[Link, ...]  # with a note each


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of a technology on a page."""

    version: str  # "2.1", "managed" or "n/p"
    page: Link  # the page that says so
    source: Link | None  # where it comes from


@dataclass(frozen=True, slots=True)
class TechnologyRow:
    """A technology and where it runs."""

    id: str  # its anchor
    name: str  # as in technologies.yaml
    url: str  # its own site, or empty
    managed: bool  # whether it is a service without versions of the operator's choice
    uses: tuple[VersionRow, ...]  # by page


@dataclass(frozen=True, slots=True)
class TechnologiesView(View):
    """`technologies.html`: technologies with their versions."""

    rows: tuple[TechnologyRow, ...]  # by name, of this part
    part: Parts  # which part this is


@dataclass(frozen=True, slots=True)
class MetricRow:
    """A metric or alert and the value that means trouble."""

    name: str  # as it is queried
    text: str  # when to worry
    page: Link  # where it is explained


@dataclass(frozen=True, slots=True)
class MetricsView(View):
    """`metrics.html`: metrics and alerts."""

    rows: tuple[MetricRow, ...]  # by name, of this part
    part: Parts  # which part this is


@dataclass(frozen=True, slots=True)
class IncidentsView(View):
    """`incidents.html`: the timeline of incidents."""

    rows: tuple[IncidentRow, ...]  # newest first, of this part
    chart: Markup  # static SVG, or empty
    part: Parts  # which part this is


@dataclass(frozen=True, slots=True)
class AbsenceGroup:
    """What is not published about a system or in a category."""

    id: str  # its anchor
    title: str  # of the system or category
    rows: tuple[AbsenceRow, ...]  # by page
    total: int  # how many the whole group has, other parts included


@dataclass(frozen=True, slots=True)
class AbsencesView(View):
    """`absences.html`: what is not published."""

    groups: tuple[AbsenceGroup, ...]  # by system or category, of this part
    part: Parts  # which part this is
    total: int  # how many there are


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source in the list of sources."""

    href: str  # its own page
    title: str  # of the article, talk, filing
    container: str  # where it appeared
    year: str  # or empty
    provenance: str  # "first-party", "reported", …
    figures: int  # how many figures rest on it
    pages: int  # how many pages cite it
    facets: str  # the classes by which filters pick it


@dataclass(frozen=True, slots=True)
class SourcesView(View):
    """`sources.html`: the bibliography."""

    rows: tuple[SourceRow, ...]  # by where they appeared
    facets: tuple[Facet, ...]  # filters
    part: Parts  # which part this is
    total: int  # sources in all


@dataclass(frozen=True, slots=True)
class SourcePageView(View):
    """`source.html`: one source and all that rests on it."""

    source: SourceView  # the source
    figures: tuple[FigureRow, ...]  # that rest on it, of this part
    pages: tuple[Link, ...]  # that cite it, on the first part
    part: Parts  # which part this is
    total: int  # figures in all


@dataclass(frozen=True, slots=True)
class GateShare:
    """How the pages stand to one question of a gate."""

    title: str  # the question
    answered: int  # pages that answer it themselves
    linked: int  # pages whose answer stands elsewhere in the atlas
    declared: int  # pages that say nobody publishes it
    open: int  # pages where it is open


@dataclass(frozen=True, slots=True)
class GateStatus:
    """A gate with its questions."""

    title: str  # "3 AM"
    rows: tuple[GateShare, ...]  # its questions


@dataclass(frozen=True, slots=True)
class ToDo:
    """A page that lacks something."""

    page: Link  # the page; without an address where there is none yet
    why: tuple[str, ...]  # what it lacks, in the gates' words


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole."""

    id: str  # "first-party"
    count: int  # how many


@dataclass(frozen=True, slots=True)
class PaceView:
    """How fast the atlas grows, from git history, against the plan."""

    weeks: tuple[Share, ...]  # diagrams added in the last weeks, by ISO week
    committed: int  # diagrams in all by the last week
    due: int  # how many the plan asks for by then
    recent: float  # diagrams a week over the last four weeks
    finish: str  # ISO date on which the target is reached at that pace, or empty
    planned_finish: str  # ISO date on which the plan reaches it, or empty
    plan: tuple[tuple[str, int], ...]  # (months, diagrams a week)


@dataclass(frozen=True, slots=True)
class StatusView(View):
    """`status.html`: what is covered, what is weak, what comes next."""

    categories: tuple[CategoryCard, ...]  # counted against their targets
    diagrams: int  # diagrams that render
    target: int  # how many are planned
    concepts: int  # diagrams of the categories without a target
    systems: tuple[Share, ...]  # how many systems are in each state
    chart: Markup  # static SVG of the pace, or empty
    pace: PaceView | None  # how fast it grows, where git knows
    gates: tuple[GateStatus, ...]  # the gates' four shares
    provenance: tuple[Share, ...]  # what kind of evidence the figures rest on
    figures: int  # figures in all, those that are not published included
    per_diagram: float  # figures in a diagram, on average
    having: tuple[Share, ...]  # diagrams with planes, SLO labels, costs, failure scenarios
    ages: tuple[Share, ...]  # sources by years since publication
    sources: int  # sources in all
    broken: tuple[ToDo, ...]  # pages with a diagram that does not render
    gaps: tuple[ToDo, ...]  # systems with missing diagrams, the nearest to complete first
    weakest: tuple[GateShare, ...]  # questions with the largest open or unpublished part
    todo: tuple[ToDo, ...]  # pages with open questions, the fewest first
    stale: tuple[Link, ...]  # sources that must be read again


@dataclass(frozen=True, slots=True)
class Download:
    """A file of the site's data."""

    href: str  # its address
    name: str  # its name
    kind: str  # "JSON", "CSV", "SQLite"
    bytes: int  # its size


@dataclass(frozen=True, slots=True)
class DataView(View):
    """`data.html`: the same tables as files."""

    files: tuple[Download, ...]  # by name
