"""A diagram with fewer than ten or more than twenty-five nodes.

One concept a diagram. Below ten nodes it says little that a sentence would
not; above twenty-five nobody reads it at 3 AM.

What to do: split a large diagram by concept and link the pages; merge a small
one with its sibling.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.graphs import flowcharts
from atlas_ssg.checks.rule import Finding, Rule, Subject
from atlas_ssg.model.diagnostic import Severity

# The content format: "Ten to twenty-five nodes, short labels, one concept".
LEAST, MOST = 10, 25


def check(subject: Subject) -> Iterator[Finding]:
    """Flowcharts outside the range."""
    for _, fence, graph in flowcharts(subject):
        count = len(graph.nodes)
        if not LEAST <= count <= MOST:
            yield Finding(
                fence.place,
                f"{count} nodes; a diagram has {LEAST} to {MOST}",
                "split it by concept" if count > MOST else "merge it with a sibling, or say more",
            )


RULE = Rule("MM004", "diagram-size", Severity.WARNING, check)
