"""The dashboard in the terminal: the metrics as a page of tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from atlas_ssg.config import ConfigFile
from atlas_ssg.model.coverage import AGES
from atlas_ssg.status.metrics import Metrics, Next, Velocity

_BAR = 20  # characters
_WEEKS = 8  # of the newest
_MARKS = {"complete": "●", "partial": "◐", "broken": "✗", "missing": "·"}
_STYLES = {"complete": "green", "partial": "yellow", "broken": "bold red", "missing": "dim"}


def show(found: Metrics, file: ConfigFile, console: Console | None = None) -> None:
    """Print everything, on standard output unless a console is given."""
    console = console or Console(highlight=False, emoji=False, markup=False)
    _overview(found, console)
    titles = {category.id: category.title for category in file.categories}
    _categories(found, titles, console)
    _systems(found, file, console)
    _gates(found, file, console)
    _evidence(found, console)
    if isinstance(found.velocity, Velocity):
        _velocity(found.velocity, found.diagrams.target - found.diagrams.total, console)
    if isinstance(found.next, Next):
        _next(found.next, console)


def _overview(found: Metrics, console: Console) -> None:
    diagrams, states = found.diagrams, found.system_states
    console.print(
        Text(f"{diagrams.total:,} of {diagrams.target:,} diagrams", "bold"),
        Text(f" {sum(diagrams.concepts.values())} of concepts, {diagrams.broken} broken"),
    )
    console.print(
        f"systems: {states['complete']} complete, {states['partial']} partial, "
        f"{states['not-started']} not started"
    )


def _categories(found: Metrics, titles: dict[str, str], console: Console) -> None:
    rows = [
        (titles.get(id, id), str(count), str(target), _bar(count, target))
        for id, count in found.diagrams.by_category.items()
        for target in (found.diagrams.targets.get(id, 0),)
    ]
    _table(console, ("Category", ">Diagrams", ">Target", "Share"), rows)


def _systems(found: Metrics, file: ConfigFile, console: Console) -> None:
    """A row for each system that has begun, a mark for each kind."""
    kinds = [kind.id for kind in file.kinds]
    rows = []
    for table in file.systems:
        system = found.systems.get(table.id)
        if system and system.state != "not-started":
            marks = Text(" ").join(
                Text(_MARKS[state], _STYLES[state])
                for state in (system.kinds.get(kind, "missing") for kind in kinds)
            )
            rows.append((table.title, system.state, marks))
    _table(console, ("System", "State", "Kinds"), rows)
    if rows:
        legend = "  ".join(f"{mark} {state}" for state, mark in _MARKS.items())
        console.print(Text(f"kinds: {', '.join(kinds)}\n{legend}", "dim"))


def _gates(found: Metrics, file: ConfigFile, console: Console) -> None:
    rows = []
    for gate in file.gates:
        for item in gate.items:
            tally = found.gates[item.id]
            counts = (tally.answered, tally.linked, tally.not_published, tally.missing)
            rows.append((f"{gate.title}: {item.id}", *map(str, counts)))
    _table(console, ("Gate", ">Answered", ">Linked", ">Not published", ">Missing"), rows)


def _evidence(found: Metrics, console: Console) -> None:
    figures, shares, sources = found.figures, found.shares, found.sources
    whole = sum(found.provenance.values())
    rows = [(kind, f"{n:,}", _bar(n, whole)) for kind, n in found.provenance.items() if n]
    _table(console, ("Provenance", ">Figures", "Share"), rows)
    console.print(
        f"{figures.total:,} figures: {figures.cited:,} cited, {figures.derived:,} derived, "
        f"{figures.uncited:,} without a source; {figures.not_published:,} not published; "
        f"{figures.per_diagram} a diagram"
    )
    console.print(
        f"diagrams with plane colours {shares.planes:.0%}, SLO labels {shares.slo_labels:.0%}, "
        f"costs {shares.costs:.0%}, failure scenarios {shares.failure_scenarios:.0%}"
    )
    ages = ", ".join(f"{AGES[age]} {n}" for age, n in sources.by_age.items() if n)
    console.print(f"{sources.total:,} sources, {sources.stale} to read again; by age: {ages}")


def _velocity(velocity: Velocity, left: int, console: Console) -> None:
    weeks = list(velocity.weeks.items())[-_WEEKS:]
    most = max((count for _, count in weeks), default=0)
    _table(console, ("Week", ">Diagrams", ""), [(w, str(n), _bar(n, most)) for w, n in weeks])
    plan = ", ".join(f"{row.per_week} (months {row.months})" for row in velocity.plan)
    if plan:
        console.print(f"plan, a week: {plan}")
    if not weeks:
        console.print("no page is committed yet, or git does not know when: there is no pace")
        return
    done = sum(velocity.weeks.values())
    console.print(f"{done} committed by {weeks[-1][0]}, {velocity.due} planned by then")
    console.print(
        f"{velocity.recent} a week lately; "
        + (f"{left:,} to go: {velocity.finish}" if velocity.finish else "the target is reached")
        + (f"; by the plan {velocity.planned_finish}" if velocity.planned_finish else "")
    )


def _next(following: Next, console: Console) -> None:
    lists: Sequence[tuple[str, Iterable[str]]] = (
        ("mend", following.broken),
        ("draw", (f"{s}: {', '.join(kinds)}" for s, kinds in following.missing.items())),
        ("answer", following.weakest_gates),
        ("read again", following.stalest_sources),
    )
    rows = [
        (verb if not at else "", entry)
        for verb, entries in lists
        for at, entry in enumerate(entries)
    ]
    _table(console, ("Next", ""), rows)


def _bar(part: int, whole: int) -> str:
    filled = min(_BAR, round(_BAR * part / whole)) if whole else 0
    share = f"{part / whole:.0%}" if whole else "-"
    return f"{'█' * filled}{'░' * (_BAR - filled)} {share}"


def _table(
    console: Console, columns: Sequence[str], rows: Sequence[tuple[str | Text, ...]]
) -> None:
    """A table below an empty line; a column whose name begins with ">" is aligned to the right."""
    if not rows:
        return
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="bold")
    for name in columns:
        table.add_column(name.lstrip(">"), justify="right" if name.startswith(">") else "left")
    for row in rows:
        table.add_row(*row)
    console.print()
    console.print(table)
