"""The numbers in a text: digits with scale, range, currency sign and hedge.

A number is looked at where it does not belong to a word (`S3`, `m5.xlarge`), a
version (`2.1.4`), a date, a time of day, a port or an issue (`:5432`, `#12`).
Every pattern is anchored and bounded, so the scan takes time linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from atlas_ssg.facts.units import CURRENCIES, HEDGES, SCALE_LETTERS, SCALE_WORDS

BLANK = r"[ \t\n\u00a0\u2009\u202f]"
_GROUP = r"[,_'’\u00a0\u2009\u202f]"


def words(spellings: Iterable[str]) -> str:
    """An alternation of spellings, the longest first."""
    return "|".join(re.escape(word) for word in sorted(spellings, key=lambda w: (-len(w), w)))


_DIGITS = (
    r"(?!0[0-9])(?:"
    rf"[0-9]{{1,3}}(?:{_GROUP}[0-9]{{3}}){{1,6}}(?![0-9])(?:\.[0-9]{{1,12}})?"
    r"|[0-9]{1,3}(?:(?:[ ][0-9]{3}){2,6}|[ ]000)(?![0-9])"
    r"|10\^[0-9]{1,2}"
    r"|[0-9]{1,15}(?:\.[0-9]{1,12})?(?:[eE]\+?[0-9]{1,2}(?![\w]))?"
    r")(?![0-9]|[.,][0-9])"
)
_SCALE = (
    rf"(?:(?:{BLANK}|-)?(?i:{words(SCALE_WORDS)})(?!\w)"
    rf"|(?:{words(SCALE_LETTERS)})(?!\w))"
)


def _one(name: str) -> str:
    """A number with its scale, as groups of that name."""
    scale = rf"(?P<{name}_scale>{_SCALE})?(?P<{name}_plus>\+)?"
    return rf"(?P<{name}>(?P<{name}_digits>{_DIGITS}){scale})"


_SIGN = "|".join(map(re.escape, sorted(CURRENCIES, key=len, reverse=True)))
_DASH = rf"{BLANK}?[-–—]{BLANK}?|{BLANK}to{BLANK}"
_CODES = "|".join(sorted(set(CURRENCIES.values())))
_NUMBER = re.compile(
    # A hyphen refuses ("us-east-1"), but not that of "sub-10 ms"; a colon behind a
    # digit is a clock's ("22:52"), any other one is not a number's business.
    r"(?:(?<=sub-)|(?<![\w.,#/@\\^$€£¥-])(?<![0-9]:)(?<!::))"
    rf"(?P<between>(?i:between){BLANK})?"
    rf"(?P<currency>(?:{_SIGN}){BLANK}?|(?:{_CODES}){BLANK})?"
    rf"{_one('low')}"
    rf"(?:(?:{_DASH}|(?(between){BLANK}and{BLANK}|(?!)))(?:{_SIGN})?{_one('high')})?"
    r"(?!\w{0,30}[_@])"
)
_SECOND = re.compile(rf"(?:{_DASH})(?P<currency>{_SIGN})?{_one('low')}")
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_DATED = re.compile(
    rf"[-–](?:[0-9]|Q)|:[0-9]|/[0-9]|{BLANK}(?:{_MONTHS})(?!\w)|(?:st|nd|rd|th)(?!\w)"
    rf"|{BLANK}?(?:[aApP]\.?[mM]\.?|UTC|GMT)(?!\w)"
)
# "10:1" is a ratio; the minutes of a clock have two digits.
TO_ONE = re.compile(r":1(?![\w:]|\.[0-9])")
_MONTH_BEFORE = re.compile(rf"(?<!\w)(?:{_MONTHS})\.?{BLANK}$")
# A year of our time. 2000 is as often a round number, and years to come are not written of.
_YEAR = re.compile(r"199[0-9]|20(?!00)[0-3][0-9]")
_SYMBOLS = tuple(sorted((h for h in HEDGES if not h[0].isalpha()), key=len, reverse=True))
# The last word of a hedge -> the hedges that end in it, the longest first.
_WORD_HEDGES: dict[str, tuple[str, ...]] = {}
for _hedge_text in sorted(HEDGES, key=len, reverse=True):
    if _hedge_text[0].isalpha():
        _last = _hedge_text.rpartition(" ")[2]
        _WORD_HEDGES[_last] = (*_WORD_HEDGES.get(_last, ()), _hedge_text)
_LAST_WORD = re.compile(r"[A-Za-z]{1,16}$")
_LOOK_BACK = max(map(len, HEDGES)) + 3
_BLANKS = " \t\n\u00a0\u2009\u202f"


class Number(NamedTuple):
    """A number, or a range of two, where it stands in its text.

    `start` is where its hedge or currency begins, `at` its first digit, `low_end`
    the end of the first of two. `scaled` when a scale word or letter is part of it.
    """

    text: str
    start: int
    at: int
    end: int
    low_end: int
    low: float
    high: float
    currency: str = ""
    hedge: str = ""
    scaled: bool = False
    ranged: bool = False

    @property
    def written(self) -> str:
        """The number as it stands, without its hedge."""
        return self.text[self.at : self.end]

    @property
    def is_year(self) -> bool:
        """Whether it may be a year of our time, and nothing says that it is not."""
        written = self.text[self.at : self.low_end]
        return not self.currency and not self.hedge and _is_year(written)

    @property
    def is_exact(self) -> bool:
        """Whether it is written whole: "8.0 nodes" names a version, "1.0 million" is an amount."""
        return self.scaled or "." not in self.text[self.at : self.end]


def next_number(text: str, position: int) -> Number | None:
    """The first number at or behind `position`, or None."""
    while match := _NUMBER.search(text, position):
        number = _read(match, text)
        if number is not None:
            return number
        position = match.end("low")
    return None


def continued(text: str, position: int) -> Number | None:
    """The second number of a range whose first has its own unit: "10ms–20ms"."""
    match = _SECOND.match(text, position)
    if match is None:
        return None
    value = _digits(match["low_digits"]) * _factor(match["low_scale"])
    return Number(
        text=text,
        start=match.start("low"),
        at=match.start("low"),
        end=match.end(),
        low_end=match.end(),
        low=value,
        high=value,
        currency=CURRENCIES.get(match["currency"] or "", ""),
        scaled=bool(match["low_scale"]),
    )


def _read(match: re.Match[str], text: str) -> Number | None:
    currency = (match["currency"] or "").strip()
    if not currency and _is_date(match, text):
        return None
    low, factor = _digits(match["low_digits"]), _factor(match["low_scale"])
    value = top = low * factor
    scaled, ranged = factor != 1.0, match["high"] is not None
    if ranged:
        factor = _factor(match["high_scale"])
        top = _digits(match["high_digits"]) * factor
        if factor != 1.0 and not scaled and low < 1000:
            value *= factor  # "1-2 million": the scale is that of both
        scaled = scaled or factor != 1.0
    at = match.start("currency") if currency else match.start("low")
    hedge, start = _hedge(text, match.start())
    if not hedge and (match["high_plus"] if ranged else match["low_plus"]):
        hedge = "+"
    return Number(
        text=text,
        start=start if start < match.start() else match.start() if match["between"] else at,
        at=at,
        end=match.end(),
        low_end=match.end("low"),
        low=min(value, top),
        high=max(value, top),
        currency=CURRENCIES.get(currency, currency),
        hedge=hedge,
        scaled=scaled,
        ranged=ranged,
    )


def _is_date(match: re.Match[str], text: str) -> bool:
    """A part of a date or time: "2018-10-21", "22:52", "21 October", "Oct 21", "3 AM"."""
    low, high = match["low"], match["high_digits"]
    if high and _is_year(low):
        return True  # "2016-17", "from 20 in 2020 to 3500"
    if _DATED.match(text, match.end()):
        return low == "1" or TO_ONE.match(text, match.end()) is None
    if len(low) > 2 or not low.isdigit():
        return False
    return bool(_MONTH_BEFORE.search(text[max(0, match.start() - 12) : match.start()]))


def _is_year(written: str) -> bool:
    return _YEAR.fullmatch(written) is not None


def _factor(scale: str | None) -> float:
    if scale is None:
        return 1.0
    word = scale.strip(_BLANKS + "-")
    return SCALE_LETTERS.get(word) or SCALE_WORDS[word.lower()]


def _digits(digits: str) -> float:
    if digits.startswith("10^"):
        return 10.0 ** int(digits[3:])
    try:
        return float(digits)
    except ValueError:
        return float(_SEPARATOR.sub("", digits))


_SEPARATOR = re.compile(rf"{_GROUP}| ")


def _hedge(text: str, position: int) -> tuple[str, int]:
    """The hedge that ends at `position`, in lower case, and where it begins."""
    first = max(0, position - _LOOK_BACK)
    before = text[first:position].replace("\n", " ").rstrip(_BLANKS)
    if not before:
        return "", position
    last = before[-1]
    if last in "~≈=≥≤<>":
        if before.endswith(("->", "=>", "<-", "<=>")):
            return "", position
        found = next((symbol for symbol in _SYMBOLS if before.endswith(symbol)), "")
        return found, first + len(before) - len(found) if found else position
    word = _LAST_WORD.search(before)
    candidates = _WORD_HEDGES.get(word[0].lower(), ()) if word else ()
    lower = before.lower() if candidates else ""
    if len(lower) == len(before):  # a few letters have a longer lower case
        for hedge in candidates:
            begin = len(before) - len(hedge)
            if lower.endswith(hedge) and (begin == 0 or before[begin - 1] not in _WORDLY):
                return hedge, first + begin
    return "", position


_WORDLY = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")
