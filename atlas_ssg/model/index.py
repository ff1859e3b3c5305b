"""Indexes: the pages and facts of the site, arranged. Derived from `Site`, never kept on a page."""

from __future__ import annotations

from dataclasses import dataclass, field

from atlas_ssg.model.coverage import Coverage, Pace
from atlas_ssg.model.fact import Absence, ErrorString, Fact
from atlas_ssg.model.gate import GateAnswer


@dataclass(frozen=True, slots=True)
class CategoryIndex:
    """A category with its pages (paths, in reading order); `diagrams` counts toward `target`."""

    id: str
    title: str
    permalink: str
    description: str
    target: int
    counted: bool
    pages: tuple[str, ...]
    diagrams: int


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One of a system's required diagrams.

    `state` is "complete" (rendered, all gate questions settled), "partial"
    (rendered, with open questions), "broken" (the diagram does not render) or
    "missing" (no page, or a page without a diagram). `open` counts the
    questions that nobody answers.
    """

    kind: str
    title: str
    state: str
    page: str = ""
    permalink: str = ""
    open: int = 0


@dataclass(frozen=True, slots=True)
class SystemMatrix:
    """A system and its required diagrams, in the order of the kinds."""

    id: str
    title: str
    tier: int
    tier_title: str
    focus: str
    permalink: str
    cells: tuple[MatrixCell, ...]
    page: str = ""

    @property
    def state(self) -> str:
        """ "complete", "partial" or "not-started", from the cells."""
        states = {cell.state for cell in self.cells}
        if states == {"missing"}:
            return "not-started"
        return "complete" if states == {"complete"} else "partial"


FactGroups = tuple[tuple[str, tuple[Fact, ...]], ...]


@dataclass(frozen=True, slots=True)
class CrossReference:
    """Facts of one sort from all over the atlas.

    `groups` are (title, facts) in reading order; facts of one group have
    comparable units and are sorted by their value, the highest first.
    `components` hold the same facts by the component that they are about, those
    of one by comparable unit, then by value.
    """

    id: str
    title: str
    permalink: str
    description: str
    groups: FactGroups
    components: FactGroups = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All facts, in the order of the groups."""
        return tuple(fact for _, facts in self.groups for fact in facts)


@dataclass(frozen=True, slots=True)
class TechnologyIndex:
    """A technology and every page that names it; a version may be "n/p" or "managed"."""

    name: str
    url: str
    managed: bool
    uses: tuple[tuple[str, str, str], ...]  # (page path, version, reference key)


@dataclass(frozen=True, slots=True)
class SourceIndex:
    """A source and all that rests on it."""

    key: str
    permalink: str
    facts: tuple[Fact, ...]
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of an alphabetical index: where `term` is treated, and what it is."""

    term: str
    permalink: str
    what: str


@dataclass(frozen=True, slots=True)
class IncidentEntry:
    """An incident on the timeline: times in ISO 8601 as published, `minutes` from end to end."""

    page: str
    operator: str
    began: str
    ended: str
    minutes: float | None


@dataclass(frozen=True, slots=True)
class MetricEntry:
    """A metric or alert named under "Metrics", with the text that says when to worry."""

    name: str
    text: str
    page: str
    permalink: str


@dataclass(frozen=True, slots=True)
class Indexes:
    """Every index of the site.

    `neighbours` maps a page path to (previous, next); `backlinks` to the
    pages that link to it; `gates` to its answers, question by question.
    """

    categories: tuple[CategoryIndex, ...] = ()
    systems: tuple[SystemMatrix, ...] = ()
    costs: CrossReference | None = None
    latencies: CrossReference | None = None
    scale: CrossReference | None = None
    technologies: tuple[TechnologyIndex, ...] = ()
    errors: tuple[ErrorString, ...] = ()
    metrics: tuple[MetricEntry, ...] = ()
    incidents: tuple[IncidentEntry, ...] = ()
    absences: tuple[Absence, ...] = ()
    sources: tuple[SourceIndex, ...] = ()
    entries: tuple[Entry, ...] = ()
    neighbours: dict[str, tuple[str, str]] = field(default_factory=dict)
    backlinks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    gates: dict[str, tuple[GateAnswer, ...]] = field(default_factory=dict)
    page_facts: dict[str, tuple[Fact, ...]] = field(default_factory=dict)
    coverage: Coverage = field(default_factory=Coverage)
    pace: Pace = field(default_factory=Pace)
