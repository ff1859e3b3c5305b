"""Which citation a figure rests on.

Within one label, cell or sentence a figure rests on the marks that follow it
before the next figure that has marks of its own: several figures may share
the citation at the end of a label or sentence. Where nothing follows, the
figure rests on nothing. Sentences of a passage are told apart; the lines of a
label are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from atlas_ssg.model.citation import MARK_GUARD
from atlas_ssg.model.fact import Quantity

_MARK = re.compile(rf"{MARK_GUARD}\[(\d{{1,6}})\]{MARK_GUARD}")
# A sentence ends at a full stop (and the marks behind it) before a capital or the end.
_END = re.compile(
    rf"[.!?](?:\s?{MARK_GUARD}\[\d{{1,6}}\]{MARK_GUARD})*(?=\s+[^a-z\s]|\s*$)|\n\s*\n|;\s"
)


@dataclass(frozen=True, slots=True)
class Cited:
    """A figure, the numbers of the sources that it rests on, and the sentence it stands in."""

    quantity: Quantity
    numbers: tuple[int, ...]
    sentence: str


def associate(text: str, quantities: Sequence[Quantity], *, sentences: bool) -> Iterator[Cited]:
    """Each quantity of `text` with its sources; `sentences` for prose, not for labels or cells."""
    marks = [(match.start(), int(match[1])) for match in _MARK.finditer(text)]
    ends = [match.end() for match in _END.finditer(text)] if sentences else []
    for quantity in quantities:
        begin = max((end for end in ends if end <= quantity.start), default=0)
        end = next((end for end in ends if end > quantity.start), len(text))
        behind = [(at, number) for at, number in marks if quantity.end <= at < end]
        yield Cited(quantity, _first_run(text, behind), bare(text[begin:end]).strip())


def _first_run(text: str, marks: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """The numbers of the marks that stand together first."""
    numbers: list[int] = []
    last = -1
    for at, number in marks:
        if numbers and text[last:at].strip(f" ,{MARK_GUARD}"):
            break
        numbers.append(number)
        last = at + len(f"{MARK_GUARD}[{number}]{MARK_GUARD}")
    return tuple(dict.fromkeys(numbers))


def bare(text: str) -> str:
    """The text without marks, as a reader would say it."""
    return re.sub(r"\s+", " ", _MARK.sub("", text)).strip()
