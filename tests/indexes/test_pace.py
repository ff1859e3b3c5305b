"""The pace: weeks, plan and projection, from dates alone."""

from itertools import pairwise

import pytest

from atlas_ssg.config import VelocityTable
from atlas_ssg.indexes.pace import pace
from atlas_ssg.model.coverage import History, Pace

# The plan of the atlas itself: 19, 25, 19, 20, 13 a week.
PLAN = tuple(
    VelocityTable(months=months, per_week=count)
    for months, count in (("1-2", 19), ("3-4", 25), ("5-6", 19), ("7-9", 20), ("10-12", 13))
)


def paced(dates: dict[str, str], target: int = 0, plan: tuple[VelocityTable, ...] = ()) -> Pace:
    return pace(History(dates), dates, target, plan)


def test_weeks_are_iso_weeks_without_holes() -> None:
    found = paced({"a": "2025-12-28", "b": "2025-12-29", "c": "2026-01-04", "d": "2026-01-20"})
    assert found.weeks == (
        ("2025-W52", 1),
        ("2026-W01", 2),
        ("2026-W02", 0),
        ("2026-W03", 0),
        ("2026-W04", 1),
    )


def test_only_pages_that_count_and_are_committed() -> None:
    history = History({"a": "2026-03-02", "old": "2020-01-01"})
    assert pace(history, ["a", "not committed"], 0, ()).weeks == (("2026-W10", 1),)


def test_done_begins_with_nothing_and_adds_up() -> None:
    found = paced({"a": "2026-03-04", "b": "2026-03-04", "c": "2026-03-10"})
    assert found.done == (("2026-03-01", 0), ("2026-03-08", 2), ("2026-03-15", 3))


def test_the_plan_has_its_steps_in_months_and_stops_at_the_target() -> None:
    found = paced({"a": "2026-01-05"}, 900, PLAN)
    counts = [count for _, count in found.planned]
    steps = [after - before for before, after in pairwise(counts)]
    assert steps[:9] == [19] * 9, "the first two months"
    assert steps[9:18] == [25] * 9
    assert steps[18:26] == [19] * 8
    assert steps[26:39] == [20] * 13
    assert set(steps[39:-1]) == {13}
    assert counts[-1] == 900
    assert found.planned_finish == found.planned[-1][0] == "2026-11-29", "39 + 92 / 13 weeks"


def test_a_plan_that_never_gets_there_has_no_finish() -> None:
    found = paced({"a": "2026-01-05"}, 2000, PLAN)
    assert len(found.planned) == 53
    assert found.planned_finish == ""


def test_what_the_plan_asks_for_by_now() -> None:
    found = paced({"a": "2026-01-05", "b": "2026-01-20"}, 900, PLAN)
    assert found.due == 3 * 19


def test_the_projection_is_that_of_the_last_four_weeks_idle_ones_included() -> None:
    days = ["2026-01-05"] * 50 + ["2026-02-02"] * 4 + ["2026-02-23"] * 4
    found = paced({str(n): day for n, day in enumerate(days)}, 68)
    assert found.recent == 2.0
    assert found.finish == "2026-04-05", "10 left at 2 a week: five weeks after 1 March"


@pytest.mark.parametrize("target", [0, 1])
def test_nothing_left_has_no_projection(target: int) -> None:
    assert paced({"a": "2026-01-05"}, target).finish == ""


def test_without_history_there_is_no_pace() -> None:
    assert pace(History(), ["a"], 900, PLAN) == Pace()


def test_a_date_at_the_end_of_the_calendar_is_no_error() -> None:
    found = paced({"a": "9999-12-31"}, 900, PLAN)
    assert found.weeks == (("9999-W52", 1),)
    assert found.finish == ""
