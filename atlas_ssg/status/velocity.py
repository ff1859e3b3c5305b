"""Velocity: diagrams added a week, from git history, renames followed."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from math import ceil
from pathlib import Path

# The pace is that of the last four weeks with work in them: one holiday says nothing.
_RECENT_WEEKS = 4


def added_by_week(root: Path, content: Path, pages: Collection[str]) -> dict[str, int]:
    """ISO week -> how many of `pages` (paths below `content`) were first committed in it.

    A page counts in the week of its first commit under any name; pages that
    are not committed do not count. Empty outside a git checkout.
    """
    born = _first_commits(root, content)
    weeks = Counter(_week(born[page]) for page in pages if page in born)
    return dict(sorted(weeks.items()))


def projected_weeks(weeks: Mapping[str, int], left: int) -> int | None:
    """Weeks until nothing is left at the recent pace; None while there is no pace."""
    recent = [weeks[week] for week in sorted(weeks)][-_RECENT_WEEKS:]
    pace = sum(recent) / len(recent) if recent else 0
    return ceil(left / pace) if pace else None


def _first_commits(root: Path, content: Path) -> dict[str, str]:
    """Path as of now (relative to `content`) -> date of its first commit, oldest name counting."""
    command = ["git", "-C", str(root), "log", "--reverse", "--format=%x00%cs", "--name-status",
               "-M", "-z", "--relative", "--", str(content)]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return {}
    prefix = content.relative_to(root).as_posix() + "/" if content != root else ""
    born: dict[str, str] = {}
    words = iter(done.stdout.decode("utf-8", "replace").split("\0"))
    day = ""
    for word in words:
        word = word.strip("\n")
        if len(word) == 10 and word[4] == "-":
            day = word
        elif word[:1] in {"A", "M", "T"} and len(word) == 1:
            born.setdefault(next(words), day)
        elif word[:1] in {"R", "C"} and word[1:].isdigit():
            old, new = next(words), next(words)
            born[new] = born.pop(old, day) if word[0] == "R" else day
        elif word == "D":
            born.pop(next(words), None)
    return {path.removeprefix(prefix): when for path, when in born.items()}


def _week(day: str) -> str:
    year, week, _ = date.fromisoformat(day).isocalendar()
    return f"{year}-W{week:02}"
