"""Which figure a percentile belongs to: "p99 10 ms", "10 ms at p99", "p50/p99 2 ms / 10 ms"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from atlas_ssg.model.fact import Quantity, QuantityKind

_MEASURED = frozenset({QuantityKind.DURATION, QuantityKind.SIZE, QuantityKind.RATE})
_ONE = (
    r"[pP][0-9]{2,4}(?:\.[0-9]{1,3})?|[0-9]{2}(?:\.[0-9]{1,3})?(?:th|st|nd|rd)?[ -]percentile"
    r"|[0-9]{2}(?:\.[0-9]{1,3})?%ile|[mM]edian"
)
PERCENTILE = re.compile(rf"(?<![\w.-])(?:{_ONE})(?!\w)")
_HINT = re.compile(r"[pP][0-9]|ile|edian")  # quick to look for, and in every percentile
# What may stand between a percentile and the figure behind it.
_BETWEEN = re.compile(
    r"(?:[\s:=,()~<>≤≥≈·|-]|\b(?:latency|latencies|of|is|was|at|in|under|below|over|above|about"
    r"|around|reads?|writes?|response|time|within|up|to|less|more|than|default|budget|target|SLO"
    r"|approximately|nearly|stays?|remains?|fell|rose|dropped|went|from)\b){0,16}"
)
_BEHIND = re.compile(r"[\s,(]{0,2}(?:(?:at|for|in)\s)?(?:the\s)?")
_LIST = re.compile(r"\s?/\s?|\s?,\s?")
_LONGEST_GAP = 60


def with_percentiles(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, each with the percentile that is said of it; a percentile is used once.

    Where the first percentile of the text stands before the first figure, each
    figure looks back first, else ahead first.
    """
    if not found or _HINT.search(text) is None:
        return list(found)
    tokens = [(m.start(), m.end(), spelled(m[0])) for m in PERCENTILE.finditer(text)]
    if not tokens:
        return list(found)
    assigned = _listed(text, tokens, found)
    used = set(assigned.values())
    back_first = tokens[0][0] < found[0].start
    result = []
    following = 0  # the first token behind the figure at hand
    for at, quantity in enumerate(found):
        while following < len(tokens) and tokens[following][0] < quantity.end:
            following += 1
        if quantity.kind in _MEASURED and at not in assigned:
            token = _chosen(text, tokens, following, quantity, used, back_first=back_first)
            if token is not None:
                assigned[at] = token
                used.add(token)
        name = tokens[assigned[at]][2] if at in assigned else ""
        result.append(replace(quantity, percentile=name) if name else quantity)
    return result


def only(text: str) -> str:
    """The one percentile that a heading names, or "" where it names none or several."""
    names = {spelled(match[0]) for match in PERCENTILE.finditer(text)}
    return names.pop() if len(names) == 1 else ""


def spelled(word: str) -> str:
    """As everyone writes it: "p50", "p99", "p99.9" (also for p999 and "99.9th percentile")."""
    if word.lower() == "median":
        return "p50"
    digits = re.sub(r"[^0-9.]", "", word)
    if "." not in digits and len(digits) > 2 and digits != "100":
        digits = f"{digits[:2]}.{digits[2:]}"
    return f"p{digits}"


_Token = tuple[int, int, str]


def _chosen(
    text: str, tokens: Sequence[_Token], following: int, quantity: Quantity, used: set[int],
    *, back_first: bool,
) -> int | None:  # fmt: skip
    before = following - 1
    back = (
        before
        if before >= 0
        and before not in used
        and quantity.start - tokens[before][1] <= _LONGEST_GAP
        and _BETWEEN.fullmatch(text, tokens[before][1], max(quantity.start, tokens[before][1]))
        else None
    )
    ahead = (
        following
        if following < len(tokens)
        and following not in used
        and _BEHIND.fullmatch(text, quantity.end, tokens[following][0])
        else None
    )
    order = (back, ahead) if back_first else (ahead, back)
    return order[0] if order[0] is not None else order[1]


def _listed(text: str, tokens: Sequence[_Token], found: Sequence[Quantity]) -> dict[int, int]:
    """Figure -> percentile where a list of percentiles stands before a list of figures."""
    assigned: dict[int, int] = {}
    at = 0
    while at < len(tokens):
        last = at
        while last + 1 < len(tokens) and _LIST.fullmatch(
            text, tokens[last][1], tokens[last + 1][0]
        ):
            last += 1
        if last > at:
            _zip(text, tokens, range(at, last + 1), found, assigned)
        at = last + 1
    return assigned


def _zip(
    text: str, tokens: Sequence[_Token], listed: range, found: Sequence[Quantity],
    assigned: dict[int, int],
) -> None:  # fmt: skip
    end = tokens[listed[-1]][1]
    first = next((at for at, quantity in enumerate(found) if quantity.start >= end), None)
    if first is None or not _BETWEEN.fullmatch(text, end, found[first].start):
        return
    last = first + len(listed)
    figures = found[first:last]
    if len(figures) < len(listed) or any(q.kind not in _MEASURED for q in figures):
        return
    pairs = itertools.pairwise(figures)
    if all(_LIST.fullmatch(text, left.end, right.start) for left, right in pairs):
        assigned.update(zip(range(first, last), listed, strict=True))
