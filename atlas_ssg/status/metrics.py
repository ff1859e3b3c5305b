"""The measures of an atlas as one JSON document with stable keys.

`data/CENTRAL_METRICS.json` holds what the content alone decides, sorted: no
date of today and nothing of git, so that the commit that updates it does not
make it stale. `velocity` and `next` come with `status --json` only. The schema
of both is docs/central-metrics.schema.json, made of the structs below.
"""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from atlas_ssg.config import ConfigFile, VelocityTable
from atlas_ssg.model.coverage import Coverage, GateTally, Pace
from atlas_ssg.model.index import Indexes

Share = Annotated[float, Meta(ge=0, le=1, description="a part of diagrams.total, at two decimals")]
KindState = Literal["complete", "partial", "broken", "missing"]
SystemState = Literal["complete", "partial", "not-started"]

_NEXT = 10  # entries of each list of what comes next


class _Table(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the document."""


class Diagrams(_Table, frozen=True):
    """Diagrams that render, of the categories with a target; `by_category` adds up to `total`.

    `concepts` are those of the categories without a target. `broken` diagrams do not render.
    """

    total: int
    target: int
    broken: int
    by_category: dict[str, int]
    targets: dict[str, int]
    concepts: dict[str, int]


class System(_Table, frozen=True):
    """A system and the state of each of its kinds of diagram."""

    state: SystemState
    kinds: dict[str, KindState]


class Gate(_Table, frozen=True):
    """How pages stand to a question: the four add up; `inherited` is a part of `linked`."""

    answered: int
    linked: int
    inherited: int
    not_published: int
    missing: int


class Figures(_Table, frozen=True):
    """Figures: `total` is `cited` + `derived` + `uncited`; `not_published` were looked for.

    `per_diagram` is the mean number of figures in a diagram that counts.
    """

    total: int
    cited: int
    derived: int
    not_published: int
    uncited: int
    per_diagram: float


class Shares(_Table, frozen=True):
    """Parts of the diagrams that count: with plane colours, SLO labels, costs, failure modes."""

    planes: Share
    slo_labels: Share
    costs: Share
    failure_scenarios: Share


class Sources(_Table, frozen=True):
    """The bibliography. Ages are counted to `as_of`, the day of the newest page.

    `by_age` is in years since publication, `by_reading` in months since a source was read.
    """

    total: int
    as_of: str
    stale: int
    by_age: dict[str, int]
    by_reading: dict[str, int]
    by_provenance: dict[str, int]


class Planned(_Table, frozen=True):
    """A span of the plan."""

    months: str
    per_week: int


class Velocity(_Table, frozen=True):
    """Diagrams added in each ISO week, from git history, against the plan.

    `recent` is a week's mean over the last four weeks, `due` what the plan asks for by the last
    of them. `finish` is when the target is reached at that pace; empty dates are not known.
    """

    weeks: dict[str, int]
    plan: tuple[Planned, ...]
    recent: float
    due: int
    finish: str
    planned_finish: str


class Next(_Table, frozen=True):
    """What to do next: mend, draw, answer, read again."""

    broken: tuple[str, ...]
    missing: dict[str, tuple[str, ...]]
    weakest_gates: tuple[str, ...]
    stalest_sources: tuple[str, ...]


class Metrics(_Table, frozen=True):
    """Everything; `velocity` and `next` are left out of the central file."""

    diagrams: Diagrams
    systems: dict[str, System]
    system_states: dict[SystemState, int]
    gates: dict[str, Gate]
    provenance: dict[str, int]
    figures: Figures
    shares: Shares
    sources: Sources
    velocity: Velocity | UnsetType = UNSET
    next: Next | UnsetType = UNSET


def metrics(indexes: Indexes, file: ConfigFile) -> Metrics:
    """The whole document of an atlas."""
    measure = indexes.coverage
    states = Counter(matrix.state for matrix in indexes.systems)
    return Metrics(
        diagrams=_diagrams(indexes),
        systems={
            matrix.id: System(
                state=_as(matrix.state, SystemState),
                kinds={cell.kind: _as(cell.state, KindState) for cell in matrix.cells},
            )
            for matrix in indexes.systems
        },
        system_states={
            "complete": states["complete"],
            "partial": states["partial"],
            "not-started": states["not-started"],
        },
        gates={gate.item: _gate(gate) for gate in measure.gates},
        provenance=dict(measure.provenance),
        figures=_figures(measure),
        shares=_shares(measure),
        sources=_sources(measure),
        velocity=_velocity(indexes.pace, file.velocity),
        next=_next(measure),
    )


def central(found: Metrics) -> Metrics:
    """What belongs into the central file."""
    return msgspec.structs.replace(found, velocity=UNSET, next=UNSET)


def text(found: Metrics) -> str:
    """The document as JSON: keys sorted, one space of indentation, a newline at the end."""
    return msgspec.json.format(msgspec.json.encode(found, order="sorted"), indent=1).decode() + "\n"


def read(data: bytes) -> Metrics | None:
    """The document in `data`, or None where that is none of this version."""
    try:
        return msgspec.json.decode(data, type=Metrics)
    except msgspec.MsgspecError:
        return None


def schema() -> dict[str, Any]:
    """The JSON Schema of the document."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Metrics of an atlas",
        **msgspec.json.schema(Metrics),
    }


