"""Find the figures in a text: one scan over its numbers, then an ordered table of readings.

A number is looked at where it does not belong to a word (`S3`, `m5.xlarge`),
a version (`2.1.4`), a date, a time of day, a port or an issue (`:5432`, `#12`).
What stands behind it decides: the first reading of `_READINGS` that fits wins.
Every pattern is anchored and bounded, so the scan takes time linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from atlas_ssg.facts import units
from atlas_ssg.model.fact import Quantity, QuantityKind

_SPACE = r"[ \t\n\u00a0\u2009\u202f]?"
_SPACES = r"[ \t\n\u00a0\u2009\u202f]{1,2}"


def _words(spellings: object) -> str:
    """An alternation of spellings, the longest first."""
    found = sorted(map(str, spellings), key=len, reverse=True)  # type: ignore[call-overload]
    return "|".join(re.escape(word).replace(r"\ ", _SPACES) for word in found)


_PLAIN = r"\d{1,3}(?:[,_\u00a0\u2009\u202f]\d{3}){1,6}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?"
_SCALED = (
    rf"(?:{_PLAIN})(?:{_SPACE}(?:{_words(w for w in units.SCALES if len(w) > 2 or w == 'mn')})\b"
    r"|(?:k|K|MM|M|B|bn|T)(?![\w]))?\+?"
)
_NUMBER = re.compile(
    r"(?<![\w.,#:/@\\^-])(?P<currency>US\$|[$€£¥]|(?:USD|EUR|GBP|JPY)\s)?"
    rf"(?P<low>{_SCALED})"
    rf"(?:(?P<dash>{_SPACE}[-–—]{_SPACE}|{_SPACES}to{_SPACES})(?:US\$|[$€£¥])?(?P<high>{_SCALED}))?"
    r"(?![\w]*[_@])"
)
_VALUE = re.compile(rf"(?P<digits>{_PLAIN}){_SPACE}(?P<scale>[A-Za-z]*)(?P<plus>\+?)")
_HEDGE = re.compile(rf"(?:^|[\s(])(?P<hedge>{_words(units.HEDGES)})\s?$", re.IGNORECASE)
_PERCENTILE = r"(?:[pP]\d{2,4}(?:\.\d{1,3})?|\d{2}(?:\.\d{1,3})?(?:th|st|nd|rd) percentile|median)"
_BEFORE = re.compile(
    rf"(?P<p>{_PERCENTILE})(?:[\s:=,()~<>≤≥]|latency|latencies|of|is|was|at|in|under|below|about"
    r"|around|reads?|writes?|response|time|within|up|to|less|than|default){0,12}$"
)
_AFTER = re.compile(rf"[\s,(]{{0,2}}(?:(?:at|for)\s)?(?:the\s)?(?P<p>{_PERCENTILE})")
_LONGEST_LOOK_BACK = 60

_DURATION = re.compile(rf"{_SPACE}-?(?P<unit>{_words(units.DURATIONS)})(?![\w/])")
_MORE_DURATION = re.compile(
    rf"(?:{_SPACE}(?:and{_SPACES})?)(?P<number>\d{{1,4}}(?:\.\d{{1,3}})?){_SPACE}"
    rf"(?P<unit>{_words(units.DURATIONS)})(?![\w/])"
)
_PER = rf"(?:{_SPACE}/{_SPACE}|{_SPACES}(?:per|a|an|each|every){_SPACES})"
_PERIOD = re.compile(rf"{_PER}(?P<period>{_words(units.PERIODS)})(?!\w)")
_SIZE = re.compile(rf"{_SPACE}(?P<unit>{_words(units.SIZES)})(?!\w)")
_DATA_RATE = re.compile(rf"{_SPACE}(?P<unit>{_words(units.DATA_RATES)})(?!\w)")
_RATE = re.compile(
    rf"{_SPACE}(?P<unit>{_words(units.RATES)})(?![\w])(?:{_SPACE}/{_SPACE}s(?:ec)?\b)?"
)
_NOUN = re.compile(
    rf"(?:{_SPACE}|-)(?:(?!(?:and|or|of|in|to|for|the|at|on|by|with|per|is|are|from|than)\b)"
    rf"[A-Za-z][\w-]{{0,24}}{_SPACES}){{0,3}}?(?P<first>{_words(units.NOUNS)})(?![\w-])"
    rf"(?:{_SPACES}(?P<second>{_words(units.NOUNS)})(?![\w-]))?",
    re.IGNORECASE,
)
_PERCENT = re.compile(rf"{_SPACE}(?:%|percent\b|per{_SPACES}cent\b)")
_CURRENCY = re.compile(rf"{_SPACE}(?P<unit>{_words(units.CURRENCY_WORDS)})(?!\w)")
_UNIT_OF_MONEY = re.compile(
    rf"{_PER}(?P<many>\d[\d,]{{0,12}}{_SPACE}(?:k|K|M|B|million|billion|thousand)?"
    rf"|million|billion|thousand)?{_SPACE}(?P<unit>[A-Za-zµ][\w-]{{0,20}})"
)
_AVAILABILITY = re.compile(r"availab|uptime|\bSLA\b|\bSLO\b|durab|\bnines?\b", re.IGNORECASE)
_NINES = re.compile(r"\b(?P<count>two|three|four|five|six|\d)[ -]nines\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_IN_A_DATE = re.compile(
    r"(?:[-–](?:\d|Q)|:\d|[ \u00a0](?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b|(?:st|nd|rd|th)\b)"
)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A number in its text: where it stands, its value or range, and the unit its column names."""

    text: str
    start: int
    end: int
    low: float
    high: float
    currency: str
    hedge: str
    header: str


