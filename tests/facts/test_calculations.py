"""Calculations are recomputed, name what is wrong with them, and are compared with the labels."""

from __future__ import annotations

import pytest

from atlas_ssg.facts.calculations import calculate
from atlas_ssg.model.citation import Provenance
from atlas_ssg.model.fact import CalculationResult
from atlas_ssg.model.page import Calculation, CalculationInput
from atlas_ssg.model.site import Library, Price
from atlas_ssg.model.source import NOWHERE
from tests.facts.pages import facts_of

PRICE = Price("list/egress", "0.05 USD/GB", "Egress", "AWS", "", "2026-07-20", "prices")
LIBRARY = Library(prices={PRICE.id: PRICE})


def result_of(expression: str, unit: str = "", **inputs: str) -> CalculationResult:
    """The result; an input that begins with "@" is a price."""
    given = tuple(
        CalculationInput(name, price=text[1:])
        if text.startswith("@")
        else CalculationInput(name, text, "own")
        for name, text in inputs.items()
    )
    calculation = Calculation("name", "what", expression, given, unit, NOWHERE)
    return calculate(calculation, "a.md", LIBRARY)


@pytest.mark.parametrize(
    ("expression", "unit", "inputs", "shown"),
    [
        ("traffic * price", "USD/month", {"traffic": "200 TB/month", "price": "@list/egress"},
         "10,000 USD/month"),
        ("a * price", "USD/hour", {"a": "1500", "price": "1.33 USD/hour"}, "2,000 USD/hour"),
        ("a / b", "dimensionless", {"a": "2.304 USD/hour", "b": "0.768 USD/hour"}, "3"),
        ("(b - a) / a", "percent", {"a": "2675758000 USD", "b": "2925295000 USD"}, "9.33%"),
        ("size / rate", "s", {"size": "2 GiB", "rate": "100 MB/s"}, "21.5 s"),
        ("a / b", "USD/request", {"a": "$12K", "b": "3M requests"}, "0.004 USD/request"),
        ("min(a, b) + max(a, b)", "ms", {"a": "1 s", "b": "10 ms"}, "1,010 ms"),
        ("round(a, 1)", "", {"a": "2.345"}, "2.3"),
        ("round(a)", "", {"a": "2.345"}, "2"),
        ("-a ** 2", "", {"a": "3"}, "-9"),
        ("2 + 2", "", {}, "4"),
        ("a", "request/day", {"a": "1 rps"}, "86,400 request/day"),
    ],
)  # fmt: skip
def test_results(expression: str, unit: str, inputs: dict[str, str], shown: str) -> None:
    result = result_of(expression, unit, **inputs)
    assert (result.error, result.shown) == ("", shown)


def test_a_result_carries_its_inputs() -> None:
    result = result_of("traffic * price", "USD/month", traffic="200 TB/month", price="@list/egress")
    assert result.inputs == (
        ("traffic", "200 TB/month", "own"),
        ("price", "0.05 USD/GB", "prices"),
    )
    assert result.value == pytest.approx(10_000)
    assert result.unit == "USD/month"


@pytest.mark.parametrize(
    ("expression", "unit", "inputs", "error"),
    [
        ("a", "", {"a": "@list/none"},
         "the input `a` names a price that no list holds: `list/none`"),
        ("a", "", {"a": ""}, "the input `a` has neither `value` nor `price`"),
        ("a", "", {"a": "much"}, "the input `a` is no amount: `much`"),
        ("a", "", {"a": "5 widgets"}, "the input `a` has an unknown unit: `widgets`"),
        ("a + b", "", {"a": "5 GB", "b": "3 s"},
         "`a` (GB) and `b` (s) cannot be added: their units do not fit"),
        ("a + 1", "", {"a": "5 GB"},
         "`a` (GB) and `1` (no unit) cannot be added: their units do not fit"),
        ("max(a, b)", "", {"a": "5 GB", "b": "3 s"},
         "max of `a` (GB), `b` (s): their units do not fit"),
        ("a * b", "USD", {"a": "5 GB", "b": "3 s"},
         "the result is in GB * s, not in `USD` (`a` in GB, `b` in s)"),
        ("a", "widgets", {"a": "5 GB"}, "`result` has an unknown unit: `widgets`"),
        ("a * c", "", {"a": "5"}, "`c` is no input of it"),
        ("a / b", "", {"a": "5", "b": "0"}, "it divides by zero"),
        ("a ** b", "", {"a": "5", "b": "3 s"}, "an exponent is a plain number up to 12"),
        ("a ** 13", "", {"a": "5"}, "an exponent is a plain number up to 12"),
        ("(0 - 8) ** 0.5", "", {}, "`(0 - 8) ** 0.5` is no real number"),
        ("a +", "", {"a": "5"}, "the expression does not parse: invalid syntax"),
        ("", "", {}, "the expression does not parse: invalid syntax"),
        ("a if a else a", "", {"a": "5"},
         "`a if a else a` may not stand in an expression: arithmetic only"),
        ("__import__('os')", "", {},
         "`__import__('os')` may not stand in an expression: arithmetic only"),
        ("a.b", "", {"a": "5"}, "`a.b` may not stand in an expression: arithmetic only"),
        ("min()", "", {}, "`min()` may not stand in an expression: arithmetic only"),
        ("True", "", {}, "`True` may not stand in an expression: arithmetic only"),
        ("1j", "", {}, "`1j` may not stand in an expression: arithmetic only"),
        ("1" * 501, "", {}, "the expression is longer than 500 characters"),
        ("1e308 * 10", "", {}, "the result is no finite number"),
    ],
)  # fmt: skip
def test_errors_say_which_input(
    expression: str, unit: str, inputs: dict[str, str], error: str
) -> None:
    result = result_of(expression, unit, **inputs)
    assert (result.error, result.shown, result.value) == (error, "", 0.0)


