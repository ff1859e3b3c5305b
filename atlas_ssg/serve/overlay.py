"""The problems of the newest build as HTML, laid over the page. Everything in it is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from atlas_ssg.model.diagnostic import Diagnostic

_MOST_SHOWN = 5


def overlay(problems: Sequence[Diagnostic]) -> str:
    """The first few problems in full, and how many more there are; nothing when all is well."""
    if not problems:
        return ""
    title = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    shown = "".join(_problem(problem) for problem in problems[:_MOST_SHOWN])
    more = len(problems) - _MOST_SHOWN
    rest = f"<p>and {more} more: they are listed in the terminal</p>" if more > 0 else ""
    return f"<h1>{title}: the page behind is the last good one</h1>{shown}{rest}"


def _problem(problem: Diagnostic) -> str:
    place = f"<b>{escape(str(problem.place))}</b> " if problem.place.path else ""
    help = f"<p>help: {escape(problem.help)}</p>" if problem.help else ""
    return (
        f"<section><h2>{place}<code>{escape(problem.code)}</code></h2>"
        f"<p>{escape(problem.message)}</p>{_source(problem)}{help}</section>"
    )


def _source(problem: Diagnostic) -> str:
    """The author's line with its number, and a caret below what is meant."""
    line = problem.source_line
    if not line.strip():
        return ""
    number = str(problem.place.line)
    before = line[: problem.place.column - 1]
    pad = "".join("\t" if character == "\t" else " " for character in before)
    caret = "^" * max(1, min(problem.length, len(line) - len(before)))
    margin = " " * len(number)
    return f"<pre>{number} | {escape(line)}\n{margin} | {pad}<em>{caret}</em></pre>"
