"""FM, AX and ST: front matter, accessibility and structure."""

from __future__ import annotations

from msgspec.structs import replace

from atlas_ssg.config import CategoryTable, ChecksTable
from tests.checks.cases.case import Case
from tests.checks.examined import ATLAS, configured, page

FLOW = "systems/netflix/request-flow.md"
INCIDENT = "incidents/outage.md"

ONE_INCIDENT = CategoryTable(id="incidents", title="Incidents", folder="incidents", target=1)

CASES: dict[str, tuple[Case, ...]] = {
    "FM002": (
        Case(
            bad={FLOW: page(updated="")},
            good={FLOW: page(), "systems/netflix/index.md": "# Netflix\n\nFilms.\n"},
            underlined=("-",),
        ),
    ),
    "FM003": (
        Case(
            bad={
                INCIDENT: page(
                    front="incident: {operator: X, began: 2026-02-02, ended: 2026-02-01}\n"
                )
            },
            good={
                INCIDENT: page(
                    front="incident: {operator: X, began: 2026-02-02T10:00Z, ended: 2026-02-02}\n"
                )
            },
            underlined=("2026-02-01",),
        ),
    ),
    "AX001": (
        Case(
            bad={FLOW: page(description="Too short.")},
            good={FLOW: page()},
            underlined=("Too short.",),
        ),
        Case(
            bad={FLOW: page(description="")},
            good={"systems/netflix/index.md": "# Netflix\n\nFilms.\n"},
            underlined=("f",),
        ),
    ),
    "AX002": (
        Case(
            bad={FLOW: page(body="![](queue.png)\n"), "systems/netflix/queue.png": "x"},
            good={FLOW: page(body="![The queue](queue.png)\n"), "systems/netflix/queue.png": "x"},
            underlined=("queue.png",),
        ),
    ),
    "AX003": (
        Case(
            bad={FLOW: page(title="", body="Only a sentence.\n")},
            good={FLOW: page(title="", body="# Request flow\n\nA sentence.\n")},
            underlined=("-",),
        ),
        Case(
            bad={"incidents/lost.md": "Only a sentence.\n"},
            good={"incidents/lost.md": "Lost\n====\n\nA sentence.\n"},
            underlined=("O",),
        ),
    ),
    "ST001": (
        Case(
            bad={FLOW: page(), "systems/netflix/request-flo.md": page()},
            good={FLOW: page(), "systems/netflix/index.md": "# Netflix\n", INCIDENT: page()},
            underlined=("-",),
        ),
        Case(
            bad={"systems/netflx/storage.md": page()},
            good={"systems/netflix/storage.md": page()},
            underlined=("-",),
        ),
        Case(
            bad={FLOW: page(), "systems/netflix/storage.md": page(front="kind: request-flow\n")},
            good={FLOW: page(), "systems/netflix/storage.md": page()},
            underlined=("-",),
        ),
    ),
    "ST002": (
        Case(
            bad={FLOW: page()},
            good={
                f"systems/{system}/{kind.id}.md": page()
                for system in configured().systems
                for kind in configured().kinds
            },
            underlined=(*[""] * 29, "-"),
            checks=ChecksTable(extend_select=("ST002",)),
        ),
    ),
    "ST003": (
        Case(
            bad={FLOW: page()},
            good={INCIDENT: page()},
            underlined=("",),
            file=replace(ATLAS, categories=(ONE_INCIDENT,)),
            checks=ChecksTable(extend_select=("ST003",)),
        ),
    ),
    "ST004": (
        Case(
            bad={INCIDENT: "# Outage\n\nIt was down.\n"},
            good={INCIDENT: page(), "incidents/index.md": "# Incidents\n"},
            underlined=("#",),
        ),
        Case(
            bad={INCIDENT: page(body='```mermaid\npie\n  "a" : 1\n```\n')},
            good={"notes.md": page(body='```mermaid\npie\n  "a" : 1\n```\n')},
            underlined=("p",),
        ),
    ),
}
