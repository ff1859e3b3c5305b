"""A node that no edge touches.

What a node depends on, and what depends on it, is why it stands in a diagram.
"Every node is connected" is one of the new hire's questions; it is reported
here, node by node.

What to do: connect it, or take it out. A node in a subgraph that is itself
connected is fine.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.places import find_in_fence
from atlas_ssg.checks.rule import FLOWCHARTS, Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.model.diagram import connected


def check(subject: PageSubject) -> Iterator[Finding]:
    """Nodes without an edge of their own or of a subgraph around them.

    Types whose diagrams may do without edges altogether (blocks, boards) are
    only looked at when they draw some.
    """
    for fence, graph in subject.graphs():
        if not graph.edges and graph.type not in FLOWCHARTS:
            continue
        touched = connected(graph)
        for node in graph.nodes:
            if node.id not in touched:
                yield Finding(
                    find_in_fence(fence, node.id),
                    f"the node `{node.id}` has no edge",
                    "connect it to what it depends on, or remove it",
                    len(node.id),
                )


RULE = PageRule("MM006", "node-orphan", Severity.ERROR, check)
