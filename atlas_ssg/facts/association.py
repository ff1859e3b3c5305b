"""Which citation a figure rests on.

Within one label, cell or sentence a figure rests on the marks that stand
together first behind it: several figures may share the citation at the end of
a label or sentence. Where nothing follows, the figure rests on nothing.
Sentences of a passage are told apart; the lines of a label are not.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from atlas_ssg.model.citation import MARK_GUARD
from atlas_ssg.model.fact import Quantity

_MARK = re.compile(rf"{MARK_GUARD}\[(\d{{1,6}})\]{MARK_GUARD}")
_WITH_BLANK = re.compile(rf"\s?{MARK_GUARD}\[\d{{1,6}}\]{MARK_GUARD}")
# A sentence ends at a full stop (and the marks behind it) before a capital or the end.
_END = re.compile(
    rf"[.!?](?:\s?{MARK_GUARD}\[\d{{1,6}}\]{MARK_GUARD}){{0,20}}(?=\s+[^a-z\s]|\s*$)"
    r"|\n\s{0,9}\n"
)
_CLAUSE = re.compile(r";\s")


@dataclass(frozen=True, slots=True)
class Cited:
    """A figure, the numbers of the sources that it rests on, and the clause it stands in.

    A citation at the end of a sentence counts for all of it, semicolons or not.
    """

    quantity: Quantity
    numbers: tuple[int, ...]
    sentence: str


def associate(text: str, quantities: Sequence[Quantity], *, sentences: bool) -> Iterator[Cited]:
    """Each quantity of `text` with its sources; `sentences` for prose, not for labels or cells."""
    marks = list(_MARK.finditer(text))
    starts = [mark.start() for mark in marks]
    ends = [match.end() for match in _END.finditer(text)] if sentences else []
    clauses = [match.end() for match in _CLAUSE.finditer(text)] if sentences else []
    clauses = sorted({*ends, *clauses})
    for quantity in quantities:
        end = _around(ends, quantity.start, text)[1]
        behind = marks[bisect_left(starts, quantity.end) : bisect_left(starts, end)]
        first, last = _around(clauses, quantity.start, text)
        yield Cited(quantity, _first_run(text, behind), bare(text[first:last]))


def _around(ends: Sequence[int], position: int, text: str) -> tuple[int, int]:
    """The stretch of `text` between two of `ends` that holds `position`."""
    at = bisect_right(ends, position)
    return (ends[at - 1] if at else 0), (ends[at] if at < len(ends) else len(text))


def _first_run(text: str, marks: Sequence[re.Match[str]]) -> tuple[int, ...]:
    """The numbers of the marks that stand together first."""
    numbers: dict[int, None] = {}
    last = -1
    for mark in marks:
        if numbers and text[last : mark.start()].strip(" ,"):
            break
        numbers[int(mark[1])] = None
        last = mark.end()
    return tuple(numbers)


def bare(text: str) -> str:
    """The text without marks and the blanks before them, as a reader would say it."""
    return " ".join((_WITH_BLANK.sub("", text) if MARK_GUARD in text else text).split())