_Reading = Callable[[_Seen], Quantity | None]


def find(text: str, header: str = "") -> tuple[Quantity, ...]:
    """The quantities in `text`, in order, without overlap.

    `header` is the header of the table column that the text stands in: a bare
    number there takes the unit or noun that the header names.
    """
    found = [*_numbers(text, header), *_nines(text)]
    found.sort(key=lambda quantity: quantity.start)
    return tuple(found)


def _numbers(text: str, header: str) -> Iterator[Quantity]:
    position = 0
    while match := _NUMBER.search(text, position):
        position = match.end()
        if _IN_A_DATE.match(text, match.end()) and not match["currency"]:
            continue
        seen = _seen(match, text, header)
        quantity = next((q for reading in _READINGS if (q := reading(seen))), None)
        if quantity is None and match["high"]:
            position = match.end("low")  # "2016-17 clusters": the first number alone
        elif quantity is not None:
            position = max(quantity.end, match.end())
            yield _with_percentile(quantity, text)


def _seen(match: re.Match[str], text: str, header: str) -> _Seen:
    low = _value(match["low"])
    high = _value(match["high"]) if match["high"] else low
    scale = _scale(match["high"] or "")
    if match["high"] and scale > 1 and _scale(match["low"]) == 1 and low < high / scale * 10:
        low *= scale  # "1-2 million": the scale is that of both
    hedge = _HEDGE.search(text[max(0, match.start() - 20) : match.start()])
    plus = "+" if (match["high"] or match["low"]).endswith("+") else ""
    start = match.start() - (len(hedge[0].lstrip(" \t\n(")) if hedge else 0)
    return _Seen(
        text=text,
        start=start,
        end=match.end(),
        low=min(low, high),
        high=max(low, high),
        currency=_currency(match["currency"] or ""),
        hedge=hedge["hedge"].lower() if hedge else plus,
        header=header,
    )


def _currency(sign: str) -> str:
    return units.CURRENCIES.get(sign, sign.strip())


def _value(number: str) -> float:
    match = _VALUE.match(number)
    assert match is not None
    digits = re.sub(r"[^\d.]", "", match["digits"])
    return float(digits) * units.SCALES.get(match["scale"], 1.0)


def _scale(number: str) -> float:
    match = _VALUE.match(number)
    return units.SCALES.get(match["scale"], 1.0) if match else 1.0


def _quantity(
    seen: _Seen, kind: QuantityKind, end: int, factor: float, unit: str, **more: str
) -> Quantity:
    return Quantity(
        kind=kind,
        text=seen.text[seen.start : end].strip(),
        start=seen.start,
        end=end,
        low=seen.low * factor,
        high=seen.high * factor,
        unit=unit,
        hedge=seen.hedge,
        **more,
    )


