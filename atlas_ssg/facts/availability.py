"""Percentages that say how much of the time something is there: availability, durability."""

from __future__ import annotations

import re

from atlas_ssg.facts.numbers import Number

_WORD = r"(?:availability|available)"
_AVAILABLE = re.compile(rf"(?<!\w){_WORD}(?!\w)", re.IGNORECASE)
_LASTING = re.compile(r"(?<!\w)(?:uptime|durability|durable)(?!\w)", re.IGNORECASE)
_AGREED = re.compile(r"\bSL[AO]s?\b")
# What can be free or full, and is "available" in another sense.
_ROOM = re.compile(
    rf"(?<!\w)(?:{_WORD}\s)?(?:disks?|space|memory|heap|quota|cpu|capacity|watermark|free|used|full"
    rf"|usage)(?!\w)(?:\s{_WORD}(?!\w))?",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\.(?=\s|$)")
_LEAST, _LEAST_AGREED = 90, 99  # percent
_AROUND = 80  # characters on each side in which availability may be named
_FAR = 2 * _AROUND


def is_availability(number: Number, end: int, context: str) -> bool:
    """Whether the sentence around a percentage that ends at `end`, else its headings (`context`),
    say that something is available. Of a disk that is full or has room available, they do not."""
    if not _LEAST <= number.low <= 100:
        return False
    before = _SENTENCE.split(number.text[max(0, number.start - _AROUND) : number.start])[-1]
    behind = _SENTENCE.split(number.text[end : end + _AROUND])[0]
    for left, right in ((before, behind), (context, "")):
        around = f"{left} {right}"
        if _LASTING.search(around) or (number.low >= _LEAST_AGREED and _AGREED.search(around)):
            return True
        if _AVAILABLE.search(around):
            return _distance(_AVAILABLE, left, right) < _distance(_ROOM, left, right)
    return False


def _distance(words: re.Pattern[str], before: str, behind: str) -> int:
    """How many characters lie between the figure and the nearest of the words."""
    found = [len(before) - match.end() for match in words.finditer(before)]
    found += [match.start() for match in words.finditer(behind)]
    return min(found, default=_FAR)
