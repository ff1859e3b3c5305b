"""WD and UN: words and units."""

from __future__ import annotations

from tests.checks.cases.case import Case
from tests.checks.examined import DESCRIPTION, DIAGRAM, page

FLOW = "systems/netflix/request-flow.md"

CASES: dict[str, tuple[Case, ...]] = {
    "WD001": (
        Case(
            bad={FLOW: page(DIAGRAM + '    A --> K["Service A"]\n', body="`TODO` and TODO.\n")},
            good={
                FLOW: page(DIAGRAM + '    A --> K["Zuul 2"]\n', body="`TODO` is what it logs.\n")
            },
            underlined=("Service A", "TODO"),
        ),
        Case(
            bad={FLOW: page(title="TBD", body="[there](https://docs.example.com/x)\n")},
            good={FLOW: page(body="[there](https://netflix.com/example.com)\n")},
            underlined=("TBD", "https://docs.example.com/x"),
        ),
    ),
    "WD002": (
        Case(
            bad={
                FLOW: page(body="A [robust](https://robust.test) way: high\nperformance. Robust.\n")
            },
            good={FLOW: page(body="It took 4 h to mend, under `high performance` mode.\n")},
            underlined=("robust", "high", "Robust"),
        ),
        Case(
            bad={
                FLOW: page(description=DESCRIPTION.replace("a request", "a battle-tested request"))
            },
            good={FLOW: page()},
            underlined=("battle-tested",),
        ),
    ),
    "UN001": (
        Case(
            bad={FLOW: page(DIAGRAM + '    A -->|"10 msec [@own-2024]"| J\n')},
            good={FLOW: page(DIAGRAM + '    A -->|"10 ms [@own-2024]"| J\n')},
            underlined=("10 msec",),
        ),
        Case(  # not what stands in code, though it is the same word
            bad={FLOW: page(body="`10 sec`, then 10 sec [@own-2024].\n")},
            good={FLOW: page(body="`10 sec`, then 10 s [@own-2024].\n")},
            underlined=("10 sec",),
        ),
        Case(
            bad={
                FLOW: page(body="| a | b |\n|---|---|\n| 5 gb [@own-2024] | 5 gb [@own-2024] |\n")
            },
            good={
                FLOW: page(body="| a | b |\n|---|---|\n| 5 GB [@own-2024] | 5 GB [@own-2024] |\n")
            },
            underlined=("5 gb", "5 gb"),
        ),
    ),
}
