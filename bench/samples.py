"""Diagrams and pages to measure with: made up, the same each time, of the size of real ones."""

from __future__ import annotations

import random

_PARTS = {
    "edgeStyle": ("CDN", "WAF", "Load balancer", "DNS", "Edge cache"),
    "serviceStyle": (
        "API gateway",
        "Orders",
        "Pricing",
        "Search",
        "Playback",
        "Profiles",
        "Billing",
    ),
    "stateStyle": (
        "PostgreSQL 16",
        "Cassandra 4.1",
        "Redis 7.2",
        "Kafka 3.7",
        "S3",
        "Elasticsearch",
    ),
    "controlStyle": ("Prometheus", "Spinnaker", "Vault 1.15", "Chaos Monkey"),
}


def diagram(seed: int, nodes: int = 18) -> str:
    """An architecture diagram of about `nodes` nodes (38 lines, as the median of real ones)."""
    pick = random.Random(seed)
    lines = ["flowchart TB"]
    names: list[str] = []
    for plane, things in _PARTS.items():
        lines.append(
            f'    subgraph {plane}Plane["{plane.removesuffix("Style").title()} plane {seed}"]'
        )
        for number in range(max(1, nodes // len(_PARTS))):
            name = f"{plane[0].upper()}{number}"
            figure = f"{pick.randint(2, 900)}K req/s"
            lines.append(
                f'        {name}["{pick.choice(things)} {seed}-{number}<br/>{figure}"]:::{plane}'
            )
            names.append(name)
        lines.append("    end")
    for position, name in enumerate(names[:-1]):
        target = names[pick.randint(position + 1, len(names) - 1)]
        lines.append(f'    {name} -->|"p99 {pick.randint(1, 300)} ms"| {target}')
    return "\n".join(lines)


def page(seed: int, diagrams: int = 1) -> str:
    """A page with a heading, text, a table and its diagrams."""
    fences = "\n\n".join(f"```mermaid\n{diagram(seed * 100 + n)}\n```" for n in range(diagrams))
    return f"""\
# Service {seed}

Service {seed} answers {seed + 10}K requests per second.

{fences}

## Failure

### Failure modes

| what | effect |
|---|---|
| cache lost | {seed % 50 + 1} s of errors |
| queue full | `ERR{seed}: queue is full` |
"""
