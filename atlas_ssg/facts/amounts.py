"""Amounts with units, as calculations and price lists write them, through pint.

Currencies are units without conversion between them, and things that are
counted (requests, users) are units too, so that `USD/request` can be asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from atlas_ssg.facts import units
from atlas_ssg.facts.numbers import words

if TYPE_CHECKING:
    from pint import UnitRegistry

_LONGEST_UNIT = 100
_SCALE = (
    rf"(?:\s?(?i:{words(units.SCALE_WORDS)})(?!\w)|(?:{words(units.SCALE_LETTERS)})(?![\w/*^]))"
)
_AMOUNT = re.compile(
    rf"(?P<currency>{words(units.CURRENCIES)})?\s?"
    r"(?P<number>-?[0-9][0-9,_]{0,30}(?:\.[0-9]{1,20})?(?:[eE][+-]?[0-9]{1,2})?)"
    rf"(?P<scale>{_SCALE})?\s*(?P<unit>.*)"
)
_COUNTED_BY = re.compile(
    rf"/\s*(?P<number>[0-9][0-9,_]{{0,20}}(?:\.[0-9]{{1,9}})?)?(?P<scale>{_SCALE})?\s*(?=[A-Za-z])"
)
_WORD = re.compile(r"[A-Za-zµμ%][\wµμ]*|%")
_HELD = re.compile(r"([A-Za-z]\w*)-([A-Za-z]\w*)")


class AmountError(ValueError):
    """Text that is no amount, or a unit that nobody knows; the message says which."""


def quantity(text: str) -> Any:
    """The pint quantity of "200 TB/month", "$0.20 per 1M requests". Raises `AmountError`."""
    match = _AMOUNT.fullmatch(text.strip())
    if match is None:
        raise AmountError(f"is no amount: `{text}`")
    number = float(re.sub(r"[,_]", "", match["number"])) * _factor(match["scale"])
    unit = f"{units.CURRENCIES.get(match['currency'] or '', '')} {match['unit']}".strip()
    factor, unit = _divided(re.sub(r"\s+per\s+|\s*/\s*", "/", unit))
    return registry().Quantity(number / factor, parsed(unit))


def parsed(unit: str) -> Any:
    """The pint unit of "USD/GB-month", "%" or "" (dimensionless). Raises `AmountError`."""
    if len(unit) > _LONGEST_UNIT:
        raise AmountError(f"has a unit of more than {_LONGEST_UNIT} characters")
    if "//" in unit:  # pint would round
        raise AmountError(f"has an unknown unit: `{unit}`")
    text = _HELD.sub(r"(\1*\2)", unit.strip())
    text = _WORD.sub(lambda match: _known(match[0]), text)
    try:
        return registry().Unit("dimensionless" if text in {"", "1"} else text)
    except Exception:  # pint raises many kinds for what it cannot read
        raise AmountError(f"has an unknown unit: `{unit}`") from None


@lru_cache(maxsize=1)
def registry() -> UnitRegistry[Any]:
    """Pint with our currencies, rates and things that are counted."""
    # pint takes a third of a second to start: only sites that calculate pay for it.
    import pint

    found: UnitRegistry[Any] = pint.UnitRegistry(list(_definitions()))
    for currency in sorted(set(units.CURRENCIES.values())):
        found.define(f"{currency} = [currency_{currency}]")
    for noun in sorted({units.singular(plural) for plural in units.NOUNS.values()} | {"item"}):
        if noun.isidentifier() and noun not in found:
            found.define(f"{noun} = [{noun}]")
    for word, plural in units.RATES.items():
        found.define(f"{word} = {units.singular(plural)} / second")
    return found


def _definitions() -> Iterator[str]:
    """Pint's own definitions; but there a bit is a bare number, and a size could be added to a
    count."""
    own = files("pint")
    for line in own.joinpath("default_en.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@import "):
            other = own.joinpath(line.removeprefix("@import ").strip())
            yield from other.read_text(encoding="utf-8").splitlines()
        else:
            yield "bit = [information]" if line.startswith("bit = ") else line


def _divided(unit: str) -> tuple[float, str]:
    """ "USD/1M requests" -> (1e6, "USD/requests")."""
    factor = 1.0

    def divide(match: re.Match[str]) -> str:
        nonlocal factor
        if match["number"]:
            factor *= float(re.sub(r"[,_]", "", match["number"]))
        factor *= _factor(match["scale"])
        return "/"

    text = _COUNTED_BY.sub(divide, unit)
    return factor or 1.0, text


def _factor(scale: str | None) -> float:
    word = (scale or "").strip()
    return units.SCALE_LETTERS.get(word) or units.SCALE_WORDS.get(word.lower(), 1.0)


def _known(word: str) -> str:
    """A word of a unit as pint has it: symbols, plurals and our own spellings of nouns."""
    if word == "%":
        return "percent"
    if word == "mo":
        return "month"
    lower = word.lower()
    noun = units.NOUNS.get(lower) or units.SINGULARS.get(lower)
    if noun is not None and word not in units.DURATIONS:
        return units.singular(noun)
    return lower if lower in units.RATES else word