@pytest.mark.parametrize(
    "expression",
    ["(" * 200 + "1" + ")" * 200, "-" * 499 + "1", "9**12" + "**12" * 100, "1+" * 249 + "1",
     "round(1, 1, 1)", "round(1, 1e99)", "(9**12)" + "**12" * 100, "0x" + "f" * 490],
)  # fmt: skip
def test_hostile_expressions_end(expression: str) -> None:
    result = result_of(expression)
    assert bool(result.error) != bool(result.shown)


PAGE = """\
---
calculations:
  egress:
    what: Egress at list price
    expression: traffic * price
    inputs:
      traffic: {{value: 200 TB/month, source: own-2018}}
      price: {{price: list/egress}}
    result: USD/month
  rebuild:
    expression: size / speed
    result: h
    inputs:
      size: {{value: 9 TB, source: own-2018}}
      speed: {{value: 200000 KiB/s, source: press}}
  ratio:
    expression: a / b
    inputs: {{a: {{value: 6, source: own-2018}}, b: {{value: 2, source: press}}}}
---

{}
"""


@pytest.mark.parametrize(
    "text",
    [
        "$10K/mo [@calc:egress]",
        "about $10,000 a month [@calc:egress]",
        "$120K a year [@calc:egress]",
        "$9,960 per month [@calc:egress]",
        "$9–11K per month [@calc:egress]",
        "12 hours [@calc:rebuild]",
        "12.2 h [@calc:rebuild]",
        "730 min [@calc:rebuild]",
        "3 nodes [@calc:ratio]",
    ],
)
def test_labels_agree_at_two_significant_digits(text: str) -> None:
    facts = facts_of(PAGE.format(text))
    assert facts.disagreements == ()
    assert facts.figures[0].provenance is Provenance.DERIVED


@pytest.mark.parametrize(
    ("text", "computed"),
    [
        ("$11K/mo [@calc:egress]", "10,000 USD/month"),
        ("$10K a year [@calc:egress]", "10,000 USD/month"),
        ("10 TB [@calc:egress]", "10,000 USD/month"),
        ("13 hours [@calc:rebuild]", "12.2 h"),
        ("4 nodes [@calc:ratio]", "3"),
    ],
)
def test_labels_that_disagree_are_told(text: str, computed: str) -> None:
    (found,) = facts_of(PAGE.format(text)).disagreements
    assert found.computed == computed
    assert found.place.line == 21
    assert found.text == text.partition(" [")[0]


def test_an_input_that_is_said_again_rests_on_its_source() -> None:
    facts = facts_of(PAGE.format("At that speed 9 TB take 12 hours [@calc:rebuild]."))
    size, time = facts.figures
    assert (size.sources, size.calculation) == (("own-2018",), "")
    assert size.provenance is Provenance.FIRST_PARTY
    assert (time.sources, time.calculation) == ((), "rebuild")
    assert facts.disagreements == ()


def test_of_several_calculations_a_figure_rests_on_the_one_it_is() -> None:
    text = "It takes 12 hours and costs $10K a month [@calc:egress; @calc:rebuild]."
    assert [f.calculation for f in facts_of(PAGE.format(text)).figures] == ["rebuild", "egress"]


def test_a_figure_that_cannot_be_the_result_rests_on_what_is_cited_next() -> None:
    text = "Of 4 million cores [@calc:rebuild], 12 hours [@calc:rebuild] and 3 [@own-2020] days."
    cores, time = facts_of(PAGE.format(text)).figures
    assert (cores.sources, cores.calculation) == (("own-2020",), "")
    assert (time.sources, time.calculation) == ((), "rebuild")


def test_a_derived_figure_is_dated_by_its_newest_input() -> None:
    (fact,) = facts_of(PAGE.format("$10K/mo [@calc:egress]")).figures
    assert (fact.sources, fact.as_of) == ((), "2026-07-20")


def test_a_calculation_that_fails_disagrees_with_nothing() -> None:
    page = PAGE.replace("price: list/egress", "price: list/gone")
    facts = facts_of(page.format("$1 [@calc:egress]"))
    assert facts.disagreements == ()
    assert facts.calculations[0].error.startswith("the input `price` names a price")
