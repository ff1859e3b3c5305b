"""The grammar's factors are those of pint, and its words are what they seem."""

import pytest

from atlas_ssg.facts import units
from atlas_ssg.facts.amounts import parsed, registry

PINT_NAMES = {"msec": "ms", "mins": "min", "hrs": "hr", "yr": "year", "yrs": "year", "secs": "s"}


def in_base(unit: str, base: str) -> float:
    return float(registry().Quantity(1, parsed(PINT_NAMES.get(unit, unit))).to(base).magnitude)


@pytest.mark.parametrize("unit", sorted(units.DURATIONS))
def test_durations_are_pints(unit: str) -> None:
    assert in_base(unit, "second") == pytest.approx(units.DURATIONS[unit])


@pytest.mark.parametrize("unit", sorted(units.SIZES))
def test_sizes_are_pints(unit: str) -> None:
    written = unit.replace("K", "k", 1) if not unit.startswith("Ki") else unit
    if written[-1] == "b":  # pint's b is a barn; here, as in "Gb", a bit
        written = f"{written[:-1]}bit"
    assert in_base(written, "byte") == pytest.approx(units.SIZES[unit])


@pytest.mark.parametrize("unit", sorted(units.DATA_RATES))
def test_data_rates_are_pints(unit: str) -> None:
    per_second = unit.removesuffix("ps").replace("K", "k")
    size = f"{per_second[:-1]}bit" if per_second.endswith("b") else per_second
    assert in_base(f"{size}/second", "byte/second") == pytest.approx(units.DATA_RATES[unit])


@pytest.mark.parametrize("unit", sorted(units.PHYSICAL))
def test_watts_and_hertz_are_pints(unit: str) -> None:
    _, factor, base = units.PHYSICAL[unit]
    assert in_base(unit, base.replace("-", "*")) == pytest.approx(factor)


def test_periods_have_names() -> None:
    assert {units.PERIODS[name] for name in units.PERIOD_NAMES.values() if name != "week"} <= set(
        units.PERIOD_NAMES
    )
    assert all(units.PERIODS[name] == value for value, name in units.PERIOD_NAMES.items())


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("queries", "query"),
        ("boxes", "box"),
        ("switches", "switch"),
        ("processes", "process"),
        ("nodes", "node"),
        ("people", "people"),
        ("series", "series"),
        ("points of presence", "point of presence"),
        ("availability zones", "availability zone"),
    ],
)
def test_singulars(plural: str, one: str) -> None:
    assert units.singular(plural) == one
    assert units.SINGULARS[one] == plural


def test_no_word_has_two_meanings() -> None:
    assert not units.NOUNS.keys() & units.SCALE_WORDS.keys()
    assert not units.NOUNS.keys() & units.STOP_WORDS
    assert not units.RATES.keys() & units.NOUNS.keys()
    assert not units.SIZES.keys() & units.DURATIONS.keys()