def _as(word: str, kind: Any) -> Any:
    """A word of the model as one of the words that the schema knows."""
    return msgspec.convert(word, kind)


def _diagrams(indexes: Indexes) -> Diagrams:
    counted = [category for category in indexes.categories if category.counted]
    return Diagrams(
        total=indexes.coverage.diagrams,
        target=indexes.coverage.target,
        broken=len(indexes.coverage.broken),
        by_category={category.id: category.diagrams for category in counted},
        targets={category.id: category.target for category in counted},
        concepts={c.id: c.diagrams for c in indexes.categories if not c.counted},
    )


def _gate(gate: GateTally) -> Gate:
    return Gate(
        answered=gate.answered,
        linked=gate.linked,
        inherited=gate.inherited,
        not_published=gate.not_published,
        missing=gate.missing,
    )


def _figures(measure: Coverage) -> Figures:
    tally = measure.figures
    mean = tally.in_diagrams / measure.diagrams if measure.diagrams else 0.0
    return Figures(
        total=tally.total,
        cited=tally.cited,
        derived=tally.derived,
        not_published=tally.not_published,
        uncited=tally.uncited,
        per_diagram=round(mean, 1),
    )


def _shares(measure: Coverage) -> Shares:
    def part(count: int) -> float:
        return round(count / measure.diagrams, 2) if measure.diagrams else 0.0

    having = measure.having
    return Shares(
        planes=part(having.planes),
        slo_labels=part(having.slo_labels),
        costs=part(having.costs),
        failure_scenarios=part(having.failure_scenarios),
    )


def _sources(measure: Coverage) -> Sources:
    kinds = Counter(source.provenance for source in measure.sources)
    return Sources(
        total=len(measure.sources),
        as_of=measure.as_of,
        stale=sum(source.stale for source in measure.sources),
        by_age=dict(measure.by_age),
        by_reading=dict(measure.by_reading),
        by_provenance=dict(kinds),
    )


def _velocity(pace: Pace, plan: tuple[VelocityTable, ...]) -> Velocity:
    return Velocity(
        weeks=dict(pace.weeks),
        plan=tuple(Planned(months=row.months, per_week=row.per_week) for row in plan),
        recent=pace.recent,
        due=pace.due,
        finish=pace.finish,
        planned_finish=pace.planned_finish,
    )


def _next(measure: Coverage) -> Next:
    return Next(
        broken=tuple(broken.page for broken in measure.broken[:_NEXT]),
        missing={gap.system: gap.kinds for gap in measure.gaps[:_NEXT]},
        weakest_gates=tuple(gate.item for gate in measure.weakest[:_NEXT]),
        stalest_sources=tuple(s.key for s in measure.sources if s.stale)[:_NEXT],
    )