def _money(seen: _Seen) -> Quantity | None:
    end, currency, factor = seen.end, seen.currency, 1.0
    if not currency:
        word = _CURRENCY.match(seen.text, end)
        if word is None:
            return None
        end, currency = word.end(), units.CURRENCY_WORDS[word["unit"]]
        factor = 0.01 if word["unit"] == "cents" else 1.0
    period = _PERIOD.match(seen.text, end)
    if period:
        per = _period_name(units.PERIODS[period["period"]])
        return _quantity(
            seen, QuantityKind.MONEY, period.end(), factor, f"{currency}/{per}", per=per
        )
    per_unit = _UNIT_OF_MONEY.match(seen.text, end)
    if per_unit:
        many = _value(per_unit["many"]) if (per_unit["many"] or "")[:1].isdigit() else (
            units.SCALES.get(per_unit["many"] or "", 1.0)
        )  # fmt: skip
        per = _singular(per_unit["unit"])
        unit = f"{currency}/{per}"
        return _quantity(seen, QuantityKind.MONEY, per_unit.end(), factor / many, unit, per=per)
    return _quantity(seen, QuantityKind.MONEY, end, factor, currency)


_PERIOD_NAMES = ((units.YEAR, "year"), (units.MONTH, "month"), (units.DAY, "day"),
                 (units.HOUR, "hour"), (units.MINUTE, "minute"), (1.0, "second"))  # fmt: skip


def _period_name(seconds: float) -> str:
    return next((name for value, name in _PERIOD_NAMES if value == seconds), f"{seconds:g} s")


def _singular(word: str) -> str:
    noun = units.NOUNS.get(word.lower(), word)
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def _percentage(seen: _Seen) -> Quantity | None:
    match = _PERCENT.match(seen.text, seen.end)
    if match is None:
        return None
    around = seen.text[max(0, seen.start - 80) : match.end() + 60]
    available = 90 <= seen.low <= 100 and _AVAILABILITY.search(around)
    kind = QuantityKind.AVAILABILITY if available else QuantityKind.PERCENTAGE
    return _quantity(seen, kind, match.end(), 1.0, "percent")


def _data_rate(seen: _Seen) -> Quantity | None:
    match = _DATA_RATE.match(seen.text, seen.end)
    if match:
        factor = units.DATA_RATES[match["unit"]]
        return _quantity(seen, QuantityKind.RATE, match.end(), factor, "byte/second", per="second")
    size = _SIZE.match(seen.text, seen.end)
    period = _PERIOD.match(seen.text, size.end()) if size else None
    if size is None or period is None:
        return None
    factor = units.SIZES[size["unit"]] / units.PERIODS[period["period"]]
    per = _period_name(units.PERIODS[period["period"]])
    return _quantity(seen, QuantityKind.RATE, period.end(), factor, "byte/second", per=per)


def _size(seen: _Seen) -> Quantity | None:
    match = _SIZE.match(seen.text, seen.end)
    if match is None:
        return None
    return _quantity(seen, QuantityKind.SIZE, match.end(), units.SIZES[match["unit"]], "byte")


def _rate(seen: _Seen) -> Quantity | None:
    match = _RATE.match(seen.text, seen.end)
    if match:
        counted = units.RATES[match["unit"]]
        return _quantity(seen, QuantityKind.RATE, match.end(), 1.0, "item/second",
                         counted=counted, per="second")  # fmt: skip
    noun = _NOUN.match(seen.text, seen.end)
    period = _PERIOD.match(seen.text, noun.end() if noun else seen.end)
    if period is None or (noun is None and not _looks_counted(seen)):
        return None
    seconds = units.PERIODS[period["period"]]
    counted = _noun(noun) if noun else ""
    return _quantity(seen, QuantityKind.RATE, period.end(), 1 / seconds, "item/second",
                     counted=counted, per=_period_name(seconds))  # fmt: skip


