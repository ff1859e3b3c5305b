"""SR: figures and what they rest on."""

from __future__ import annotations

from msgspec.structs import replace

from atlas_ssg.config import CategoryTable, ChecksTable
from tests.checks.cases.case import Case
from tests.checks.examined import ATLAS, DIAGRAM, page

FLOW = "systems/netflix/request-flow.md"
COST = "systems/netflix/cost-breakdown.md"
GUIDE = "debugging/kafka-not-enough-replicas.md"
ENOUGH = "".join(f"It takes {n} ms on one hop [@own-2024].\n" for n in range(11, 16))
CALCULATION = (
    "calculations:\n  sum:\n    what: Both\n    expression: a + b\n"
    "    inputs: {a: {value: 100 ms, source: own-2024}, b: {value: 100 ms, source: own-2024}}\n"
    "    result: ms\n"
)
NOT_PUBLISHED = "not_published:\n  - {what: latency, looked_in: blog, on: 2026-11-22}\n"
# Another team's words for the same: what counts is the role.
OURS = replace(
    ATLAS,
    categories=(
        CategoryTable(id="outages", title="Outages", folder="outages", role="incidents"),
        CategoryTable(id="alerts", title="Alerts", folder="alerts", role="guides"),
        CategoryTable(id="incidents", title="Tickets", folder="incidents"),
    ),
    gates=(),
)

