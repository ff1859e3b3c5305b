"""A node that no edge touches.

What a node depends on, and what depends on it, is why it stands in a diagram.

What to do: connect it, or take it out. A node in a subgraph that is itself
connected is fine.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.graphs import flowcharts
from atlas_ssg.checks.places import find_in_fence
from atlas_ssg.checks.rule import Finding, Rule, Subject
from atlas_ssg.model.diagnostic import Severity


def check(subject: Subject) -> Iterator[Finding]:
    """Nodes of flowcharts that neither they nor their subgraph have an edge."""
    for _, fence, graph in flowcharts(subject):
        touched = {end for edge in graph.edges for end in (edge.source, edge.target)}
        for node in graph.nodes:
            if not {node.id, node.group} & touched:
                place = find_in_fence(fence, node.id)
                yield Finding(
                    place,
                    f"the node `{node.id}` has no edge",
                    "connect it to what it depends on, or remove it",
                    len(node.id),
                )


RULE = Rule("MM006", "node-orphan", Severity.ERROR, check)
