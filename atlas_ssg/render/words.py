"""Words and numbers as templates print them: the filters and tests of the theme's contract."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from atlas_ssg.model.fact import Quantity, QuantityKind

# What a reader sees for a state or a kind of evidence.
_NAMES = {
    "complete": "Complete",
    "partial": "Questions open",
    "broken": "Does not render",
    "missing": "Not started",
    "not-started": "Not started",
    "answered": "Answered here",
    "linked": "Answered elsewhere",
    "inherited": "Answered by a sibling",
    "not-published": "Not published",
    "open": "Open",
    "first-party": "First-party",
    "reported": "Reported",
    "documented-default": "Documented default",
    "price-list": "Price list",
    "benchmark": "Benchmark",
    "summary": "Summary",
    "derived": "Derived",
    "uncited": "No source",
}
# The same beside a question, where there is little room.
_SHORT = {
    "answered": "here",
    "linked": "elsewhere",
    "inherited": "sibling",
    "not-published": "not published",
    "open": "open",
}
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
# Canonical unit -> what people read, the largest first.
_LADDERS: dict[str, tuple[tuple[float, str], ...]] = {
    "second": (
        (86_400.0, "d"), (3_600.0, "h"), (60.0, "min"), (1.0, "s"), (1e-3, "ms"), (1e-6, "µs"),
        (1e-9, "ns"),
    ),
    "byte": (
        (1e18, "EB"), (1e15, "PB"), (1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB"),
        (1.0, "B"),
    ),
    "watt": ((1e9, "GW"), (1e6, "MW"), (1e3, "kW"), (1.0, "W")),
    "watt-hour": ((1e9, "GWh"), (1e6, "MWh"), (1e3, "kWh"), (1.0, "Wh")),
    "hertz": ((1e9, "GHz"), (1e6, "MHz"), (1e3, "kHz"), (1.0, "Hz")),
}  # fmt: skip
# Kinds in which everybody writes the same unit.
_PLAIN = frozenset({QuantityKind.PERCENTAGE, QuantityKind.AVAILABILITY, QuantityKind.RATIO})
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def name(value: str) -> str:
    """`{{ state|name }}`: a state or a provenance in words."""
    return _NAMES.get(value, value.replace("-", " ").capitalize())


def short(state: str) -> str:
    """`{{ row.state|short }}`: how a question is answered, in a word or two."""
    return _SHORT.get(state, state)


def day(iso: str) -> str:
    """`{{ "2016-03-01"|day }}`: 1 March 2016; a date that is cut short stays short."""
    parts = iso[:10].split("-")
    if len(parts) < 2 or not all(part.isdigit() for part in parts) or not 1 <= int(parts[1]) <= 12:
        return iso
    month = f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return f"{int(parts[2])} {month}" if len(parts) == 3 else month


def number(value: int) -> str:
    """`{{ 12345|number }}`: 12,345."""
    return f"{value:,}"


def plural(count: int, one: str, many: str = "") -> str:
    """`{{ 3|plural("source") }}`: 3 sources."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def minutes(value: float | None) -> str:
    """`{{ 257|minutes }}`: 4 h 17 min; empty for None."""
    if value is None:
        return ""
    days, rest = divmod(round(value), 24 * 60)
    hours, left = divmod(rest, 60)
    parts = [f"{n} {unit}" for n, unit in ((days, "d"), (hours, "h"), (left, "min")) if n]
    return " ".join(parts) or "under a minute"


def percent(part: int, whole: int) -> str:
    """`{{ 3|percent(8) }}`: 37.5, for a width; 0 where there is no whole."""
    return f"{min(100.0, 100 * part / whole):.3g}" if whole else "0"


def comparable(quantity: Quantity) -> str:
    """A figure in the unit in which its kind is compared, at three significant digits ("3 TB").

    Empty where it says no more than the author's own spelling.
    """
    if quantity.kind in _PLAIN:
        return ""
    said = "".join(quantity.text.split()).replace("–", "-").replace(",", "")
    amounts = [_amount(value, quantity) for value in (quantity.low, quantity.high)]
    if all(amount.partition(" ")[0] in said for amount in amounts) and (
        amounts[1].partition(" ")[2].replace(" ", "") in said
    ):
        return ""
    low, high = amounts
    return low if low == high else f"{low} to {high}"


def _amount(value: float, quantity: Quantity) -> str:
    unit = quantity.unit
    for kind, ladder in _LADDERS.items():
        if unit == kind or unit.startswith(f"{kind}/"):
            factor, shown = next((step for step in ladder if abs(value) >= step[0]), ladder[-1])
            return f"{_digits(value / factor)} {shown}{unit.removeprefix(kind)}"
    if quantity.kind is QuantityKind.MONEY:
        currency, slash, per = unit.partition("/")
        return f"{_scaled(value)} {currency}{slash}{per}"
    shown = {"percent": "%", "": quantity.counted}.get(unit, unit)
    return f"{_scaled(value)} {shown}".rstrip()


def _scaled(value: float) -> str:
    for factor, word in _SCALES:
        if abs(value) >= factor:
            return f"{_digits(value / factor)} {word}".rstrip()
    return _digits(value)


def _digits(value: float) -> str:
    """Three significant digits, without an exponent for what people read."""
    if value == 0 or 0.001 <= abs(value) < 1_000:
        return f"{value:.3g}"
    return f"{value:,.0f}" if abs(value) < 1_000_000 else f"{value:.3g}"


def outside(href: str) -> bool:
    """`{% if link.href is outside %}`: whether an address leads to another site."""
    return "://" in href or href.startswith("mailto:")


FILTERS: dict[str, Callable[..., Any]] = {
    "name": name,
    "short": short,
    "day": day,
    "number": number,
    "plural": plural,
    "minutes": minutes,
    "percent": percent,
}
TESTS: dict[str, Callable[..., bool]] = {"outside": outside}
