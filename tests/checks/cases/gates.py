"""NH and GT: the four gates."""

from __future__ import annotations

from msgspec.structs import replace

from atlas_ssg.config import GateItemTable, GateTable
from tests.checks.cases.case import Case
from tests.checks.examined import ATLAS, DIAGRAM, page

FLOW = "systems/netflix/request-flow.md"
FAILURE = "systems/netflix/failure-domains.md"
COST = "systems/netflix/cost-breakdown.md"
GUIDE = "debugging/kafka-not-enough-replicas.md"
SCALE = page(DIAGRAM + '    A -->|"1M req/s [@own-2024]"| J\n')

THREE_AM = """\
## At 3 AM

### Error messages

`NOT_ENOUGH_REPLICAS: Messages are rejected`

### Logs

`journalctl -u kafka`

### Metrics

`UnderReplicatedPartitions` above 5 partitions [@default-3]

### Runbook

1. `kafka-topics --describe`
2. Restart the broker that is missing.
3. Look again.

### Recovery

1. Wait until the replicas are in sync.
"""
COSTS = """\
## Cost

### Infrastructure cost

$10M a year [@own-2024]

### Return on optimisation

20% less [@own-2024]

### Unit cost

$0.01 per user [@own-2024]

### Reserved and on-demand

80% is reserved [@own-2024]

### Growth

5% a year [@own-2024]
"""
INCIDENT = """\
## Failure

### Failure modes

- The broker stops.

### Blast radius

One topic.

### Recovery time

10 minutes [@own-2024]

### Data loss

None.

### Rollback

1. Restart with the old setting.
"""
OWN_GATE = replace(
    ATLAS,
    gates=(
        GateTable(
            id="security",
            title="Security",
            items=(
                GateItemTable(
                    id="threats",
                    title="Who may attack it?",
                    heading=("Security", "Threats"),
                    evidence=("list",),
                ),
            ),
        ),
    ),
)

CASES: dict[str, tuple[Case, ...]] = {
    "NH001": (
        Case(
            bad={FLOW: page(body="The RTO is short, and the API is up.\n")},
            good={FLOW: page(body="The API is up. `RTO` is a string.\n")},
            underlined=("RTO",),
        ),
        Case(  # the word in a label, not the node's name
            bad={FLOW: page(DIAGRAM + '    RTO["Short RTO"] --> A\n')},
            good={FLOW: page(DIAGRAM + '    RTO["Short API"] --> A\n')},
            underlined=("RTO",),
        ),
    ),
    "NH002": (
        Case(
            bad={FLOW: page(DIAGRAM + '    A --> K["Kafka"]\n    A --> S["Amazon S3"]\n')},
            good={
                FLOW: page(
                    DIAGRAM + '    A --> K["Kafka"]\n', front='technologies: {Kafka: "3.8"}\n'
                )
            },
            underlined=("Kafka",),
        ),
    ),
    "NH003": (
        Case(
            bad={FLOW: page(DIAGRAM + '    A -->|"10 ms [@own-2024]"| J\n')},
            good={FLOW: SCALE},
            underlined=("flowchart LR",),
        ),
    ),
    "NH004": (
        Case(
            bad={FLOW: page(front="technologies: {Kafkaa: n/p}\n")},
            good={FLOW: page(front="technologies: {Kafka: n/p, Amazon S3: managed}\n")},
            underlined=("Kafkaa",),
        ),
        Case(
            bad={FLOW: page(front="technologies:\n  Apache Kafka: n/p\n")},
            good={"notes.md": page(front="technologies:\n  Zuul: n/p\n")},
            underlined=("Apache Kafka",),
        ),
    ),
    "GT001": (
        Case(
            bad={GUIDE: page(body=THREE_AM.replace("3. Look again.\n", ""))},
            good={GUIDE: page(body=THREE_AM)},
            underlined=("### Runbook",),
        ),
        Case(  # a page that does not own the question inherits the answer
            bad={FAILURE: page(body=THREE_AM.replace("`journalctl -u kafka`", "The usual ones."))},
            good={FLOW: page()},
            underlined=("### Logs",),
        ),
    ),
    "GT002": (
        Case(
            bad={FLOW: page()},
            good={FLOW: page(body="## Onboarding\n\n### First day\n\nRead it.\n")},
            underlined=("flowchart LR",),
            file=replace(
                ATLAS,
                gates=(
                    GateTable(
                        id="new-hire",
                        title="New hire",
                        items=(
                            GateItemTable(
                                id="first-day",
                                title="What to read first?",
                                heading=("Onboarding", "First day"),
                                evidence=("text",),
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    "GT003": (
        Case(
            bad={COST: page(body=COSTS.replace("$0.01 per user", "$0.01"))},
            good={COST: page(body=COSTS)},
            underlined=("### Unit cost",),
        ),
        Case(
            bad={COST: page(body=COSTS.replace("### Growth", "### Outlook"))},
            good={
                COST: page(
                    body=COSTS.replace("### Growth", "### Outlook"),
                    front="not_published:\n"
                    '  - {what: "growth: next year", looked_in: blog, on: 2026-11-22}\n',
                )
            },
            underlined=("flowchart LR",),
        ),
    ),
    "GT004": (
        Case(
            bad={FAILURE: page(body=INCIDENT.replace("10 minutes", "A while"))},
            good={FAILURE: page(body=INCIDENT)},
            underlined=("### Recovery time",),
        ),
        Case(
            bad={FAILURE: page(body=INCIDENT.replace("### Rollback", "### Back"))},
            good={
                FAILURE: page(
                    body=INCIDENT.replace("### Rollback", "### Back"),
                    front=f"answers: {{rollback: /{GUIDE[:-3]}/}}\n",
                ),
                GUIDE: page(body=INCIDENT),
            },
            underlined=("flowchart LR",),
        ),
    ),
    "GT005": (
        Case(
            bad={FAILURE: page(front="answers: {rollback: /debugging/none/}\n")},
            good={
                FAILURE: page(front=f"answers: {{rollback: /{GUIDE[:-3]}/#rollback}}\n"),
                GUIDE: page(body=INCIDENT),
            },
            underlined=("/debugging/none/",),
        ),
        Case(  # a page that exists and leaves the question open itself
            bad={
                FAILURE: page(front=f"answers: {{rollback: /{GUIDE[:-3]}/}}\n"),
                GUIDE: page(),
            },
            good={  # one that does not own the question answers it under its heading
                FLOW: page(body=INCIDENT),
                FAILURE: page(front="answers: {growth: /systems/netflix/cost-breakdown/}\n"),
                COST: page(body=COSTS),
            },
            underlined=(f"/{GUIDE[:-3]}/",),
        ),
        Case(  # no such question
            bad={FAILURE: page(front="answers: {rolback: /debugging/none/}\n")},
            good={FAILURE: page()},
            underlined=("/debugging/none/",),
        ),
        Case(  # no such heading
            bad={
                FAILURE: page(front=f"answers: {{rollback: /{GUIDE[:-3]}/#roll-back}}\n"),
                GUIDE: page(body=INCIDENT),
            },
            good={GUIDE: page(body=INCIDENT)},
            underlined=(f"/{GUIDE[:-3]}/#roll-back",),
        ),
    ),
    "GT006": (
        Case(
            bad={FLOW: page()},
            good={FLOW: page(body="## Security\n\n### Threats\n\n- Botnets.\n")},
            underlined=("flowchart LR",),
            file=OWN_GATE,
        ),
    ),
}
