"""Calculations: arithmetic on quantities with units, recomputed at each build.

Expressions are arithmetic only (`+ - * / **`, brackets, numbers, input names,
`min`, `max`, `round`), walked as a syntax tree; units are pint's (`amounts`).
"""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from atlas_ssg.facts.amounts import AmountError, parsed, quantity, registry
from atlas_ssg.facts.numbers import next_number
from atlas_ssg.facts.units import singular
from atlas_ssg.model.fact import CalculationResult, Disagreement, Fact, Quantity
from atlas_ssg.model.page import Calculation, CalculationInput
from atlas_ssg.model.site import Library

_LONGEST = 500
_LARGEST_EXPONENT = 12
_SIGNIFICANT = 2  # the content format: labels agree at two significant digits
_PERCENT = frozenset({"percent", "%"})
_OPERATORS: dict[type, tuple[Callable[[Any, Any], Any], str]] = {
    ast.Add: (operator.add, "added"),
    ast.Sub: (operator.sub, "subtracted"),
    ast.Mult: (operator.mul, "multiplied"),
    ast.Div: (operator.truediv, "divided"),
    ast.Pow: (operator.pow, "raised"),
}
_FUNCTIONS: dict[str, Callable[..., Any]] = {"min": min, "max": max, "round": round}


class _FailedError(Exception):
    """Why a calculation cannot be computed, in words for its author."""


@dataclass(frozen=True, slots=True)
class _Input:
    """An input: its name, its amount as text, and the source of that."""

    name: str
    text: str
    source: str
    problem: str = ""


def calculate(calculation: Calculation, page: str, library: Library) -> CalculationResult:
    """The result of one calculation, or the reason why there is none."""
    inputs = [_input(entry, library) for entry in calculation.inputs]
    value, unit, error = 0.0, "", ""
    try:
        values = {entry.name: _quantity(entry) for entry in inputs}
        result = _evaluate(calculation.expression, values)
        value, unit = _in_unit(result, calculation.result, values)
    except _FailedError as problem:
        error = str(problem)
    return CalculationResult(
        page=page,
        name=calculation.name,
        what=calculation.what,
        expression=calculation.expression,
        inputs=tuple((entry.name, entry.text, entry.source) for entry in inputs),
        value=value,
        unit=unit,
        shown="" if error else _shown(value, unit),
        error=error,
        place=calculation.place,
    )


@dataclass(frozen=True, slots=True)
class Resting:
    """What a figure that cites calculations rests on: one of them, or the source of an input.

    Not `possible` when it is none of them and could not be: its unit is another.
    """

    calculation: str = ""
    source: str = ""
    possible: bool = True


def rests_on(
    said: Quantity, names: Sequence[str], results: Mapping[str, CalculationResult]
) -> Resting:
    """What a figure rests on that cites the calculations with these names.

    It is the result of one of them; or it restates an input of one ("at that
    speed 9 TB take 12 hours") and rests on the source of that; else it is taken
    for the first, with which it disagrees.
    """
    known = [results[name] for name in names if name in results and not results[name].error]
    for result in known:
        if _agrees(said, result.value, result.unit):
            return Resting(result.name)
    for result in known:
        for _, text, source in result.inputs:
            if source and _restates(said, text):
                return Resting(source=source)
    first = names[0] if names else ""
    possible = not known or any(_comparable(said, result) for result in known)
    return Resting(first, possible=possible)


def disagreements(
    facts: Iterable[Fact], results: Mapping[str, CalculationResult]
) -> Iterator[Disagreement]:
    """Figures that cite a calculation and differ from it at two significant digits."""
    for fact in facts:
        result = results.get(fact.calculation)
        if result is None or result.error:
            continue
        if not _agrees(fact.quantity, result.value, result.unit):
            yield Disagreement(result.name, fact.quantity.text, result.shown, fact.page, fact.place)


def _input(entry: CalculationInput, library: Library) -> _Input:
    """An input with its amount; a price is looked up by its id."""
    if not entry.price:
        problem = "" if entry.value.strip() else "has neither `value` nor `price`"
        return _Input(entry.name, entry.value, entry.source, problem)
    price = library.prices.get(entry.price)
    if price is None:
        problem = f"names a price that no list holds: `{entry.price}`"
        return _Input(entry.name, entry.price, "", problem)
    return _Input(entry.name, price.amount, price.source)


def _quantity(entry: _Input) -> Any:
    if entry.problem:
        raise _FailedError(f"the input `{entry.name}` {entry.problem}")
    try:
        return quantity(entry.text)
    except AmountError as problem:
        raise _FailedError(f"the input `{entry.name}` {problem}") from None


def _evaluate(expression: str, values: dict[str, Any]) -> Any:
    if len(expression) > _LONGEST:
        raise _FailedError(f"the expression is longer than {_LONGEST} characters")
    try:
        return _walk(ast.parse(expression.strip(), mode="eval").body, values)
    except SyntaxError as problem:
        raise _FailedError(f"the expression does not parse: {problem.msg}") from None
    except ZeroDivisionError:
        raise _FailedError("it divides by zero") from None
    except (RecursionError, OverflowError, MemoryError):
        raise _FailedError("the expression is too large") from None
    except (TypeError, ValueError) as problem:
        raise _FailedError(f"it cannot be computed: {problem}") from None


