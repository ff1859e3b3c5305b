"""What holds for every figure that can be written, and for every text at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas_ssg.facts import units
from atlas_ssg.facts.quantities import find
from atlas_ssg.model.fact import QuantityKind

# A loaded machine is no finding.
CALM = settings(deadline=None)
WORD_HEDGES = [hedge for hedge in units.HEDGES if hedge[0].isalpha()]
COUNTED = sorted(units.NOUNS.keys() - units.DURATIONS.keys())  # "2 hours" is a time
# Numbers that read the same with and without groups, decimals and scales.
wholes = st.integers(1, 10**9)
decimals = st.decimals(min_value="0.001", max_value="999", places=3)
letters = st.sampled_from(["", *units.SCALE_LETTERS])
hedges = st.sampled_from(["", *(f"{hedge} " for hedge in WORD_HEDGES), "~", "≥ "])
# What may stand around a figure without changing it.
before = st.sampled_from(["", "Gateway, ", "cache holds ", "EVCache (", "a → b: ", "\n"])
after = st.sampled_from(["", ".", ", then more", ") of it", " \u2060[3]\u2060", "\nand so on"])


def spelled(value: int, grouped: bool) -> str:
    return f"{value:,}" if grouped else str(value)


@CALM
@given(wholes, st.booleans(), st.sampled_from(sorted(units.DURATIONS)), hedges, before, after)
def test_durations(value: int, grouped: bool, unit: str, hedge: str, left: str, right: str) -> None:
    text = f"{hedge}{spelled(value, grouped)} {unit}"
    (found,) = find(f"{left}{text}{right}")
    assert (found.kind, found.unit, found.text) == (QuantityKind.DURATION, "second", text)
    assert found.low == pytest.approx(value * units.DURATIONS[unit])
    assert found.hedge == hedge.strip()


@CALM
@given(decimals, st.sampled_from(sorted(units.SIZES)), st.booleans(), before, after)
def test_sizes_and_data_rates(value: object, unit: str, rate: bool, left: str, right: str) -> None:
    text = f"{value} {unit}" + ("/s" if rate else "")
    (found,) = find(f"{left}{text}{right}")
    kind = QuantityKind.RATE if rate else QuantityKind.SIZE
    assert (found.kind, found.text) == (kind, text)
    assert found.low == pytest.approx(float(str(value)) * units.SIZES[unit])


@CALM
@given(
    st.integers(2, 999), letters, st.sampled_from(COUNTED),
    st.sampled_from(["", "/s", " per minute", " a day"]), hedges,
)  # fmt: skip
def test_counts_and_rates(value: int, letter: str, noun: str, per: str, hedge: str) -> None:
    text = f"{hedge}{value}{letter} {noun}{per}"
    found = find(text)
    if not found:  # a status ("503 errors") or a screen ("4K streams")
        status = units.NOUNS[noun] in units.CODE_NOUNS and value >= 100
        assert (hedge, per) == ("", "")
        assert status or f"{value}{letter}" in units.NAMES
        return
    (one,) = found
    seconds = {"": 1.0, "/s": 1.0, " per minute": 60.0, " a day": 86_400.0}[per]
    amount = value * units.SCALE_LETTERS.get(letter, 1.0)
    assert one.kind is (QuantityKind.RATE if per else QuantityKind.COUNT)
    assert one.counted == units.NOUNS[noun]
    assert one.low == pytest.approx(amount / seconds)
    assert one.text == text


@CALM
@given(
    wholes, letters, st.sampled_from(sorted(units.CURRENCIES)),
    st.sampled_from(["", "/mo", "/request", "/GB-month", "/user/month"]), before, after,
)  # fmt: skip
def test_money(value: int, letter: str, sign: str, per: str, left: str, right: str) -> None:
    text = f"{sign}{value}{letter}{per}"
    (found,) = find(f"{left}{text}{right}")
    unit = units.CURRENCIES[sign] + {
        "": "", "/mo": "/month", "/GB-month": "/GB/month",
    }.get(per, per)  # fmt: skip
    assert (found.kind, found.unit, found.text) == (QuantityKind.MONEY, unit, text)
    assert found.low == pytest.approx(value * units.SCALE_LETTERS.get(letter, 1.0))


@CALM
@given(
    decimals, st.sampled_from(["x", "×", " ×", " times", "-fold", ":1"]), hedges, before, after,
)  # fmt: skip
def test_ratios(value: object, sign: str, hedge: str, left: str, right: str) -> None:
    text = f"{hedge}{value}{sign}"
    found = find(f"{left}{text}{right}")
    if sign == ":1" and float(str(value)) <= 1:
        assert all(one.kind is not QuantityKind.RATIO for one in found)
        return
    (one,) = found
    assert (one.kind, one.unit, one.text) == (QuantityKind.RATIO, "", text)
    assert one.low == pytest.approx(float(str(value)))


@CALM
@given(st.integers(10, 999), st.sampled_from(sorted(units.PHYSICAL)), hedges, before, after)
def test_watts_and_hertz(value: int, unit: str, hedge: str, left: str, right: str) -> None:
    text = f"{hedge}{value} {unit}"
    (found,) = find(f"{left}{text}{right}")
    kind, factor, name = units.PHYSICAL[unit]
    assert (found.kind.value, found.unit, found.text) == (kind, name, text)
    assert found.low == pytest.approx(value * factor)


@CALM
@given(st.sampled_from(sorted(units.VERSIONED)), st.integers(1, 999), st.sampled_from(COUNTED))
def test_a_products_version_is_no_count(product: str, number: int, noun: str) -> None:
    found = find(f"{product} {number} {noun}")
    if number in units.VERSIONED[product]:
        assert found == ()
    else:  # all that the product is no reason to pass over: "503 errors" is a status
        assert bool(found) == bool(find(f"{number} {noun}"))


@CALM
@given(st.sampled_from(["B", "s", "h", "d", "M", "K", "W", "T"]), st.integers(10, 500))
def test_a_letter_on_the_next_line_is_no_unit(letter: str, number: int) -> None:
    assert find(f"zone {number}\n{letter}-tree") == find(f"zone {number}\n{letter} tree") == ()


@CALM
@given(st.integers(1, 500), st.integers(1, 500), st.sampled_from(["ms", "GB", "%", "nodes"]),
       st.sampled_from(["-", "–", " – ", " to "]))  # fmt: skip
def test_ranges(first: int, second: int, unit: str, dash: str) -> None:
    found = find(f"{first}{dash}{second} {unit}")
    assert len(found) == 1
    factor = {"ms": 1e-3, "GB": 1e9}.get(unit, 1.0)
    assert found[0].low == pytest.approx(min(first, second) * factor)
    assert found[0].high == pytest.approx(max(first, second) * factor)


@CALM
@given(st.integers(10, 99), st.sampled_from(["p{}", "P{}", "{}th percentile"]),
       st.sampled_from([" ", ": ", " = ", " of ", " latency is "]))  # fmt: skip
def test_percentiles(digits: int, form: str, gap: str) -> None:
    (found,) = find(f"{form.format(digits)}{gap}10 ms")
    assert found.percentile == f"p{digits}"
    assert found.low == pytest.approx(0.01)


ALPHABET = "pP59 ,.-–/$€%~<>()\n\u2060\u00a0[]:;_+kKMBgGms h×xX1'’toandbetweenimsfldW"


@CALM
@given(st.text(), st.text(max_size=30), st.text(max_size=30))
def test_any_text_is_read(text: str, header: str, row: str) -> None:
    sound(text, header, row)


@CALM
@given(st.text(ALPHABET, max_size=200), st.text(ALPHABET, max_size=20))
def test_texts_that_look_like_figures_are_read(text: str, header: str) -> None:
    sound(text, header, "")


def sound(text: str, header: str, row: str) -> None:
    """Figures stand in order without overlap, spelled as in the text, in finite numbers."""
    found = find(text, header, row)
    position = 0
    for quantity in found:
        assert position <= quantity.start < quantity.end <= len(text)
        assert quantity.text == text[quantity.start : quantity.end].replace("\n", " ")
        assert 0 <= quantity.low <= quantity.high < float("inf")
        position = quantity.end
    assert find(text, header, row) == found


@CALM
@given(st.text("ab cd, ", max_size=40))
def test_text_without_digits_holds_no_figure(text: str) -> None:
    assert find(text) == ()
