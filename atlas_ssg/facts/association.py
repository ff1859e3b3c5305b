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

from atlas_ssg.model.citation import MARK, SPACED_MARK, unmarked
from atlas_ssg.model.fact import Quantity

# A sentence ends at a full stop (and the marks behind it) before a capital or the end.
_END = re.compile(
    rf"[.!?](?:{SPACED_MARK.pattern}){{0,20}}(?=\s+[^a-z\s]|\s*$)"
    r"|\n\s{0,9}\n"
)
_MOST_MARKS = 20  # behind one figure
_CLAUSE = re.compile(r";\s")


@dataclass(frozen=True, slots=True)
class Cited:
    """A figure, the runs of citations behind it, and the clause it stands in.

    A run is the numbers of citations that stand together. The first is what a
    figure rests on; a later one counts where the first cannot be meant. A
    citation at the end of a sentence counts for all of it, semicolons or not.
    """

    quantity: Quantity
    runs: tuple[tuple[int, ...], ...]
    sentence: str

    @property
    def numbers(self) -> tuple[int, ...]:
        """The first run."""
        return self.runs[0] if self.runs else ()


def associate(text: str, quantities: Sequence[Quantity], *, sentences: bool) -> Iterator[Cited]:
    """Each quantity of `text` with its sources; `sentences` for prose, not for labels or cells."""
    marks = list(MARK.finditer(text))
    starts = [mark.start() for mark in marks]
    ends = [match.end() for match in _END.finditer(text)] if sentences else []
    clauses = [match.end() for match in _CLAUSE.finditer(text)] if sentences else []
    clauses = sorted({*ends, *clauses})
    for quantity in quantities:
        end = _around(ends, quantity.start, text)[1]
        behind = marks[bisect_left(starts, quantity.end) : bisect_left(starts, end)]
        first, last = _around(clauses, quantity.start, text)
        yield Cited(quantity, tuple(_runs(text, behind)), unmarked(text[first:last]))


def _around(ends: Sequence[int], position: int, text: str) -> tuple[int, int]:
    """The stretch of `text` between two of `ends` that holds `position`."""
    at = bisect_right(ends, position)
    return (ends[at - 1] if at else 0), (ends[at] if at < len(ends) else len(text))


def _runs(text: str, marks: Sequence[re.Match[str]]) -> Iterator[tuple[int, ...]]:
    """The numbers of the marks, those that stand together in one run, each once."""
    numbers: dict[int, None] = {}
    last = -1
    for mark in marks[:_MOST_MARKS]:
        if numbers and text[last : mark.start()].strip(" ,"):
            yield tuple(numbers)
            numbers = {}
        numbers[int(mark[1])] = None
        last = mark.end()
    if numbers:
        yield tuple(numbers)
