"""The charts of the cross-references, each from an index value to a static SVG.

Each chart stands above the table that holds every figure with its source: the
chart is for the eye, and leaves out what would make it unreadable.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from atlas_ssg.cache import Cache
from atlas_ssg.model.fact import Fact, QuantityKind
from atlas_ssg.model.index import CrossReference, IncidentEntry
from atlas_ssg.render.chart_svg import LINE, SERIES, draw, plain

_NO_CACHE = Cache(None)
_WIDTH = 640
_ROW = 22  # pixels; a label of 12 pixels has air above and below
_MOST_ROWS = 40
_MOST_MARKS = 300  # the newest incidents
_MOST_BARS = 12
_MOST_PANELS = 4
_LONGEST_LABEL = 44
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
# Where the marks of a time axis stand, in seconds.
_LADDER = (
    *(10.0**power for power in range(-9, 2)),
    *(60.0, 600.0, 3600.0, 36_000.0, 864_000.0, 8_640_000.0, 86_400_000.0),
)
_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")


def latency_chart(
    cross: CrossReference, *, names: Mapping[str, str] | None = None, cache: Cache = _NO_CACHE
) -> str:
    """Percentiles as dots on a logarithmic axis, a row for each system; "" without any.

    `names` maps a system's or category's id to its title.
    """
    facts = [f for f in cross.facts if _is_percentile(f)]
    if not facts:
        return ""
    rows = Counter(_row(fact, names) for fact in facts)
    shown = {row for row, _ in sorted(rows.items(), key=lambda i: (-i[1], i[0]))[:_MOST_ROWS]}
    dots = {_dot(fact, names) for fact in facts}
    values = [
        {"row": row, "percentile": percentile, "low": low, "high": high}
        for row, percentile, low, high in sorted(dots)
        if row in shown
    ]
    description = (
        f"Dots on a logarithmic axis: {len(facts)} latency percentiles of {len(rows)} systems, "
        f"from {_duration(min(f.quantity.low for f in facts))} "
        f"to {_duration(max(f.quantity.high for f in facts))}. {_left_out(len(rows), len(shown))}"
        "The table holds each figure with its source."
    )
    return draw(_latency_spec(values), "Latency percentiles by system", description, cache)


def cost_chart(
    cross: CrossReference, *, names: Mapping[str, str] | None = None, cache: Cache = _NO_CACHE
) -> str:
    """The highest figures of each unit as bars, a panel for each unit; "" without any."""
    groups = [(title, facts) for title, facts in cross.groups if any(_amount(f) for f in facts)]
    if not groups:
        return ""
    biggest = sorted(groups, key=lambda group: (-len(group[1]), group[0]))[:_MOST_PANELS]
    panels = [_bars(title, facts, names) for title, facts in biggest]
    units = ", ".join(title for title, _ in biggest)
    description = (
        f"Bars: the highest figures in each unit ({units}), up to {_MOST_BARS} a unit, each unit "
        f"on an axis of its own. {_left_out(len(groups), len(biggest), 'units')}"
        "The table holds each figure with its source."
    )
    spec = {"vconcat": panels, "spacing": 24, "resolve": {"scale": {"x": "independent"}}}
    return draw(spec, "Highest costs by unit", description, cache)


def incident_chart(incidents: tuple[IncidentEntry, ...], *, cache: Cache = _NO_CACHE) -> str:
    """Incidents on a time axis, a row for each operator, larger the longer they lasted.

    Of very many the newest, of the operators that have the most.
    """
    dated = [entry for entry in incidents if _milliseconds(entry.began) is not None]
    most = Counter(entry.operator for entry in dated).most_common(_MOST_ROWS)
    kept = {operator for operator, _ in most}
    shown = [entry for entry in dated if entry.operator in kept][:_MOST_MARKS]
    if not shown:
        return ""
    values = [
        {
            "operator": plain(entry.operator) or "—",
            "began": _milliseconds(entry.began),
            "lasted": _lasted(entry),
        }
        for entry in shown
    ]
    years = sorted(entry.began[:4] for entry in shown)
    operators = {str(value["operator"]) for value in values}
    description = (
        f"{len(values)} incidents of {len(operators)} operators on a time axis, "
        f"from {years[0]} to {years[-1]}; a larger mark is a longer incident. "
        "The list holds each with its page."
    )
    return draw(_incident_spec(values), "Incidents over time", description, cache)


def burn_up_chart(
    actual: tuple[tuple[str, int], ...],
    plan: tuple[tuple[str, int], ...],
    *,
    cache: Cache = _NO_CACHE,
) -> str:
    """Diagrams over time, as they came and as planned: (ISO date, cumulative count)."""
    lines = (("Done", actual), ("Planned", plan))
    values = [
        {"line": line, "date": moment, "count": count}
        for line, points in lines
        for date, count in points
        if (moment := _milliseconds(date)) is not None
    ]
    if not values:
        return ""
    ends = [
        f"{line.lower()} {points[-1][1]} by {points[-1][0]}" for line, points in lines if points
    ]
    description = f"Two lines, diagrams done and planned, cumulative: {'; '.join(ends)}."
    return draw(_burn_up_spec(values), "Diagrams done and planned", description, cache)


def _is_percentile(fact: Fact) -> bool:
    quantity = fact.quantity
    return quantity.kind is QuantityKind.DURATION and bool(quantity.percentile) and quantity.low > 0


def _row(fact: Fact, names: Mapping[str, str] | None) -> str:
    id = fact.system or fact.category or fact.page
    return plain((names or {}).get(id, id))


def _dot(fact: Fact, names: Mapping[str, str] | None) -> tuple[str, str, float, float]:
    """Figures that would be painted on top of each other are one dot."""
    low, high = (float(f"{value:.3g}") for value in (fact.quantity.low, fact.quantity.high))
    return (_row(fact, names), fact.quantity.percentile, low, high)


def _left_out(all_of: int, shown: int, what: str = "systems") -> str:
    return f"{shown} of {all_of} {what} are shown. " if shown < all_of else ""


def _latency_spec(values: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    low = max((m for m in _LADDER if m <= min(v["low"] for v in values)), default=_LADDER[0])
    high = min((m for m in _LADDER if m >= max(v["high"] for v in values)), default=_LADDER[-1])
    marks = [mark for mark in _LADDER if low <= mark <= high]
    order = sorted({v["percentile"] for v in values}, key=lambda p: float(p[1:]))
    scale = {"type": "log", "domain": [low, high if high > low else high * 10], "nice": False}
    axis = {"values": marks, "labelExpr": _LABEL, "title": None, "labelFlush": False}
    x = {"field": "low", "type": "quantitative", "scale": scale, "axis": axis}
    y = {"field": "row", "type": "nominal", "axis": {"title": None, "grid": True, "ticks": False}}
    colour = {"field": "percentile", "type": "nominal", "sort": order,
              "scale": {"domain": order, "range": _cycled(SERIES, order)},
              "legend": {"title": None}}  # fmt: skip
    shape = {**colour, "scale": {"domain": order, "range": _cycled(_SHAPES, order)}}
    dots = {"x": {**x, "field": "high"}, "y": y, "color": colour, "shape": shape}
    return {
        "data": {"values": list(values)},
        "width": _WIDTH,
        "height": {"step": _ROW},
        "layer": [
            {"mark": {"type": "rule", "strokeWidth": 2},
             "encoding": {"x": x, "x2": {"field": "high"}, "y": y, "color": colour}},
            {"mark": {"type": "point", "filled": True, "size": 70, "opacity": 1},
             "encoding": dots},
        ],
    }  # fmt: skip


_LABEL = (
    "datum.value < 1e-6 ? format(datum.value * 1e9, '.3~g') + ' ns' "
    ": datum.value < 1e-3 ? format(datum.value * 1e6, '.3~g') + ' µs' "
    ": datum.value < 1 ? format(datum.value * 1e3, '.3~g') + ' ms' "
    ": datum.value < 60 ? format(datum.value, '.3~g') + ' s' "
    ": datum.value < 3600 ? format(datum.value / 60, '.3~g') + ' min' "
    ": datum.value < 86400 ? format(datum.value / 3600, '.3~g') + ' h' "
    ": format(datum.value / 86400, '.3~g') + ' d'"
)


def _cycled(choices: Sequence[str], order: Sequence[str]) -> list[str]:
    return [choices[at % len(choices)] for at in range(len(order))]


def _duration(seconds: float) -> str:
    for unit, size in (("d", _DAY), ("h", _HOUR), ("min", _MINUTE), ("s", 1), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e6:.3g} µs"


def _amount(fact: Fact) -> float:
    return fact.quantity.high


def _bars(title: str, facts: Iterable[Fact], names: Mapping[str, str] | None) -> dict[str, Any]:
    highest = sorted(facts, key=lambda f: (-_amount(f), f.page, f.place.line))[:_MOST_BARS]
    values: list[dict[str, Any]] = []
    seen: Counter[str] = Counter()
    for fact in highest:
        label = _short(f"{_row(fact, names)}: {plain(fact.subject)}")
        seen[label] += 1
        # Two bars may share a label: spaces at its end tell them apart and are not painted.
        label += " " * (seen[label] - 1)
        values.append({"label": label, "amount": _amount(fact), "text": plain(fact.quantity.text)})
    y = {"field": "label", "type": "nominal", "sort": None,
         "axis": {"title": None, "ticks": False, "domain": False}}  # fmt: skip
    x = {"field": "amount", "type": "quantitative", "scale": {"nice": False, "zero": True},
         "axis": None}  # fmt: skip
    return {
        "title": plain(title),
        "data": {"values": values},
        "width": _WIDTH,
        "height": {"step": _ROW},
        "encoding": {"y": y, "x": x},
        "layer": [
            {"mark": {"type": "bar", "color": SERIES[0], "height": {"band": 0.7}}},
            {"mark": {"type": "text", "align": "left", "dx": 5},
             "encoding": {"text": {"field": "text", "type": "nominal"}}},
        ],
    }  # fmt: skip


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_LABEL else text[: _LONGEST_LABEL - 1].rstrip() + "…"


_LASTED = ("under 1 h", "1 to 6 h", "6 to 24 h", "over a day", "not known")
_AREAS = (60, 160, 340, 620, 60)


def _lasted(entry: IncidentEntry) -> str:
    if entry.minutes is None:
        return _LASTED[-1]
    steps = (60, 360, 1440)
    return _LASTED[sum(entry.minutes > step for step in steps)]


def _incident_spec(values: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    present = [name for name in _LASTED if any(v["lasted"] == name for v in values)]
    areas = [_AREAS[_LASTED.index(name)] for name in present]
    shapes = ["diamond" if name == _LASTED[-1] else "circle" for name in present]
    legend = {"title": "Lasted", "symbolFillColor": SERIES[4]}
    lasted = {"field": "lasted", "type": "nominal", "sort": present}
    return {
        "data": {"values": list(values)},
        "width": _WIDTH,
        "height": {"step": _ROW + 10},
        "mark": {"type": "point", "filled": True, "color": SERIES[4], "opacity": 0.85,
                 "stroke": LINE, "strokeWidth": 1},
        "encoding": {
            "x": _time_axis("began", [v["began"] for v in values]),
            "y": {"field": "operator", "type": "nominal",
                  "axis": {"title": None, "grid": True, "ticks": False}},
            "size": {**lasted, "scale": {"domain": present, "range": areas}, "legend": legend},
            "shape": {**lasted, "scale": {"domain": present, "range": shapes}, "legend": legend},
        },
    }  # fmt: skip


def _burn_up_spec(values: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    order = [name for name in ("Done", "Planned") if any(v["line"] == name for v in values)]
    line = {"field": "line", "type": "nominal", "sort": order, "legend": {"title": None}}
    colours = {"Done": SERIES[0], "Planned": LINE}
    dashes = {"Done": [1, 0], "Planned": [6, 4]}
    return {
        "data": {"values": list(values)},
        "width": _WIDTH,
        "height": 240,
        "mark": {"type": "line", "strokeWidth": 2.5},
        "encoding": {
            "x": _time_axis("date", [v["date"] for v in values]),
            "y": {"field": "count", "type": "quantitative", "axis": {"title": "Diagrams"}},
            "color": {**line, "scale": {"domain": order, "range": [colours[n] for n in order]}},
            "strokeDash": {**line, "scale": {"domain": order, "range": [dashes[n] for n in order]}},
        },
    }


def _time_axis(field: str, moments: Sequence[int]) -> dict[str, Any]:
    """A time axis in UTC, whatever the machine's zone, with some air at both ends."""
    spread = max(moments) - min(moments)
    air = max(spread // 25, 3 * _DAY * 1000) if spread else 183 * _DAY * 1000
    scale = {"type": "utc", "domain": [min(moments) - air, max(moments) + air]}
    axis = {"title": None, "tickCount": 8}
    return {"field": field, "type": "temporal", "scale": scale, "axis": axis}


def _milliseconds(date: str) -> int | None:
    """An ISO date or time, perhaps cut short to a year or month, since 1970 in UTC."""
    full = date + "0000-01-01"[len(date) :] if len(date) < 10 else date
    try:
        moment = datetime.fromisoformat(full)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return round(moment.timestamp() * 1000)
