"""What stands behind "/" and "per": a period, a unit, or a unit held for a time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple, TypeVar

from atlas_ssg.facts import units
from atlas_ssg.facts.nouns import TOKEN, one_at
from atlas_ssg.facts.numbers import BLANK, words

V = TypeVar("V")

PER = re.compile(rf"{BLANK}?/{BLANK}?|{BLANK}(?P<word>per|an?|each|every){BLANK}")
UNIT = re.compile(r"(?P<word>[A-Za-zµ][\w]{0,24})(?:-(?P<tail>[A-Za-z]{1,8}))?(?![\w-])")
_MANY = re.compile(
    rf"(?P<digits>[0-9][0-9,]{{0,12}}(?![.0-9]))?{BLANK}?"
    rf"(?P<scale>(?i:{words(units.SCALE_WORDS)})(?!\w)|[kKMB](?!\w))?{BLANK}?"
)


class Per(NamedTuple):
    """What stands behind "per": a period of `seconds`, or a unit; `many` of them."""

    name: str
    end: int
    many: float = 1.0
    seconds: float = 0.0

    @property
    def is_period(self) -> bool:
        """Whether it is a period of time."""
        return self.seconds > 0


def per_period(text: str, position: int) -> Per | None:
    """ "/s", "per month", "a year": `many` is the period in months."""
    per = PER.match(text, position)
    word = UNIT.match(text, per.end()) if per else None
    if word is None or word["tail"]:
        return None
    seconds = look_up(units.PERIODS, word["word"], 3)
    if seconds is None:
        return None
    name = units.PERIOD_NAMES.get(seconds, word["word"].lower())
    return Per(name, word.end(), seconds / units.MONTH, seconds)


def things_per(text: str, position: int) -> tuple[str, Per | None]:
    """Up to three words, whatever they are, before a period: what is counted, and the period."""
    for _ in range(3):
        token = TOKEN.match(text, position)
        if token is None or token["word"].lower() in units.STOP_WORDS or len(token["word"]) == 1:
            break
        position = token.end()
        period = per_period(text, position)
        if period is not None:
            return token["word"].lower(), period
    return "", None


def per_unit(text: str, position: int) -> Per | None:
    """ "/GB", "per 1M requests", "per GB-month", "per paid membership"."""
    per = PER.match(text, position)
    if per is None:
        return None
    many = _MANY.match(text, per.end())
    assert many is not None  # every part of it is optional
    factor = _many(many)
    word = UNIT.match(text, many.end())
    if word is None:
        return None
    seconds = None if word["tail"] else look_up(units.PERIODS, word["word"], 3)
    if seconds is not None:  # "per million milliseconds"
        seconds *= factor
        return Per(word["word"], word.end(), seconds / units.MONTH, seconds)
    noun, end = one_at(text, word["word"].lower(), word.end("word"))
    if per["word"] not in {None, "per"} and not noun and word["word"] not in units.SIZES:
        return None  # "a good deal": only a known unit follows "a"
    following = TOKEN.match(text, end)
    if not noun and per["word"] and following and not word["tail"]:
        noun, behind = one_at(text, following["word"].lower(), following.end())
        end = behind if noun else end  # "per paid membership"
    if word["tail"]:
        return _per_time(word, factor)
    if word["word"] in units.SIZES:
        return Per("GB", end, factor * units.SIZES[word["word"]] / units.SIZES["GB"])
    return Per(noun or word["word"], end, factor)


def _per_time(word: re.Match[str], factor: float) -> Per:
    """ "GB-month", "vCPU-hour": a unit held for a time, as a unit a month."""
    seconds = look_up(units.PERIODS, word["tail"], 3)
    if seconds is None:
        return Per(word[0], word.end(), factor)
    name = word["word"]
    if name in units.SIZES:
        factor *= units.SIZES[name] / units.SIZES["GB"]
        name = "GB"
    else:
        name = one_at("", name.lower(), 0)[0] or name
    return Per(f"{name}/month", word.end(), factor * seconds / units.MONTH)


def _many(match: re.Match[str]) -> float:
    number = float(match["digits"].replace(",", "")) if match["digits"] else 1.0
    scale = match["scale"] or ""
    factor = units.SCALE_LETTERS.get(scale) or units.SCALE_WORDS.get(scale.lower(), 1.0)
    return number * factor or 1.0


def look_up(table: Mapping[str, V], word: str, letters: int) -> V | None:
    """A word of the table as it stands; from so many letters on, in any case."""
    found = table.get(word)
    if found is None and len(word) >= letters:
        found = table.get(word.lower())
    return found
