"""Numbers that are names: "HTTP 503", "Java 17", "PostgreSQL 16 servers", "10s of thousands"."""

from __future__ import annotations

import re

from atlas_ssg.facts import units
from atlas_ssg.facts.numbers import BLANK, Number

_WORD_BEFORE = re.compile(
    r"(?<![A-Za-z0-9])(?P<word>[A-Za-z][A-Za-z+.]{0,13})(?P<gap>[ \u00a0\n-]?)\Z"
)
_LONGEST = 16  # characters to look back
_TENS = re.compile(rf"s{BLANK}of{BLANK}(?P<word>[A-Za-z]{{1,16}})(?!\w)")
_POWERS = frozenset({"10", "100", "1000", "1,000"})
_DECADE = re.compile(r"(?P<old>19)[0-9]0|20[0-9]0")
_OF_A_DECADE = re.compile(r"(?<!\w)(?i:the|early|mid|late)[ -]$")


def is_named(number: Number, *, alone: bool) -> bool:
    """Whether the word before it makes the number a name: "HTTP 503", "Java 17", "step 2"; and
    where nothing is counted (`alone`), "US 10,331,462", a patent."""
    before = _WORD_BEFORE.search(number.text, max(0, number.start - _LONGEST), number.start)
    if before is None:
        return False
    word = before["word"].lower()
    if word in units.NAMING_WORDS or (alone and before["word"] in units.PATENT_OFFICES):
        return True
    known = units.VERSIONED.get(word, range(0))
    if before["gap"] == "\n":
        return False  # "Kafka" over "3 brokers"
    return not (number.hedge or number.ranged or number.scaled) and number.low in known


def is_unsaid(number: Number) -> bool:
    """Whether digits only stand for a word: "10s of thousands", "100s of servers", "the 1990s"."""
    text, end = number.text, number.end
    if not text.startswith("s", end) or text[end + 1 : end + 2].isalnum():
        return False
    if number.written in _POWERS:
        tens = _TENS.match(text, end)
        word = tens["word"] if tens else ""
        return bool(word) and (word.lower() in units.MANY or word in units.SIZES)
    decade = _DECADE.fullmatch(number.written)
    return decade is not None and bool(
        decade["old"] or _OF_A_DECADE.search(text, max(0, number.at - 6), number.at)
    )
