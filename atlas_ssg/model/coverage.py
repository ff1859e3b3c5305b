"""Coverage and pace: how much there is, how good it is, what comes next, and how fast it grows.

The status page and `atlas-ssg status` show the same values of these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_DATE = re.compile(r"\d{4}(?:-\d\d|$)")
# The classes of `by_age`, as people read them.
AGES = {
    "under_1": "under 1 year", "1_to_2": "1 to 2 years", "2_to_5": "2 to 5 years",
    "5_to_10": "5 to 10 years", "over_10": "over 10 years", "undated": "no date",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class History:
    """Page (path below the content root) -> ISO date in UTC of the commit that first added it.

    Empty where nothing is known: outside a git checkout, or in a shallow one.
    """

    added: dict[str, str] = field(default_factory=dict)


NO_HISTORY = History()


@dataclass(frozen=True, slots=True)
class GateTally:
    """How pages stand to one question. `inherited` is the part of `linked` that siblings answer.

    `answered`, `linked`, `not_published` and `missing` together are all pages
    that the question concerns.
    """

    gate: str
    item: str
    title: str
    answered: int = 0
    linked: int = 0
    inherited: int = 0
    not_published: int = 0
    missing: int = 0


@dataclass(frozen=True, slots=True)
class FigureTally:
    """The figures of the atlas; `total` is `cited` + `derived` + `uncited`.

    `not_published` counts what was looked for and not found. `in_diagrams` are
    the figures that stand in diagrams that count.
    """

    total: int = 0
    cited: int = 0
    derived: int = 0
    uncited: int = 0
    not_published: int = 0
    in_diagrams: int = 0


@dataclass(frozen=True, slots=True)
class DiagramTally:
    """How many of the diagrams that count have planes, SLO labels, costs, failure scenarios."""

    planes: int = 0
    slo_labels: int = 0
    costs: int = 0
    failure_scenarios: int = 0


@dataclass(frozen=True, slots=True)
class Broken:
    """A diagram that does not render: its page's path, and why."""

    page: str
    ordinal: int
    message: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A system with the ids of its kinds that have no diagram that renders."""

    system: str
    title: str
    permalink: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceAge:
    """A source with what rests on it, when it was published and last read (ISO, or empty).

    `unread` is the number of months from then to the day of the newest page,
    `limit` after how many it should be read again; both 0 where no day is known.
    """

    key: str
    title: str
    provenance: str
    issued: str
    read: str
    unread: int
    limit: int
    figures: int

    @property
    def stale(self) -> bool:
        """Whether it must be opened again: never read as far as it says, or too long ago."""
        return not self.read or self.unread > self.limit


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the atlas holds, measured.

    `diagrams` of `target` count (every page of a counted category whose
    diagrams all render); `concepts` are diagrams of the categories without a
    target. `provenance` counts figures by evidence, strongest first. `gaps`
    are the systems that lack something, nearest to complete first; `weakest`
    the questions with the largest open or unpublished part; `sources` the
    bibliography, those read longest ago first, `by_age` its sizes by years
    since publication, `by_reading` by months since they were read. `as_of` is the day of the
    newest page: ages are counted to it, never to today, so that the same
    content always measures the same.
    """

    as_of: str = ""
    diagrams: int = 0
    target: int = 0
    concepts: int = 0
    broken: tuple[Broken, ...] = ()
    gates: tuple[GateTally, ...] = ()
    provenance: tuple[tuple[str, int], ...] = ()
    figures: FigureTally = FigureTally()
    having: DiagramTally = DiagramTally()
    gaps: tuple[Gap, ...] = ()
    weakest: tuple[GateTally, ...] = ()
    sources: tuple[SourceAge, ...] = ()
    by_age: tuple[tuple[str, int], ...] = ()
    by_reading: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Pace:
    """Diagrams a week, as they came and as planned.

    `weeks` are (ISO week, diagrams added), without holes, from the first
    commit that added one to the last. `done` and `planned` are (ISO date,
    diagrams in all by the end of that day). `recent` is the pace of the last
    weeks, `due` what the plan asks for by the end of the last week. `finish`
    and `planned_finish` are the dates on which the target is reached at that
    pace and by the plan; empty where it is not.
    """

    weeks: tuple[tuple[str, int], ...] = ()
    done: tuple[tuple[str, int], ...] = ()
    planned: tuple[tuple[str, int], ...] = ()
    recent: float = 0.0
    due: int = 0
    finish: str = ""
    planned_finish: str = ""


def is_dated(text: str) -> bool:
    """Whether a text is an ISO date, possibly cut short to its year or month."""
    return _DATE.match(text) is not None


def months(start: str, end: str) -> int:
    """Whole months from one ISO date to another; a date cut short to its year is its January."""

    def counted(date: str) -> int:
        return int(date[:4]) * 12 + int(date[5:7] or 1)

    return counted(end) - counted(start)
