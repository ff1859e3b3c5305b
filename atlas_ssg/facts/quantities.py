"""Find the figures in a text.

One scan over the numbers (`numbers`), what stands behind each (`readings`),
and the percentiles said of them (`percentiles`). docs/quantities.md describes
the grammar; `documentation` writes it from the same tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from atlas_ssg.facts import units
from atlas_ssg.facts.numbers import Number, continued, next_number
from atlas_ssg.facts.percentiles import only, with_percentiles
from atlas_ssg.facts.readings import read
from atlas_ssg.model.citation import MARK
from atlas_ssg.model.fact import Quantity, QuantityKind

_DIGIT = re.compile("[0-9]")
_NINES = re.compile(r"\b(?P<count>two|three|four|five|six|seven|[2-9])[ -]nines\b", re.IGNORECASE)
_NINE_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
# A cell that holds nothing but its number, and marks behind it.
_REST = re.compile(rf"(?:{MARK.pattern}|[\s+)\]*†‡])*")
_BRACKETED = re.compile(r"\(([^()]{1,30})\)\s*$")
_FROM = re.compile(r"(?i:from)\s$")


def find(text: str, header: str = "", row: str = "") -> tuple[Quantity, ...]:
    """The quantities in `text`, in order, without overlap.

    `header` and `row` head the table column and row that the text stands in: a
    bare number takes the unit or noun that the column names, a figure the
    percentile that either names.
    """
    if _DIGIT.search(text) is None:
        return tuple(_nines(text)) if "nines" in text else ()
    found = list(_scan(text, header, row))
    if "nines" in text:
        found = sorted([*found, *_nines(text)], key=lambda quantity: quantity.start)
    found = with_percentiles(text, found)
    if header or row:
        found = [_headed_percentile(quantity, header, row) for quantity in found]
    return tuple(found)


def _scan(text: str, header: str, row: str) -> Iterator[Quantity]:
    context = f"{header} {row}" if header or row else ""
    position = 0
    while number := next_number(text, position):
        quantity = read(number, context)
        if quantity is None or _is_bare(quantity):
            quantity = _headed(number, header) or quantity
        if quantity is None:
            position = number.low_end  # "2016-17": what is behind the first of two may be read
            continue
        quantity = _ranged(quantity, number, context)
        position = quantity.end
        yield quantity


def _ranged(quantity: Quantity, number: Number, context: str) -> Quantity:
    """A range whose ends both have their unit: "10ms–20ms", "10% to 20%".

    "From 500 ms to 100 ms" is a change and stays two figures.
    """
    text = number.text
    if number.ranged or quantity.end >= len(text):
        return quantity
    second = continued(text, quantity.end)
    if second is None or _FROM.search(text, max(0, quantity.start - 6), quantity.start):
        return quantity
    other = read(second, context)
    if other is None or (other.kind, other.unit) != (quantity.kind, quantity.unit):
        return quantity
    if other.low <= quantity.low or other.counted != quantity.counted:
        return quantity
    return replace(
        quantity, text=text[quantity.start : other.end], end=other.end, high=other.high,
        per=other.per or quantity.per,
    )  # fmt: skip


def _is_bare(quantity: Quantity) -> bool:
    return quantity.kind is QuantityKind.COUNT and not quantity.counted


def _headed(number: Number, header: str) -> Quantity | None:
    """A bare number in a column whose header names its unit: "Latency (ms)", "Nodes"."""
    text = number.text
    if (
        not header
        or number.is_year
        or text[: number.start].strip()
        or not _REST.fullmatch(text, number.end)
    ):
        return None
    for unit in _units_of(header):
        sign = next((s for s in units.CURRENCIES if unit.startswith(s)), "")
        gap = "" if sign else " "
        as_if = f"{sign}{number.written}{gap}{unit.removeprefix(sign)}"
        inner = find(as_if)
        if len(inner) == 1 and inner[0].start == 0 and (inner[0].counted or inner[0].unit):
            written = text[number.start : number.end]
            return replace(
                inner[0], text=written, start=number.start, end=number.end, hedge=number.hedge
            )
    return None


@lru_cache(maxsize=1024)
def _units_of(header: str) -> tuple[str, ...]:
    """What a header may name as the unit: "(ms)", "…, ms", "… in ms", or the whole of it."""
    header = header.strip()
    bracketed = _BRACKETED.search(header)
    parts = [bracketed[1]] if bracketed else []
    parts += [header.rpartition(mark)[2] for mark in (",", " in ") if mark in header]
    return tuple(part.strip() for part in (*parts, header) if part.strip())


def _headed_percentile(quantity: Quantity, header: str, row: str) -> Quantity:
    if quantity.percentile or quantity.kind is not QuantityKind.DURATION:
        return quantity
    name = only(header) or only(row)
    return replace(quantity, percentile=name) if name else quantity


def _nines(text: str) -> Iterator[Quantity]:
    for match in _NINES.finditer(text):
        written = match["count"].lower()
        count = _NINE_WORDS.get(written) or int(written)
        value = round(100 * (1 - 10.0**-count), 10)
        yield Quantity(QuantityKind.AVAILABILITY, match[0], match.start(), match.end(),
                       value, value, "percent")  # fmt: skip
