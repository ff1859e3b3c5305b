"""MM: diagrams as Mermaid sees them."""

from __future__ import annotations

from atlas_ssg.diagrams.renderer import Refusal
from tests.checks.cases.case import Case
from tests.checks.examined import DIAGRAM, page

FLOW = "systems/netflix/request-flow.md"

CASES: dict[str, tuple[Case, ...]] = {
    "MM001": (
        Case(
            bad={FLOW: page("flowchart LR\n    A --> B\n    B ?? C\n")},
            good={FLOW: page("flowchart LR\n    A --> B\n    B --> C\n")},
            underlined=("?",),
        ),
        Case(  # a page outside of the atlas counts as well, and the place is behind a citation
            bad={"notes.md": 'text\n\n```mermaid\nflowchart LR\n A["1 s [@own-2024]"] ?? B\n```\n'},
            good={
                "notes.md": 'text\n\n```mermaid\nflowchart LR\n A["1 s [@own-2024]"] --> B\n```\n'
            },
            underlined=("?",),
        ),
    ),
    "MM002": (
        Case(
            bad={FLOW: page("flowchart LR\n    SLOW --> B\n")},
            good={FLOW: page("flowchart LR\n    QUICK --> B\n")},
            underlined=("flowchart LR",),
            answers={"SLOW": Refusal("timeout", "not drawn within 20 s", 1, 1, 12)},
        ),
    ),
    "MM003": (
        Case(
            bad={FLOW: page('%%{init: {"theme": "dark"}}%%\nflowchart LR\n    A --> B\n')},
            good={
                FLOW: page('%%{init: {"flowchart": {"curve": "basis"}}}%%\nflowchart LR\n A --> B')
            },
            underlined=("%",),
        ),
    ),
    "MM004": (
        Case(
            bad={FLOW: page("flowchart LR\n    A --> B\n")},
            good={FLOW: page()},
            underlined=("flowchart LR",),
        ),
        Case(
            bad={
                FLOW: page(
                    "flowchart LR\n" + "".join(f"    N{n} --> N{n + 1}\n" for n in range(25))
                )
            },
            good={FLOW: page("sequenceDiagram\n    A->>B: hello\n")},
            underlined=("flowchart LR",),
        ),
    ),
    "MM005": (
        Case(
            bad={FLOW: page(DIAGRAM + "    C --> A\n    C --- J\n")},
            good={FLOW: page(DIAGRAM + "    C --> A\n    C -.-> J\n")},
            underlined=("C",),
        ),
        Case(
            bad={FLOW: page("sequenceDiagram\n    P->Z: hello\n")},
            good={FLOW: page("sequenceDiagram\n    P->>Z: hello\n")},
            underlined=("P",),
        ),
    ),
    "MM006": (
        Case(
            bad={FLOW: page(DIAGRAM + '    ALONE["Nobody calls"]\n')},
            good={FLOW: page(DIAGRAM + '    ALONE["Somebody calls"]\n    A --> ALONE\n')},
            underlined=("ALONE",),
        ),
        Case(  # a subgraph that an edge reaches reaches those within it, however deep
            bad={FLOW: page(DIAGRAM + 'subgraph X["X"]\n subgraph Y["Y"]\n K["k"]\n end\nend\n')},
            good={
                FLOW: page(
                    DIAGRAM + 'subgraph X["X"]\n subgraph Y["Y"]\n K["k"]\n end\nend\nA --> X\n'
                )
            },
            underlined=("K",),
        ),
    ),
    "MM007": (
        Case(
            bad={FLOW: page(DIAGRAM + "    A --> LB\n")},
            good={FLOW: page(DIAGRAM + '    A --> LB["LB"]\n    A --> ZUUL["Zuul 2.1"]\n')},
            underlined=("LB",),
        ),
    ),
    "MM008": (
        Case(
            bad={FLOW: page("flowchrt LR\n    A --> B\n")},
            good={FLOW: page("flowchart LR\n    A --> B\n")},
            underlined=("flowchrt",),
        ),
    ),
    "MM009": (
        Case(
            bad={FLOW: page(DIAGRAM + "    click A call attack()\n")},
            good={FLOW: page(DIAGRAM + '    click A href "https://netflix.test/"\n')},
            underlined=("click A call",),
        ),
    ),
}
