"""Where a figure stands in the cross-references: which of them, in which group, in which order.

Figures of one group have comparable units, so they can be sorted by value.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from atlas_ssg.indexes.components import component
from atlas_ssg.indexes.vocabulary import Vocabulary
from atlas_ssg.model.fact import Fact, QuantityKind

COSTS, LATENCY, SCALE = "costs", "latency", "scale"
COMPONENTS = "components"  # of costs: which table of a reference, "" is the main one

Group = tuple[float, str]  # rank, title
Key = tuple[object, ...]
Chunk = tuple[tuple[Key, Fact], ...]
# (reference, table, group) -> the page's facts there with their sort keys
Chunks = tuple[tuple[tuple[str, str, Group], Chunk], ...]

_UNSAID = "not said of one"  # the title of the group of figures that name no component


def chunks_of(facts: Sequence[Fact], vocabulary: Vocabulary) -> Chunks:
    """One page's facts, sorted into the groups of all cross-references."""
    found: dict[tuple[str, str, Group], list[tuple[Key, Fact]]] = defaultdict(list)
    for fact in facts:
        for reference, cut, group, key in _places(fact, vocabulary):
            found[(reference, cut, group)].append((key, fact))
    return tuple((place, tuple(chunk)) for place, chunk in found.items())


def _places(fact: Fact, vocabulary: Vocabulary) -> Iterator[tuple[str, str, Group, Key]]:
    key = (-fact.quantity.high, fact.system, fact.page, fact.place.line, fact.place.column)
    cost = _cost_group(fact)
    if cost is not None:
        yield COSTS, "", cost, key
        title = component(fact, vocabulary) or _UNSAID
        yield COSTS, COMPONENTS, (1.0 if title == _UNSAID else 0.0, title), (*cost, *key)
    latency = _latency_group(fact)
    if latency is not None:
        yield LATENCY, "", latency, key
    scale = _scale_group(fact)
    if scale is not None:
        yield SCALE, "", scale, key


def _cost_group(fact: Fact) -> Group | None:
    quantity = fact.quantity
    if quantity.kind is not QuantityKind.MONEY:
        return None
    currency, _, per = quantity.unit.partition("/")
    if not per:
        return (0.0, f"{currency}, totals")
    rank = 1.0 if per == "month" else 2.0
    return (rank, f"{currency} per {per.replace('/', ' and ')}")


_DURATIONS = (
    (("timeout", "time out", "times out", "timed out", "deadline", "gives up"), (2.0, "Timeouts")),
    (("replication", "replica lag", "staleness", "behind the leader"), (3.0, "Replication lag")),
    (
        ("recover", "restore", "mttr", "time to mitigate", "outage", "rto", "downtime", "failover"),
        (4.0, "Recovery times and outages"),
    ),
    (("retention", "kept for", "ttl", "expire"), (5.0, "Retention")),
)
_OTHER_DURATIONS = (6.0, "Other durations")


def _latency_group(fact: Fact) -> Group | None:
    quantity = fact.quantity
    if quantity.kind is QuantityKind.AVAILABILITY:
        return (0.0, "Availability")
    if quantity.kind is not QuantityKind.DURATION:
        return None
    if quantity.percentile:
        return (1 + float(quantity.percentile[1:]) / 1000, f"Latency {quantity.percentile}")
    said = f"{fact.subject} {fact.context}".lower()
    for words, group in _DURATIONS:
        if any(word in said for word in words):
            return group
    return _OTHER_DURATIONS


_OTHER_SCALES = {
    QuantityKind.RATIO: (5.0, "Ratios and multiples"),
    QuantityKind.POWER: (6.0, "Power"),
    QuantityKind.ENERGY: (7.0, "Energy"),
    QuantityKind.FREQUENCY: (8.0, "Clock rates"),
}


def _scale_group(fact: Fact) -> Group | None:
    quantity = fact.quantity
    if quantity.kind is QuantityKind.SIZE:
        return (2.0, "Sizes")
    if quantity.kind is QuantityKind.RATE:
        return (1.0, "Data rates") if quantity.unit == "byte/second" else (0.0, "Rates")
    if quantity.kind is QuantityKind.COUNT:
        return (3.0, f"Counts of {quantity.counted}") if quantity.counted else (4.0, "Counts")
    return _OTHER_SCALES.get(quantity.kind)
