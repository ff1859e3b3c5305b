"""Which figure a percentile belongs to: "p99 10 ms", "10 ms at p99", "p50/p99 2 ms / 10 ms"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from atlas_ssg.model.fact import Quantity, QuantityKind

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
_Token = tuple[int, int, str]  # start, end, percentile


def with_percentiles(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, each with the percentile that is said of it; a percentile is used once.

    Where the first percentile of the text stands before the first figure, each
    figure looks back first, else ahead first. Sizes have percentiles only where
    no time could have them.
    """
    if not found or _HINT.search(text) is None:
        return list(found)
    tokens = [(m.start(), m.end(), spelled(m[0])) for m in PERCENTILE.finditer(text)]
    times = [q for q in found if q.kind is QuantityKind.DURATION]
    figures = times or [q for q in found if q.kind is QuantityKind.SIZE]
    if not tokens or not figures:
        return list(found)
    names = _assigned(text, tokens, figures)
    return [replace(q, percentile=names[q.start]) if q.start in names else q for q in found]


def _assigned(text: str, tokens: Sequence[_Token], figures: Sequence[Quantity]) -> dict[int, str]:
    """Where a figure starts -> its percentile."""
    assigned = _listed(text, tokens, figures)
    used = set(assigned.values())
    back_first = tokens[0][0] < figures[0].start
    following = 0  # the first token behind the figure at hand
    for at, quantity in enumerate(figures):
        while following < len(tokens) and tokens[following][0] < quantity.end:
            following += 1
        if at in assigned:
            continue
        after = figures[at + 1] if at + 1 < len(figures) else None
        back = _before(text, tokens, following - 1, quantity)
        ahead = _ahead(text, tokens, following, quantity, after)
        order = (back, ahead) if back_first else (ahead, back)
        token = next((one for one in order if one is not None and one not in used), None)
        if token is not None:
            assigned[at] = token
            used.add(token)
    return {figures[at].start: tokens[token][2] for at, token in assigned.items()}


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


def _before(text: str, tokens: Sequence[_Token], index: int, quantity: Quantity) -> int | None:
    """The token before the figure, if only words that belong together stand between."""
    if index < 0:
        return None
    end = tokens[index][1]
    near = 0 <= quantity.start - end <= _LONGEST_GAP
    return index if near and _BETWEEN.fullmatch(text, end, quantity.start) else None


def _ahead(
    text: str, tokens: Sequence[_Token], index: int, quantity: Quantity, after: Quantity | None
) -> int | None:
    """The token behind the figure, unless a comma parts them and it is said of the next one."""
    if index >= len(tokens):
        return None
    start, end, _ = tokens[index]
    if not _BEHIND.fullmatch(text, quantity.end, start):
        return None
    if after is not None and "," in text[quantity.end : start]:
        between = text[end : max(end, after.start)]
        if "," not in between and len(between) <= _LONGEST_GAP and _BETWEEN.fullmatch(between):
            return None  # "5 ms, p99 3 ms"
    return index


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
    if len(figures) < len(listed):
        return
    pairs = itertools.pairwise(figures)
    if all(_LIST.fullmatch(text, left.end, right.start) for left, right in pairs):
        assigned.update(zip(range(first, last), listed, strict=True))
