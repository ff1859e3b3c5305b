"""What a number means, by what stands behind it: an ordered table of readings.

Each reading takes a number and answers with a quantity, or None where it does
not fit. Words are looked up in the tables of `units`; what is looked at behind
a number is bounded, so reading costs the same in a short text and a long one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from atlas_ssg.facts import units
from atlas_ssg.facts.availability import is_availability
from atlas_ssg.facts.names import is_named, is_unsaid
from atlas_ssg.facts.nouns import counted_noun, one_at
from atlas_ssg.facts.numbers import BLANK, Number
from atlas_ssg.facts.per import PER, UNIT, look_up, per_period, per_unit, things_per
from atlas_ssg.facts.ratios import how_often_end, ratio_end
from atlas_ssg.model.fact import Quantity, QuantityKind

_WORD = re.compile(rf"(?P<gap>{BLANK}{{0,2}}|-)(?P<word>[A-Za-zµμ]{{1,25}})(?!\w)")
_PERCENT = re.compile(rf"{BLANK}{{0,2}}(?:%|(?i:percent|per{BLANK}cent))(?!\w)")
_MORE = re.compile(
    rf"{BLANK}?(?:and{BLANK})?(?P<number>[0-9]{{1,4}}(?:\.[0-9]{{1,3}})?){BLANK}?"
    r"(?P<unit>[A-Za-zµμ]{1,12})(?!\w)"
)
_HYPHENED = re.compile(r"-[A-Za-z]")
_COMPACT = re.compile(r"(?:[0-9]{1,4}[dhms]){2,4}(?!\w)")
_PART = re.compile(r"([0-9]{1,4})([dhms])")
# A letter on the next line is no scale: "zone 1\nB-tree".
_SPACED_SCALE = re.compile(rf"(?!\n){BLANK}(?P<scale>[kKMBT])(?={BLANK}?[/A-Za-z])(?!\w)")
_GROUPED = re.compile(r"[0-9][,_'’ \u00a0\u2009\u202f][0-9]{3}")
_MANY_HOURS = 1e5
_LEAST_WATTS = 10
_LEAST_BARE = 100  # "12+" may be a version, "700+" is an amount


class Said(NamedTuple):
    """A number and what is known around it.

    `word` is the word behind it (`gap` between them), which ends at `word_end`;
    `context` the headings of its table column and row.
    """

    number: Number
    gap: str
    word: str
    word_end: int
    context: str


Reading = Callable[[Said], Quantity | None]


def read(number: Number, context: str = "") -> Quantity | None:
    """The quantity by the first reading that fits, or None."""
    if is_unsaid(number):
        return None
    said = _said(number, context)
    for reading in READINGS:
        found = reading(said)
        if found is not None:
            return found
    spaced = _SPACED_SCALE.match(number.text, number.end)
    if spaced is None or number.scaled:
        return None
    factor = units.SCALE_LETTERS[spaced["scale"]]  # "1.2 M req/s"
    number = number._replace(low=number.low * factor, high=number.high * factor,
                             end=spaced.end(), scaled=True)  # fmt: skip
    return things(_said(number, context)) if counted_noun(number)[0] else None


def _said(number: Number, context: str) -> Said:
    match = _WORD.match(number.text, number.end)
    if match is None or (len(match[2]) == 1 and _is_elsewhere(match)):
        return Said(number, "", "", number.end, context)
    return Said(number, match[1], match[2], match.end(), context)


def _is_elsewhere(letter: re.Match[str]) -> bool:
    """Whether a letter behind a number is no unit of it: on the next line, or "1 B-tree"."""
    return "\n" in letter["gap"] or _HYPHENED.match(letter.string, letter.end()) is not None


def money(said: Said) -> Quantity | None:
    """An amount with a currency, and a period or a unit behind it."""
    number, end, factor = said.number, said.number.end, 1.0
    currency, per_word = units.CURRENCY_WORDS.get(said.word, ("", 1.0))
    if not number.currency and not currency:
        return None
    if not number.currency:
        end, factor = said.word_end, per_word
    elif currency == number.currency:
        end = said.word_end  # "$5 million USD"
    unit, per = number.currency or currency, ""
    for _ in range(2):  # "per user per month", in either order
        step = per_period(number.text, end) or per_unit(number.text, end)
        if step is None:
            break
        end, factor = step.end, factor / step.many
        per = per if per and step.is_period else step.name
        unit += "/" + ("month" if step.is_period else step.name)
    if "/month/" in unit:
        unit = unit.replace("/month", "", 1) + "/month"
    return _quantity(number, QuantityKind.MONEY, end, factor, unit, per=per)


def percentage(said: Said) -> Quantity | None:
    """A percentage; availability where the words around it say so."""
    number = said.number
    may_be = not said.word or said.word[0] in "pP"
    match = _PERCENT.match(number.text, number.end) if may_be else None
    if match is None:
        return None
    available = is_availability(number, match.end(), said.context)
    kind = QuantityKind.AVAILABILITY if available else QuantityKind.PERCENTAGE
    return _quantity(number, kind, match.end(), 1.0, "percent")


def size(said: Said) -> Quantity | None:
    """Bytes and bits; with a period behind them a data rate."""
    number = said.number
    if said.gap == "-":
        return None
    rate = look_up(units.DATA_RATES, said.word, 4)
    if rate is not None:
        return _quantity(number, QuantityKind.RATE, said.word_end, rate, "byte/second",
                         per="second")  # fmt: skip
    factor = look_up(units.SIZES, said.word, 4)
    if factor is None:
        return None
    period = per_period(number.text, said.word_end)
    if period is not None:
        factor /= period.seconds
        return _quantity(number, QuantityKind.RATE, period.end, factor, "byte/second",
                         per=period.name)  # fmt: skip
    plain = _quantity(number, QuantityKind.SIZE, said.word_end, factor, "byte")
    return _with_unit(plain, number.text)


def duration(said: Said) -> Quantity | None:
    """A time, perhaps in several steps ("4 h 17 min", "4h17m")."""
    number, end = said.number, said.word_end
    factor = look_up(units.DURATIONS, said.word, 3)
    if factor is not None and number.scaled and number.low >= _MANY_HOURS:
        return None  # "1 billion hours viewed" counts hours
    if factor is None:
        return None if said.word or number.ranged else _compact(number)
    low, high = number.low * factor, number.high * factor
    while more := _MORE.match(number.text, end):
        table = units.CONTINUED if factor >= units.HOUR else units.DURATIONS
        step = look_up(table, more["unit"], 3)
        if step is None or step >= factor:
            break
        low, high = low + float(more["number"]) * step, high + float(more["number"]) * step
        end, factor = more.end(), step
    plain = _quantity(number, QuantityKind.DURATION, end, 1.0, "second")
    return _with_unit(replace(plain, low=low, high=high), number.text)


def _compact(number: Number) -> Quantity | None:
    """ "4h17m": the word behind the number runs on into the next number."""
    match = _COMPACT.match(number.text, number.at)
    if match is None:
        return None
    parts = _PART.findall(match[0])
    seconds = sum(int(value) * units.CONTINUED[unit] for value, unit in parts)
    plain = _quantity(number, QuantityKind.DURATION, match.end(), 1.0, "second")
    return replace(plain, low=seconds, high=seconds)


def rate_unit(said: Said) -> Quantity | None:
    """Words that hold their own "per second": QPS, RPS, IOPS."""
    counted = units.RATES.get(said.word.lower())
    if counted is None:
        return None
    period = per_period(said.number.text, said.word_end)  # "ops/s" says it twice
    factor = 1 / period.seconds if period else 1.0
    end, per = (period.end, period.name) if period else (said.word_end, "second")
    return _quantity(said.number, QuantityKind.RATE, end, factor, "item/second",
                     counted=counted, per=per)  # fmt: skip


def physical(said: Said) -> Quantity | None:
    """Watts, watt-hours and hertz. A lone W is watts from 10 up: "R 2, W 2" are quorums."""
    known = units.PHYSICAL.get(said.word) or units.PHYSICAL.get(said.word.lower())
    if known is None or said.gap == "-" or (said.word == "W" and said.number.low < _LEAST_WATTS):
        return None
    kind, factor, unit = known
    plain = _quantity(said.number, QuantityKind(kind), said.word_end, factor, unit)
    return _with_unit(plain, said.number.text)


def ratio(said: Said) -> Quantity | None:
    """So many times as much: a ratio or multiple. "Retried 3 times" counts what is done."""
    number = said.number
    if said.word.lower() == "times" and per_period(number.text, said.word_end):
        return None  # "1,000 times a day"
    often = how_often_end(number)
    if often:
        return _quantity(number, QuantityKind.COUNT, often, 1.0, "", counted="times")
    end = ratio_end(number)
    if not end or is_named(number, alone=True):
        return None
    return _quantity(number, QuantityKind.RATIO, end, 1.0, "")


def things(said: Said) -> Quantity | None:
    """Things: so many of them, or so many in a period. Last, a number that says it is an amount."""
    number = said.number
    noun, end = counted_noun(number)
    period = per_period(number.text, end)
    if period is None and not noun:
        noun, period = things_per(number.text, number.end)  # "350 changes per second"
    if not noun and period is None and not _looks_counted(number):
        return None
    if number.is_year or is_named(number, alone=not noun):
        return None  # "the 2016 outages", "HTTP 503 errors"
    if period is not None:
        return _quantity(number, QuantityKind.RATE, period.end, 1 / period.seconds, "item/second",
                         counted=noun, per=period.name)  # fmt: skip
    if _is_no_count(number, noun):
        return None
    return _quantity(number, QuantityKind.COUNT, end, 1.0, "", counted=noun)


# In this order: "5 GB/s" is no size, "10 ms" no count, "$5/GB" no size.
READINGS: tuple[Reading, ...] = (
    money, percentage, size, duration, rate_unit, physical, ratio, things,
)  # fmt: skip


def _is_no_count(number: Number, noun: str) -> bool:
    """ "Kafka 2.8 brokers" is a version, "4K streams" a screen, "503 errors" a status."""
    if not number.is_exact:
        return True
    if number.hedge:
        return False
    if number.written in units.NAMES:
        return not noun or noun in units.SHOWN
    return noun in units.CODE_NOUNS and 100 <= number.low <= 599


def _with_unit(quantity: Quantity, text: str) -> Quantity:
    """A time or size with what it is for each of: "10 ms per hop", "100ms/hop"."""
    per = PER.match(text, quantity.end)
    if per is None or per["word"] not in {None, "per"}:
        return quantity
    word = UNIT.match(text, per.end())
    if word is None or len(word["word"]) < 2 or word["word"].lower() in {"min", "max", "and", "or"}:
        return quantity
    name = one_at("", word["word"].lower(), 0)[0] or word[0]
    written = text[quantity.start : word.end()].replace("\n", " ")
    return replace(quantity, text=written, end=word.end(), per=name)


def _looks_counted(number: Number) -> bool:
    """Meant as an amount though nothing says of what: "18,000+", "1.2 billion", "~500"."""
    if number.is_year or not number.is_exact:
        return False
    if number.scaled or _GROUPED.search(number.written):
        return True
    if number.hedge == "+":
        return number.low >= _LEAST_BARE
    return bool(number.hedge) and number.hedge not in units.PLACE_HEDGES


def _quantity(
    number: Number, kind: QuantityKind, end: int, factor: float, unit: str,
    *, per: str = "", counted: str = "",
) -> Quantity:  # fmt: skip
    return Quantity(
        kind=kind,
        text=number.text[number.start : end].replace("\n", " "),
        start=number.start,
        end=end,
        low=number.low * factor,
        high=number.high * factor,
        unit=unit,
        hedge=number.hedge,
        counted=counted,
        per=per,
    )
