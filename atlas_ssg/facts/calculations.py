"""Calculations: arithmetic on quantities with units, recomputed at each build.

Expressions are arithmetic only (`+ - * / **`, brackets, numbers, input names,
`min`, `max`, `round`), walked as a syntax tree; units are pint's. Currencies
are units without conversion between them, and things that are counted
(requests, users) are units too, so that `USD/request` can be asked for.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from atlas_ssg.facts import units
from atlas_ssg.model.fact import CalculationResult, Disagreement, Fact
from atlas_ssg.model.page import Calculation, CalculationInput
from atlas_ssg.model.site import Library

if TYPE_CHECKING:
    from pint import UnitRegistry

_LONGEST = 500
_LARGEST_EXPONENT = 12
_SIGNIFICANT = 2  # the content format: labels agree at two significant digits
_OPERATORS: dict[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
_FUNCTIONS: dict[str, Callable[..., Any]] = {"min": min, "max": max, "round": round}
_AMOUNT = re.compile(r"^\s*(?P<currency>US\$|[$€£¥])?\s*(?P<number>[\d.,_]+(?:[eE][+-]?\d+)?)\s*"
                     r"(?P<scale>thousand|million|billion|trillion)?\s*(?P<unit>.*?)\s*$")  # fmt: skip


class _FailedError(Exception):
    """Why a calculation cannot be computed, in words for its author."""


@lru_cache(maxsize=1)
def _registry() -> UnitRegistry[Any]:
    # pint takes a third of a second to import: only sites that calculate pay for it.
    import pint

    registry: UnitRegistry[Any] = pint.UnitRegistry(autoconvert_offset_to_baseunit=False)
    for currency in sorted(set(units.CURRENCIES.values())):
        registry.define(f"{currency} = [currency_{currency}]")
    counted = sorted({_one(noun) for noun in units.NOUNS.values() if " " not in noun})
    for noun in counted:
        if noun not in registry and noun.isidentifier():
            registry.define(f"{noun} = [{noun}] = _ = {noun}s")
    registry.define("percent_ = 0.01 = pct")
    return registry


def _one(noun: str) -> str:
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("sses", "xes", "ches")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") else noun


def calculate(calculation: Calculation, page: str, library: Library) -> CalculationResult:
    """The result of one calculation, or the reason why there is none."""
    shown = []
    values: dict[str, Any] = {}
    error = ""
    for entry in calculation.inputs:
        text, source = _input(entry, library)
        shown.append((entry.name, text, source))
        if not error:
            try:
                values[entry.name] = _quantity(text, entry.name)
            except _FailedError as problem:
                error = str(problem)
    base = dict(
        page=page,
        name=calculation.name,
        what=calculation.what,
        expression=calculation.expression,
        inputs=tuple(shown),
        place=calculation.place,
    )
    if not error:
        try:
            result = _evaluate(calculation.expression, values)
            value, unit = _in_unit(result, calculation.result)
            return CalculationResult(**base, value=value, unit=unit, shown=_shown(value, unit))  # type: ignore[arg-type]
        except _FailedError as problem:
            error = str(problem)
    return CalculationResult(**base, error=error)  # type: ignore[arg-type]


def _input(entry: CalculationInput, library: Library) -> tuple[str, str]:
    """(amount as text, source) of an input; a price is looked up by its id."""
    if not entry.price:
        return entry.value, entry.source
    price = library.prices.get(entry.price)
    if price is None:
        return f"unknown price {entry.price}", ""
    return price.amount, price.source


def _quantity(text: str, name: str) -> Any:
    if text.startswith("unknown price"):
        raise _FailedError(f"the input `{name}` names a price that no list holds: {text[14:]}")
    match = _AMOUNT.match(text)
    if match is None:
        raise _FailedError(f"the input `{name}` is no amount: `{text}`")
    number = float(re.sub(r"[,_]", "", match["number"])) * units.SCALES.get(
        match["scale"] or "", 1.0
    )
    unit = match["unit"]
    if match["currency"]:
        unit = f"{units.CURRENCIES[match['currency']]}{unit}"
    try:
        return _registry().Quantity(number, _unit(unit))
    except Exception:  # pint raises many kinds for what it cannot read
        raise _FailedError(f"the input `{name}` has an unknown unit: `{unit}`") from None


def _unit(text: str) -> str:
    """A unit as pint reads it: "%" and "percent" as its percent, "1M" and spaces as they mean."""
    text = text.strip().replace("%", "percent").replace("µ", "micro")
    text = re.sub(r"\bmo\b", "month", text)
    return "dimensionless" if text in {"", "1"} else text


def _evaluate(expression: str, values: dict[str, Any]) -> Any:
    if len(expression) > _LONGEST:
        raise _FailedError(f"the expression is longer than {_LONGEST} characters")
    try:
        tree = ast.parse(expression.strip(), mode="eval")
        return _walk(tree.body, values)
    except _FailedError:
        raise
    except SyntaxError as problem:
        raise _FailedError(f"the expression does not parse: {problem.msg}") from None
    except ZeroDivisionError:
        raise _FailedError("it divides by zero") from None
    except (RecursionError, OverflowError, MemoryError):
        raise _FailedError("the expression is too large") from None
    except Exception as problem:  # pint: units that do not add up
        raise _FailedError(f"the units do not fit: {problem}") from None


def _walk(node: ast.expr, values: dict[str, Any]) -> Any:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return node.value
    if isinstance(node, ast.Name):
        if node.id not in values:
            raise _FailedError(f"`{node.id}` is no input of it")
        return values[node.id]
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        left, right = _walk(node.left, values), _walk(node.right, values)
        if isinstance(node.op, ast.Pow) and not (
            isinstance(right, int | float) and abs(right) <= _LARGEST_EXPONENT
        ):
            raise _FailedError(f"an exponent is a plain number up to {_LARGEST_EXPONENT}")
        return _OPERATORS[type(node.op)](left, right)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_walk(node.operand, values)
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in _FUNCTIONS
        and not node.keywords
    ):
        return _FUNCTIONS[node.func.id](*(_walk(argument, values) for argument in node.args))
    raise _FailedError(f"`{ast.unparse(node)}` may not stand in an expression: arithmetic only")


def _in_unit(result: Any, wanted: str) -> tuple[float, str]:
    registry = _registry()
    quantity = registry.Quantity(result) if isinstance(result, int | float) else result
    unit = _unit(wanted)
    try:
        return float(quantity.to(unit).magnitude), wanted
    except Exception:  # pint raises many kinds
        found = f"{quantity.units:~}" or "no unit"
        raise _FailedError(f"the result is in {found}, not in `{wanted}`") from None


def _shown(value: float, unit: str) -> str:
    """Three significant digits, grouped, with the unit: "12,300 USD/month"."""
    rounded = float(f"{value:.3g}")
    number = f"{rounded:,.0f}" if abs(rounded) >= 1000 else f"{rounded:g}"
    return f"{number} {unit}".strip() if unit not in {"dimensionless", ""} else number


def disagreements(
    facts: Iterable[Fact], results: Iterable[CalculationResult]
) -> Iterator[Disagreement]:
    """Figures that cite a calculation and differ from it at two significant digits.

    The figure is compared in the result's unit where units can be compared,
    else by its number: the author may have written "$12K" for 12,000 USD.
    """
    known = {(result.page, result.name): result for result in results if not result.error}
    for fact in facts:
        result = known.get((fact.page, fact.calculation)) if fact.calculation else None
        if result is not None and not _agrees(fact, result):
            yield Disagreement(result.name, fact.quantity.text, result.shown, fact.page, fact.place)


def _agrees(fact: Fact, result: CalculationResult) -> bool:
    low, high = fact.quantity.low, fact.quantity.high
    wanted = result.value
    candidates = [wanted]
    base = _base(wanted, result.unit, fact.quantity.unit)
    if base is not None:
        candidates.append(base)
    return any(
        _same(low, value) or _same(high, value) or low <= value <= high for value in candidates
    )


def _base(value: float, unit: str, target: str) -> float | None:
    try:
        return float(_registry().Quantity(value, _unit(unit)).to(_unit(target)).magnitude)
    except Exception:  # units that cannot be compared
        return None


def _same(left: float, right: float) -> bool:
    return f"{left:.{_SIGNIFICANT - 1}e}" == f"{right:.{_SIGNIFICANT - 1}e}"
