"""Long lists in parts, so that no page passes about 300 KB."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, Generic, TypeVar

from markupsafe import escape

from atlas_ssg.render.contexts.shell import Link, Parts

T = TypeVar("T")

MOST_BYTES = 250_000  # of the rows of a part; beside them stand header, footer and filters
CHART_BYTES = 60_000  # of a chart; large ones take what is left of the 300 KB
TAKEN = frozenset({"footer", "main", "navigation", "top"})  # ids of the layout
_FIELD = 12  # bytes of markup round a value, on average
_ADDRESS = 40  # more for an address: the way up to the root, and `index.html`


@dataclass(frozen=True, slots=True)
class Piece(Generic[T]):
    """A part of a list: where it is, which part, and its rows with the titles above them."""

    address: str
    part: Parts
    rows: tuple[T, ...]
    titles: tuple[str, ...]  # in step with the rows

    @property
    def groups(self) -> Iterator[tuple[str, tuple[T, ...]]]:
        """The rows below their titles, in order."""
        pairs = zip(self.titles, self.rows, strict=True)
        for title, group in groupby(pairs, key=itemgetter(0)):
            yield title, tuple(row for _, row in group)


def in_parts(
    address: str, rows: Sequence[T], titles: Sequence[str], *,
    markup: int, heading: int = 0, before: int = 0,
    size: Callable[[T], int] = lambda row: weight(row),
) -> tuple[Piece[T], ...]:  # fmt: skip
    """`rows` in parts of about the same size, none larger than `MOST_BYTES`.

    `titles` stand above the rows, or name them: the first and the last of a
    part say what it holds. `markup` is what a template writes round a row, in
    bytes, beside its own `size`, and `heading` what it writes for a title;
    `before` is what stands before the rows of the first part alone.
    """
    sizes = [
        size(row) + markup + (heading if above != title else 0)
        for row, title, above in zip(rows, titles, (None, *titles), strict=False)
    ]
    ends = _ends(sizes, before)
    starts = [0, *ends[:-1]]
    cuts = [slice(start, end) for start, end in zip(starts, ends, strict=True)]
    links: tuple[Link, ...] = ()
    if len(cuts) > 1:
        links = tuple(
            Link(part_address(address, number), str(number), _span(titles[cut]))
            for number, cut in enumerate(cuts, 1)
        )
    return tuple(
        Piece(
            part_address(address, number),
            Parts(number, links) if links else Parts(),
            tuple(rows[cut]),
            tuple(titles[cut]),
        )
        for number, cut in enumerate(cuts, 1)
    )


def part_address(address: str, number: int) -> str:
    """The address of a part: the first has that of the whole."""
    return address if number == 1 else f"{address}{number}/"


def weight(value: Any) -> int:
    """About how many bytes a value takes on a page, by its texts and addresses."""
    if isinstance(value, str):
        return len(escape(value).encode()) + _FIELD if value else 0
    if isinstance(value, tuple):
        return sum(map(weight, value))
    if not is_dataclass(value):
        return 0 if value is None else _FIELD
    own = _names(value.__class__)
    addresses = _ADDRESS if "href" in own else 0
    return addresses + sum(weight(getattr(value, name)) for name in own)


@lru_cache(maxsize=64)
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _ends(sizes: Sequence[int], before: int) -> list[int]:
    """Where parts end: as few as there must be, filled evenly."""
    total = before + sum(sizes)
    count = -(-total // MOST_BYTES) or 1
    each = total / count
    ends: list[int] = []
    filled = before
    for at, size in enumerate(sizes):
        full = filled + size > MOST_BYTES or filled >= each
        if full and (at or before) and at != (ends[-1] if ends else 0):
            ends.append(at)
            filled = 0
        filled += size
    return [*ends, len(sizes)]


def _span(titles: Sequence[str]) -> str:
    if not titles:
        return ""
    return titles[0] if titles[0] == titles[-1] else f"{titles[0]} to {titles[-1]}"