def _duration(seen: _Seen) -> Quantity | None:
    match = _DURATION.match(seen.text, seen.end)
    if match is None:
        return None
    factor, end = units.DURATIONS[match["unit"]], match.end()
    low, high, smallest = seen.low * factor, seen.high * factor, factor
    while more := _MORE_DURATION.match(seen.text, end):  # "4 h 17 min"
        step = units.DURATIONS[more["unit"]]
        if step >= smallest:
            break
        low, high = low + float(more["number"]) * step, high + float(more["number"]) * step
        end, smallest = more.end(), step
    plain = _quantity(seen, QuantityKind.DURATION, end, 1.0, "second")
    return replace(plain, low=low, high=high)


def _count(seen: _Seen) -> Quantity | None:
    match = _NOUN.match(seen.text, seen.end)
    if match is None:
        bare = _looks_counted(seen) and not _is_year(seen)
        return _quantity(seen, QuantityKind.COUNT, seen.end, 1.0, "") if bare else None
    noun = _noun(match)
    if noun in units.CODE_NOUNS and 100 <= seen.low <= 599 and not seen.hedge:
        return None
    if _is_year(seen) and not seen.hedge:
        return None
    return _quantity(seen, QuantityKind.COUNT, match.end(), 1.0, "", counted=noun)


def _noun(match: re.Match[str]) -> str:
    """What is counted: of two nouns the second ("server instances")."""
    return units.NOUNS[" ".join((match["second"] or match["first"]).lower().split())]


def _looks_counted(seen: _Seen) -> bool:
    """A number that is meant as an amount though nothing says of what: "18,000+", "1.2 billion"."""
    written = seen.text[seen.start : seen.end]
    return bool(re.search(r"\d[,_\u00a0\u2009\u202f]\d{3}|[A-Za-z+]$", written)) or (
        bool(seen.hedge) and seen.hedge not in {"under", "above", "below", "over", "some"}
    )


def _is_year(seen: _Seen) -> bool:
    return bool(_YEAR.search(seen.text[seen.start : seen.end])) and seen.low == seen.high


def _headed(seen: _Seen) -> Quantity | None:
    """A bare number in a column whose header names its unit: "Latency (ms)", "Nodes"."""
    if not seen.header or seen.text[seen.end :].strip(" +)]⁠[0123456789"):
        return None
    as_if = f"1 {seen.header.strip()}"
    named = re.search(r"\(([^)]+)\)\s*$", seen.header)
    for unit in ([named[1]] if named else []) + [seen.header]:
        as_if = f"{seen.text[seen.start : seen.end]} {unit.strip().lower() if not named else unit}"
        inner = find(as_if)
        if len(inner) == 1 and inner[0].start == 0 and (inner[0].counted or inner[0].unit):
            return replace(
                inner[0], text=seen.text[seen.start : seen.end], start=seen.start, end=seen.end
            )
    return None


# In this order: "5 GB/s" is no size, "10 ms" no count, "$5/GB" no size.
_READINGS: tuple[_Reading, ...] = (
    _money,
    _percentage,
    _data_rate,
    _size,
    _rate,
    _duration,
    _headed,
    _count,
)


def _with_percentile(quantity: Quantity, text: str) -> Quantity:
    if quantity.kind not in {QuantityKind.DURATION, QuantityKind.SIZE}:
        return quantity
    back = text[max(0, quantity.start - _LONGEST_LOOK_BACK) : quantity.start]
    match = _BEFORE.search(back) or _AFTER.match(text, quantity.end)
    return replace(quantity, percentile=_percentile(match["p"])) if match else quantity


def _percentile(word: str) -> str:
    """As everyone writes it: "p50", "p99", "p99.9" (also for p999 and "99.9th percentile")."""
    if word == "median":
        return "p50"
    digits = re.sub(r"[^\d.]", "", word)
    if "." not in digits and len(digits) > 2 and digits != "100":
        digits = f"{digits[:2]}.{digits[2:]}"
    return f"p{digits}"


def _nines(text: str) -> Iterator[Quantity]:
    words = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
    for match in _NINES.finditer(text):
        count = words.get(match["count"].lower()) or int(match["count"])
        value = 100 * (1 - 10.0**-count)
        yield Quantity(QuantityKind.AVAILABILITY, match[0], match.start(), match.end(),
                       value, value, "percent")  # fmt: skip
