"""Cost, latency and scale: comparable figures from all pages, cut several ways."""

from __future__ import annotations

from atlas_ssg.model.index import CrossReference, FactGroups, Indexes
from tests.facts.pages import examined

TOML = """\
[[categories]]
id = "systems"
title = "Systems"
folder = "systems"
[[categories]]
id = "costs"
title = "Costs"
folder = "costs"
[[kinds]]
id = "storage"
title = "Storage"
[[systems]]
id = "netflix"
title = "Netflix"
[[systems]]
id = "uber"
title = "Uber"
"""
SHELF = {"technologies.yaml": "Amazon S3: {aliases: [S3]}\nEVCache:\nEV:\n"}

TABLE = "| part | cost |\n|---|---|\n| EVCache | $2M |\n| Racks | $1M |"
DIAGRAM = '```mermaid\nflowchart LR\n  A["Ringpop $9 a month"]\n```'


def indexes_of(files: dict[str, str]) -> Indexes:
    return examined({**SHELF, **files}, TOML).indexes


def shown(groups: FactGroups) -> list[tuple[str, list[str]]]:
    return [(title, [fact.quantity.text for fact in facts]) for title, facts in groups]


def some(cross: CrossReference | None) -> CrossReference:
    assert cross is not None
    return cross


def test_costs_stand_in_comparable_units_the_highest_first() -> None:
    costs = some(
        indexes_of(
            {
                "a.md": "$1M, $2 a month and $12K a year\n\n$0.05/GB",
                "b.md": "$3 billion\n\n€5M and $1 per hour\n\n$90 per TB or $1 per user per month",
            }
        ).costs
    )
    assert (costs.id, costs.permalink) == ("costs", "/reference/costs/")
    assert shown(costs.groups) == [
        ("EUR, totals", ["€5M"]),
        ("USD, totals", ["$3 billion", "$1M"]),
        ("USD per month", ["$12K a year", "$1 per hour", "$2 a month"]),
        ("USD per GB", ["$90 per TB", "$0.05/GB"]),
        ("USD per user and month", ["$1 per user per month"]),
    ]
    assert len(costs.facts) == 9


def test_costs_are_cut_by_component() -> None:
    costs = some(
        indexes_of(
            {
                "systems/netflix/storage.md": "S3 costs $5M.\n\n" + TABLE,
                "systems/uber/storage.md": DIAGRAM,
                "costs/a.md": "Somebody pays $7M.",
                "b.md": "Nobody pays $8M.",
            }
        ).costs
    )
    assert shown(costs.components) == [
        ("Amazon S3", ["$5M"]),
        ("EVCache", ["$2M"]),
        ("Racks", ["$1M"]),
        ("Ringpop", ["$9 a month"]),
        ("not said of one", ["$8M", "$7M"]),
    ]


def test_latencies_stand_by_percentile_and_by_what_they_time() -> None:
    latencies = some(
        indexes_of(
            {
                "a.md": (
                    "99.99% availability\n\np99 10 ms\n\np50 2 ms\n\np999 1 s\n\np99 20 ms\n\n"
                    "The timeout is 30 s.\n\nReplication lags by 5 s.\n\nRecovery took 4 h.\n\n"
                    "Logs: retention 30 days.\n\nThe step takes 7 min.\n\n60% of 5 nodes"
                )
            }
        ).latencies
    )
    assert shown(latencies.groups) == [
        ("Availability", ["99.99%"]),
        ("Latency p50", ["2 ms"]),
        ("Latency p99", ["20 ms", "10 ms"]),
        ("Latency p99.9", ["1 s"]),
        ("Timeouts", ["30 s"]),
        ("Replication lag", ["5 s"]),
        ("Recovery times and outages", ["4 h"]),
        ("Retention", ["30 days"]),
        ("Other durations", ["7 min"]),
    ]
    assert latencies.components == ()


def test_scale_stands_by_what_is_measured() -> None:
    scale = some(
        indexes_of({"a.md": "5 nodes, 7 nodes, 1M req/s, 3 GB/s, 14 PB, ~500, 2 users, $5"}).scale
    )
    assert shown(scale.groups) == [
        ("Rates", ["1M req/s"]),
        ("Data rates", ["3 GB/s"]),
        ("Sizes", ["14 PB"]),
        ("Counts of nodes", ["7 nodes", "5 nodes"]),
        ("Counts of users", ["2 users"]),
        ("Counts", ["~500"]),
    ]


def test_an_empty_site_has_empty_references() -> None:
    indexes = indexes_of({"a.md": "nothing"})
    for cross in (indexes.costs, indexes.latencies, indexes.scale):
        assert some(cross).groups == ()
        assert some(cross).facts == ()
