"""A node whose label is only its id, or is empty.

`LB` is a name for the author; a reader needs to know what runs there.

What to do: give it a label in quotes: `LB["Zuul 2.1 on Netty"]`.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.graphs import flowcharts
from atlas_ssg.checks.places import find_in_fence
from atlas_ssg.checks.rule import Finding, Rule, Subject
from atlas_ssg.model.diagnostic import Severity


def check(subject: Subject) -> Iterator[Finding]:
    """Nodes of flowcharts without a label of their own."""
    for _, fence, graph in flowcharts(subject):
        for node in graph.nodes:
            if node.label.strip() in {"", node.id}:
                yield Finding(
                    find_in_fence(fence, node.id),
                    f"the node `{node.id}` has no label",
                    f'name what runs there: `{node.id}["…"]`',
                    len(node.id),
                )


RULE = Rule("MM007", "node-unlabelled", Severity.WARNING, check)
