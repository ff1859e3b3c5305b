"""The pace: diagrams added week by week against the plan, and when the target will be reached."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from math import ceil

from atlas_ssg.config import VelocityTable
from atlas_ssg.model.coverage import History, Pace

# The pace is that of the last four weeks, idle ones included; younger atlases have fewer.
_RECENT_WEEKS = 4
_WEEK = timedelta(weeks=1)
_WEEKS_A_YEAR, _MONTHS_A_YEAR = 52, 12


def pace(
    history: History,
    pages: Iterable[str],
    target: int,
    plan: Sequence[VelocityTable],
) -> Pace:
    """The pace at which `pages` (paths of those that count) came.

    The plan begins in the week of the first commit that added one of them.
    Pages that are not committed have no date and are not part of it.
    """
    mondays = Counter(_monday(history.added[page]) for page in pages if history.added.get(page))
    if not mondays:
        return Pace()
    first, last = min(mondays), max(mondays)
    weeks = [first + n * _WEEK for n in range((last - first) // _WEEK + 1)]
    added = [mondays[week] for week in weeks]
    recent = sum(added[-_RECENT_WEEKS:]) / len(added[-_RECENT_WEEKS:])
    planned = list(_until(target, accumulate(_planned(plan))))
    left = target - sum(added)
    return Pace(
        weeks=tuple((_name(week), count) for week, count in zip(weeks, added, strict=True)),
        done=_points(first, list(accumulate(added))),
        planned=_points(first, planned),
        recent=round(recent, 1),
        due=planned[min(len(weeks), len(planned)) - 1] if planned else 0,
        finish=_day(last, 7 * ceil(left / recent) + 6) if left > 0 else "",
        planned_finish=_day(first, 7 * len(planned) - 1)
        if target and planned and planned[-1] >= target
        else "",
    )


def _planned(plan: Sequence[VelocityTable]) -> Iterator[int]:
    """Diagrams week by week: each span of months has its share of 52 weeks a year."""
    spans = [(*map(int, row.months.split("-")), row.per_week) for row in plan]
    final = max((until for _, until, _ in spans), default=0)
    for week in range(ceil(final * _WEEKS_A_YEAR / _MONTHS_A_YEAR)):
        month = week * _MONTHS_A_YEAR // _WEEKS_A_YEAR + 1
        yield next((count for start, until, count in spans if start <= month <= until), 0)


def _until(target: int, sums: Iterable[int]) -> Iterator[int]:
    """The sums up to the one that reaches the target, which is cut to it."""
    for total in sums:
        yield min(total, target) if target else total
        if target and total >= target:
            return


def _points(first: date, sums: Sequence[int]) -> tuple[tuple[str, int], ...]:
    """(ISO date, sum): nothing at first, then a point on the Sunday of each week."""
    if not sums:
        return ()
    sundays = ((_day(first, 7 * n + 6), total) for n, total in enumerate(sums))
    return ((_day(first, -1), 0), *sundays)


def _monday(day: str) -> date:
    found = date.fromisoformat(day)
    return found - timedelta(days=found.weekday())


def _name(monday: date) -> str:
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}"


def _day(monday: date, offset: int) -> str:
    """The ISO date `offset` days after a Monday; empty beyond the end of the calendar."""
    try:
        return (monday + timedelta(days=offset)).isoformat()
    except OverflowError:
        return ""