def _walk(node: ast.expr, values: dict[str, Any]) -> Any:
    if isinstance(node, ast.Constant) and type(node.value) in {int, float}:
        return float(node.value)  # type: ignore[arg-type]  # so that no power grows without end
    if isinstance(node, ast.Name) and node.id in values:
        return values[node.id]
    if isinstance(node, ast.Name):
        raise _FailedError(f"`{node.id}` is no input of it")
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return _binary(node, _walk(node.left, values), _walk(node.right, values))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_walk(node.operand, values)
    if isinstance(node, ast.Call) and _is_function(node):
        return _call(node, [_walk(argument, values) for argument in node.args])
    raise _FailedError(f"`{ast.unparse(node)}` may not stand in an expression: arithmetic only")


def _binary(node: ast.BinOp, left: Any, right: Any) -> Any:
    compute, done = _OPERATORS[type(node.op)]
    if isinstance(node.op, ast.Pow) and not (
        isinstance(right, float) and abs(right) <= _LARGEST_EXPONENT
    ):
        raise _FailedError(f"an exponent is a plain number up to {_LARGEST_EXPONENT}")
    try:
        result = compute(left, right)
    except (ZeroDivisionError, OverflowError):
        raise
    except Exception:  # pint: units that do not fit
        operands = " and ".join(
            f"`{ast.unparse(side)}` ({_unit_of(value)})"
            for side, value in ((node.left, left), (node.right, right))
        )
        raise _FailedError(f"{operands} cannot be {done}: their units do not fit") from None
    if isinstance(result, complex):
        raise _FailedError(f"`{ast.unparse(node)}` is no real number")
    return result


def _is_function(node: ast.Call) -> bool:
    known = isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS
    return known and bool(node.args) and not node.keywords


def _call(node: ast.Call, arguments: list[Any]) -> Any:
    name = ast.unparse(node.func)
    if name == "round" and len(arguments) == 2:
        arguments[1] = int(arguments[1])
    try:
        return _FUNCTIONS[name](*arguments)
    except (ZeroDivisionError, OverflowError):
        raise
    except Exception:  # pint: units that do not fit
        said = ", ".join(
            f"`{ast.unparse(argument)}` ({_unit_of(value)})"
            for argument, value in zip(node.args, arguments, strict=True)
        )
        raise _FailedError(f"{name} of {said}: their units do not fit") from None


def _in_unit(result: Any, wanted: str, values: dict[str, Any]) -> tuple[float, str]:
    try:
        unit = parsed(wanted)
    except AmountError as problem:
        raise _FailedError(f"`result` {problem}") from None
    found = registry().Quantity(result) if isinstance(result, int | float) else result
    try:
        value = float(found.to(unit).magnitude)
    except Exception:  # pint raises many kinds
        inputs = ", ".join(f"`{name}` in {_unit_of(value)}" for name, value in values.items())
        said = f"the result is in {_unit_of(found)}, not in `{wanted}`"
        raise _FailedError(f"{said} ({inputs})" if inputs else said) from None
    if not math.isfinite(value):
        raise _FailedError("the result is no finite number")
    return value, wanted


def _unit_of(value: Any) -> str:
    return f"{getattr(value, 'units', ''):~}" if getattr(value, "units", "") else "no unit"


def _shown(value: float, unit: str) -> str:
    """Three significant digits, grouped, with the unit: "12,300 USD/month"."""
    rounded = float(f"{value:.3g}")
    number = f"{rounded:,.0f}" if abs(rounded) >= 1000 else f"{rounded:g}"
    if unit in _PERCENT:
        return f"{number}%"
    return number if unit in {"dimensionless", "", "1"} else f"{number} {unit}"


def _comparable(said: Quantity, result: CalculationResult) -> bool:
    if result.unit in _PERCENT and said.unit not in _PERCENT:
        return False  # pint would make a count of it
    return any(_converted(1.0, result.unit, unit) is not None for unit in _units_of(said))


def _restates(said: Quantity, text: str) -> bool:
    try:
        amount = quantity(text)
    except AmountError:
        return False
    return _agrees(said, float(amount.magnitude), f"{amount.units}")


def _agrees(said: Quantity, value: float, unit: str) -> bool:
    """Whether a figure is what was computed, as its author counts: "12 hours", not 43,200 s.

    Where units cannot be compared ("3.0 times", "302 million" of what the
    formula leaves bare) the number as written decides.
    """
    number = next_number(said.text, 0)
    low, high = (number.low, number.high) if number else (said.low, said.high)
    wanted = [v for u in _units_of(said) if (v := _converted(value, unit, u)) is not None]
    factor = low / said.low if wanted and said.low else 1.0
    if not wanted:
        wanted = [value]
    return any(
        _same(low, v * factor) or _same(high, v * factor) or low <= v * factor <= high
        for v in wanted
    )


def _units_of(said: Quantity) -> Iterator[str]:
    """The figure's unit, and the same without what it counts, which a formula may leave out."""
    unit, counted = said.unit, said.counted
    if unit == "item/second" and counted:
        yield f"{singular(counted)}/second"
    if not unit and counted:
        yield singular(counted)
    yield unit.replace("item", "1")
    first, *rest = unit.split("/")
    kept = [part for part in rest if part in {"month", "second", "GB"}]
    yield "/".join([first.replace("item", "1"), *kept])


def _converted(value: float, unit: str, target: str) -> float | None:
    try:
        return float(registry().Quantity(value, parsed(unit)).to(parsed(target)).magnitude)
    except Exception:  # units that cannot be compared
        return None


def _same(left: float, right: float) -> bool:
    """Equal at two significant digits, or nearer than half of the second digit's place."""
    if left == right:
        return True
    larger = max(abs(left), abs(right))
    place = 10.0 ** (math.floor(math.log10(larger)) - _SIGNIFICANT + 1)
    return abs(left - right) <= place / 2 or round(left / place) == round(right / place)
