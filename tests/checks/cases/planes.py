"""PL: the planes' colours, classes and cues."""

from __future__ import annotations

from tests.checks.cases.case import Case
from tests.checks.examined import DIAGRAM, page

FLOW = "systems/netflix/request-flow.md"
RIGHT = "    classDef edgeStyle fill:#06c,stroke:#004499,color:white,stroke-width:2px\n"


def boxed(box: str) -> str:
    """A sequence diagram with a box."""
    return page(f"sequenceDiagram\n    {box}\n    participant A\n    end\n    A->>B: x\n")


CASES: dict[str, tuple[Case, ...]] = {
    "PL001": (
        Case(
            bad={
                FLOW: page(
                    DIAGRAM + "    classDef edgeStyle fill:#3B82F6,stroke:#004499,color:#fff\n"
                )
            },
            good={FLOW: page(DIAGRAM + RIGHT)},
            underlined=("#3B82F6",),
        ),
        Case(
            bad={FLOW: page(DIAGRAM + "    classDef edgeStyle fill:#0066CC,stroke:#004499\n")},
            good={FLOW: page(DIAGRAM + "    classDef own fill:#3B82F6,color:#000\n")},
            underlined=("edgeStyle",),
        ),
        Case(
            bad={FLOW: page(DIAGRAM + "    style A fill:#f00\n")},
            good={FLOW: page(DIAGRAM + '    A --> K["no plane"]\n    style K fill:#f00\n')},
            underlined=("#f00",),
        ),
    ),
    "PL002": (
        Case(
            bad={FLOW: page(DIAGRAM + '    A --> K["Kafka"]:::stateStile\n')},
            good={FLOW: page(DIAGRAM + '    A --> K["x"]:::own\n    classDef own fill:#eee\n')},
            underlined=("stateStile",),
        ),
    ),
    "PL003": (
        Case(
            bad={FLOW: page(DIAGRAM.replace(":::edgeStyle", ""))},
            good={FLOW: page(DIAGRAM + '    A --> PHONE["Phones"]\n')},
            underlined=("flowchart LR",),
        ),
    ),
    "PL004": (
        Case(
            bad={FLOW: page(DIAGRAM + "    classDef own fill:#ff0,color:#fff\n")},
            good={FLOW: page(DIAGRAM + "    classDef own fill:#ff0,color:#000\n")},
            underlined=("#fff",),
        ),
    ),
    "PL005": (
        Case(
            bad={FLOW: boxed("box rgb(0,102,204) Entry")},
            good={FLOW: boxed("box rgb(0,102,204) Edge plane")},
            underlined=("rgb(0,102,204)",),
        ),
        Case(
            bad={FLOW: boxed("box rgb(204,0,0)")},
            good={FLOW: boxed("box Watching it all")},
            underlined=("rgb(204,0,0)",),
        ),
    ),
}