CASES: dict[str, tuple[Case, ...]] = {
    "SR001": (
        Case(
            bad={FLOW: page(DIAGRAM + '    A -->|"p99 10 ms"| J\n')},
            good={
                FLOW: page(DIAGRAM + '    A -->|"p99 10 ms [@own-2024]"| J\n    A -->|"n/p"| J\n')
            },
            underlined=("10 ms",),
        ),
        Case(
            bad={FLOW: page(body="It answers within 10 ms [@own-2024].\nIt holds 5 TB.\n")},
            good={
                FLOW: page(
                    body="It answers within 10 ms [@own-2024].\nZuul 2.1 runs on port 7001.\n"
                )
            },
            underlined=("5 TB",),
        ),
        Case(  # the second cell of a row, not the same figure in the first
            bad={FLOW: page(body="| hop | time |\n|---|---|\n| 10 ms [@own-2024] | 10 ms |\n")},
            good={FLOW: page(body="| hop | time |\n|---|---|\n| first | 10 ms [@own-2024] |\n")},
            underlined=("10 ms",),
        ),
    ),
    "SR003": (
        Case(
            bad={FLOW: page(body="It takes 10 ms [@own-2024].\n")},
            good={FLOW: page(body=ENOUGH + "It takes 16 ms [@press-2025].\n")},
            underlined=("f",),
        ),
        Case(  # one publisher alone
            bad={FLOW: page(body=ENOUGH + "It takes 16 ms [@own-2024].\n")},
            good={"incidents/outage.md": page(body=ENOUGH + "It took 16 min [@own-2024].\n")},
            underlined=("f",),
        ),
        Case(  # a guide needs a default and the component's own words
            bad={GUIDE: page(body="The message means [@press-2025] this.\n")},
            good={
                GUIDE: page(
                    body="A [@default-3]. B [@default-3]. The default is 1 s [@default-3].\n"
                )
            },
            underlined=("f",),
        ),
        Case(  # categories of other names, and a plain one of a known name
            bad={
                "incidents/a.md": page(body=ENOUGH + "It took 16 min [@own-2024].\n"),
                "alerts/a.md": page(body="The message means [@press-2025] this.\n"),
            },
            good={
                "outages/a.md": page(body=ENOUGH + "It took 16 min [@own-2024].\n"),
                "alerts/a.md": page(
                    body="A [@default-3]. B [@default-3]. The default is 1 s [@default-3].\n"
                ),
            },
            underlined=("f", "f"),
            file=OURS,
        ),
    ),
    "SR004": (
        Case(
            bad={FLOW: page(body=ENOUGH + "It takes 16 ms [@summary-a].\n")},
            good={FLOW: page(body=ENOUGH + "It takes 16 ms [@summary-a; @summary-b].\n")},
            underlined=("16 ms",),
        ),
        Case(  # more than a third of the page
            bad={FLOW: page(body="It takes 16 ms [@summary-a; @summary-b].\n")},
            good={FLOW: page(body=ENOUGH)},
            underlined=("f",),
        ),
    ),
    "SR005": (
        Case(
            bad={FLOW: page(DIAGRAM + '    A -->|"timeout 10 ms [@default-3]"| J\n')},
            good={FLOW: page(DIAGRAM + '    A -->|"default 10 ms [@default-3]"| J\n')},
            underlined=("10 ms",),
        ),
    ),
    "SR006": (
        Case(
            bad={FLOW: page(body="A GB costs $0.05 [@price-2026].\n")},
            good={COST: page(body="## Unit-price model\n\nA GB costs $0.05 [@price-2026].\n")},
            underlined=("$0.05",),
        ),
        Case(
            bad={COST: page(body="## Cost\n\nA GB costs $0.05 [@price-2026].\n")},
            good={
                COST: page(
                    title="Unit-price model of Netflix", body="A GB costs $0.05 [@price-2026].\n"
                )
            },
            underlined=("$0.05",),
        ),
    ),
    "SR007": (
        Case(
            bad={
                FLOW: page(
                    front=CALCULATION.replace(
                        "value: 100 ms, source: own-2024}}", "price: list/none}}"
                    )
                )
            },
            good={FLOW: page(front=CALCULATION)},
            underlined=("w",),
        ),
    ),
    "SR008": (
        Case(
            bad={FLOW: page(front=CALCULATION, body="Both take 300 ms [@calc:sum].\n")},
            good={FLOW: page(front=CALCULATION, body="Both take 0.2 s [@calc:sum].\n")},
            underlined=("300 ms",),
        ),
        Case(  # of several figures that share the citation one must be the result
            bad={FLOW: page(front=CALCULATION, body="5 nodes take 300 ms [@calc:sum].\n")},
            good={FLOW: page(front=CALCULATION, body="5 nodes take 200 ms [@calc:sum].\n")},
            underlined=("300 ms",),
        ),
    ),
    "SR009": (
        Case(
            bad={FLOW: page(body="It serves 30M req/s [@own-2016].\n")},
            good={FLOW: page(body="In 2016 it served 30M req/s [@own-2016].\n")},
            underlined=("30M req/s",),
        ),
        Case(
            bad={FLOW: page(body="| what | rate |\n|---|---|\n| all | 30M req/s [@own-2016] |\n")},
            good={
                FLOW: page(
                    body="| what | rate (2016) |\n|---|---|\n| all | 30M req/s [@own-2016] |\n"
                )
            },
            underlined=("30M req/s",),
        ),
        Case(
            bad={"incidents/a.md": page(body="It served 30M req/s [@own-2016].\n")},
            good={"outages/a.md": page(body="It served 30M req/s [@own-2016].\n")},
            underlined=("30M req/s",),
            file=OURS,
        ),
    ),
    "SR010": (
        Case(
            bad={FLOW: page(DIAGRAM + '    A -->|"p99 n/p"| J\n')},
            good={FLOW: page(DIAGRAM + '    A -->|"p99 n/p"| J\n', front=NOT_PUBLISHED)},
            underlined=("p99",),
        ),
        Case(
            bad={FLOW: page(front="not_published:\n  - {what: latency, looked_in: blog}\n")},
            good={FLOW: page(front=NOT_PUBLISHED)},
            underlined=("{",),
        ),
    ),
    "SR011": (
        Case(
            bad={FLOW: page(front="technologies:\n  Kafka: {version: 3, source: own-2025}\n")},
            good={FLOW: page(front="technologies:\n  Kafka: {version: 3, source: own-2024}\n")},
            underlined=("own-2025",),
        ),
        Case(
            bad={
                FLOW: page(
                    front=CALCULATION.replace(
                        "b: {value: 100 ms, source: own-2024}", "b: {value: 100 ms, source: mine}"
                    )
                )
            },
            good={FLOW: page(front="incident: {operator: Netflix, source: own-2024}\n")},
            underlined=("mine",),
        ),
    ),
    "SR012": (
        Case(
            bad={FLOW: page(body="It takes 10 ms [@bench-2025].\n")},
            good={FLOW: page(body="The Lab measured 10 ms on 48 nodes [@bench-2025].\n")},
            underlined=("10 ms",),
        ),
        Case(
            bad={FLOW: page(body="Somebody measured 10 ms [@bench-nobody].\n")},
            good={FLOW: page(body="## Benchmark\n\nIt takes 10 ms [@bench-2025].\n")},
            underlined=("10 ms",),
        ),
    ),
    "SR013": (
        Case(
            bad={FLOW: page(body="The default is 10 ms [@default-stale].\n")},
            good={FLOW: page(body="The default is 10 ms [@default-3].\n")},
            underlined=("{",),
            checks=ChecksTable(source_age={"documented-default": 24}),
        ),
    ),
}
