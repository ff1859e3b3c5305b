"""Cost, latency and scale cross-references: comparable figures from all over the atlas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from atlas_ssg.config import Config
from atlas_ssg.model.fact import Fact, Quantity, QuantityKind
from atlas_ssg.model.index import CrossReference
from atlas_ssg.model.site import Site

Group = tuple[int, str]


def costs(site: Site, config: Config) -> CrossReference:
    """Every money figure, grouped by the unit in which it can be compared."""
    return _cross_reference(
        site,
        _cost_group,
        id="costs",
        title="Costs",
        permalink="/reference/costs/",
        description="Every money figure of the atlas in comparable units, with its provenance.",
    )


def latencies(site: Site, config: Config) -> CrossReference:
    """Percentiles, other durations, and availability."""
    return _cross_reference(
        site,
        _latency_group,
        id="latency",
        title="SLOs and latency",
        permalink="/reference/latency/",
        description="Percentiles, timeouts, availability, replication lag and recovery times.",
    )


def scale(site: Site, config: Config) -> CrossReference:
    """Rates, sizes and counts."""
    return _cross_reference(
        site,
        _scale_group,
        id="scale",
        title="Scale",
        permalink="/reference/scale/",
        description="Rates, sizes and counts, comparable across systems.",
    )


def _cross_reference(
    site: Site,
    group_of: Callable[[Fact], Group | None],
    *,
    id: str,
    title: str,
    permalink: str,
    description: str,
) -> CrossReference:
    groups: dict[Group, list[Fact]] = defaultdict(list)
    for fact in site.facts.figures:
        group = group_of(fact)
        if group is not None:
            groups[group].append(fact)
    ordered = tuple(
        (name, tuple(sorted(groups[(rank, name)], key=_by_value))) for rank, name in sorted(groups)
    )
    return CrossReference(id, title, permalink, description, ordered)


def _by_value(fact: Fact) -> tuple[float, str, str, int]:
    return (-fact.quantity.high, fact.system, fact.page, fact.place.line)


def _cost_group(fact: Fact) -> Group | None:
    quantity = fact.quantity
    if quantity.kind is not QuantityKind.MONEY:
        return None
    currency, _, per = quantity.unit.partition("/")
    if not per:
        return (0, f"{currency}, totals")
    return (1, f"{currency} per {per}")


_DURATION_GROUPS = (
    (("timeout", "deadline"), (2, "Timeouts")),
    (("replication", "replica lag", "staleness"), (3, "Replication lag")),
    (("recover", "restore", "mttr", "time to mitigate", "outage", "rto"), (4, "Recovery times")),
)


def _latency_group(fact: Fact) -> Group | None:
    quantity = fact.quantity
    if quantity.kind is QuantityKind.AVAILABILITY:
        return (0, "Availability")
    if quantity.kind is not QuantityKind.DURATION:
        return None
    if quantity.percentile:
        return (1, f"Latency {quantity.percentile}")
    said = f"{fact.subject} {fact.context}".lower()
    for words, group in _DURATION_GROUPS:
        if any(word in said for word in words):
            return group
    return (5, "Other durations")


def _scale_group(fact: Fact) -> Group | None:
    quantity = fact.quantity
    if quantity.kind is QuantityKind.SIZE:
        return (1, "Sizes")
    if quantity.kind is QuantityKind.RATE:
        return (0, "Data rates" if quantity.unit.startswith("byte") else "Rates")
    if quantity.kind is QuantityKind.COUNT:
        return (2, _counted(quantity))
    return None


def _counted(quantity: Quantity) -> str:
    return "Counts" if not quantity.counted else f"Counts of {quantity.counted}"
