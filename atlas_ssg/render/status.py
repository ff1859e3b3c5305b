"""The status page: what is covered, what is weak, what comes next; and the downloads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from atlas_ssg.model.coverage import AGES, GateTally
from atlas_ssg.model.gate import Answer, GateAnswer
from atlas_ssg.model.output import OutputFile
from atlas_ssg.render import categories, charts
from atlas_ssg.render.contexts.listings import CategoryCard
from atlas_ssg.render.contexts.references import (
    DataView,
    Download,
    GateShare,
    GateStatus,
    PaceView,
    Share,
    StatusView,
    ToDo,
)
from atlas_ssg.render.contexts.shell import Link
from atlas_ssg.render.edition import Edition
from atlas_ssg.render.plan import Planned
from atlas_ssg.render.trusted import NOTHING, chart

STATUS = "/status/"
DATA = "/data/"
_HOME = (Link("/", "Home"),)
_MOST_TO_DO = 25
_MOST_GATES = 5
_MOST_WEEKS = 12
_KINDS = {"json": "JSON", "csv": "CSV", "sqlite": "SQLite"}


def plan(edition: Edition) -> Iterator[Planned]:
    """The status page, where there are categories to cover."""
    indexes = edition.indexes
    if not indexes.categories:
        return
    cards = tuple(categories.card(c, edition) for c in indexes.categories if c.counted)
    titles = tuple((path, edition.site.pages[path].title) for path in indexes.gates)
    states = tuple((matrix.id, matrix.state) for matrix in indexes.systems)
    measured = (indexes.gates, indexes.coverage, indexes.pace)
    inputs = (cards, *measured, titles, states, edition.config.file)
    yield Planned(STATUS, "status.html", inputs, lambda: _view(edition, cards))


def _view(edition: Edition, cards: tuple[CategoryCard, ...]) -> StatusView:
    measure, pace = edition.indexes.coverage, edition.indexes.pace
    done, target = measure.diagrams, measure.target
    summary = f"{done} of {target} planned diagrams are drawn." if target else f"{done} diagrams."
    having = measure.having
    svg = charts.burn_up_chart(pace.done, pace.planned, cache=edition.cache)
    return StatusView(
        layout=edition.layout,
        meta=edition.meta("Status", summary, STATUS),
        crumbs=_HOME,
        heading="Status",
        summary=summary,
        categories=cards,
        diagrams=done,
        target=target,
        concepts=measure.concepts,
        systems=_systems(edition),
        chart=chart(svg) if svg else NOTHING,
        pace=_pace(edition),
        gates=_gates(edition),
        provenance=tuple(Share(kind, count) for kind, count in measure.provenance if count),
        figures=sum(count for _, count in measure.provenance),
        per_diagram=round(measure.figures.in_diagrams / done, 1) if done else 0.0,
        having=(
            Share("plane colours", having.planes),
            Share("SLO labels", having.slo_labels),
            Share("costs", having.costs),
            Share("failure scenarios", having.failure_scenarios),
        ),
        ages=tuple(Share(AGES[age], count) for age, count in measure.by_age if count),
        sources=len(measure.sources),
        broken=tuple(_broken(edition)),
        gaps=tuple(_gaps(edition)),
        weakest=tuple(_share(gate) for gate in measure.weakest[:_MOST_GATES]),
        todo=_todo(edition),
        stale=tuple(_stale(edition)),
    )


def _systems(edition: Edition) -> tuple[Share, ...]:
    states = Counter(matrix.state for matrix in edition.indexes.systems)
    return tuple(Share(state, states[state]) for state in ("complete", "partial", "not-started"))


def _pace(edition: Edition) -> PaceView | None:
    pace = edition.indexes.pace
    if not pace.weeks:
        return None
    return PaceView(
        weeks=tuple(Share(week, count) for week, count in pace.weeks[-_MOST_WEEKS:]),
        committed=pace.done[-1][1],
        due=pace.due,
        recent=pace.recent,
        finish=pace.finish,
        planned_finish=pace.planned_finish,
        plan=tuple((row.months, row.per_week) for row in edition.config.file.velocity),
    )


def _gates(edition: Edition) -> tuple[GateStatus, ...]:
    tallies = edition.indexes.coverage.gates
    return tuple(
        GateStatus(gate.title, tuple(_share(t) for t in tallies if t.gate == gate.id))
        for gate in edition.config.file.gates
    )


def _share(tally: GateTally) -> GateShare:
    return GateShare(
        title=tally.title,
        answered=tally.answered,
        linked=tally.linked,
        declared=tally.not_published,
        open=tally.missing,
    )


def _gaps(edition: Edition) -> Iterator[ToDo]:
    """Systems that have begun and lack diagrams; in one line those of which there is nothing."""
    titles = {kind.id: kind.title for kind in edition.config.kinds}
    gaps = edition.indexes.coverage.gaps
    for gap in gaps:
        if len(gap.kinds) < len(titles):
            link = edition.system_link(gap.system) or Link("", gap.title)
            yield ToDo(link, tuple(titles[kind] for kind in gap.kinds))
    unstarted = tuple(gap.title for gap in gaps if len(gap.kinds) == len(titles))
    if unstarted:
        yield ToDo(Link("", "Not started"), unstarted)


def _todo(edition: Edition) -> tuple[ToDo, ...]:
    """Pages with open questions, those nearest to done first: they are finished soonest."""
    found: list[tuple[int, str, list[GateAnswer]]] = []
    for path, answers in edition.indexes.gates.items():
        open_answers = [answer for answer in answers if answer.answer is Answer.MISSING]
        if open_answers:
            found.append((len(open_answers), path, open_answers))
    rows = []
    for _, path, lacking in sorted(found, key=lambda entry: entry[:2])[:_MOST_TO_DO]:
        link = edition.link(path)
        if link is not None:
            rows.append(ToDo(link, tuple(f"{a.title} {a.why}" for a in lacking)))
    return tuple(rows)


def _broken(edition: Edition) -> Iterator[ToDo]:
    for broken in edition.indexes.coverage.broken:
        link = edition.link(broken.page)
        if link is not None:
            yield ToDo(link, (broken.message,))


def _stale(edition: Edition) -> Iterator[Link]:
    """Sources that must be read again, those that were read longest ago first."""
    for source in [s for s in edition.indexes.coverage.sources if s.stale][:_MOST_TO_DO]:
        note = f"read {source.read}" if source.read else "never read"
        yield Link(f"/sources/{source.key}/", source.title, note)


def plan_data(edition: Edition, files: tuple[OutputFile, ...]) -> Iterator[Planned]:
    """The list of downloads; `files` are those below /data/."""
    downloads = tuple(
        Download(f"/{f.path}", f.path.removeprefix("data/"), _kind(f.path), len(f.content))
        for f in files
    )
    if not downloads:
        return
    summary = "Every table of the atlas as JSON and CSV, and as one SQLite database."
    yield Planned(
        DATA,
        "data.html",
        (downloads,),
        lambda: DataView(
            layout=edition.layout,
            meta=edition.meta("Data", summary, DATA),
            crumbs=_HOME,
            heading="Data",
            summary=summary,
            files=downloads,
        ),
    )


def _kind(path: str) -> str:
    suffix = path.rpartition(".")[2]
    return _KINDS.get(suffix, suffix.upper())
