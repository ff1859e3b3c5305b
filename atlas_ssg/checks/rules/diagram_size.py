"""A flowchart with fewer than ten or more than twenty-five nodes.

One concept a diagram. Below ten nodes it says little that a sentence would
not; above twenty-five nobody reads it at 3 AM.

What to do: split a large diagram by concept and link the pages; merge a small
one with its sibling.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Severity

# CONTRIBUTING.md, "Add a diagram": one concept, ten to twenty-five nodes.
LEAST, MOST = 10, 25


def check(subject: PageSubject) -> Iterator[Finding]:
    """Flowcharts outside the range."""
    for fence, graph in subject.flowcharts():
        count = len(graph.nodes)
        if not LEAST <= count <= MOST:
            yield Finding(
                fence.place,
                f"the diagram has {count} node{'' if count == 1 else 's'}; "
                f"{LEAST} to {MOST} can be read at a glance",
                "split it by concept" if count > MOST else "merge it with a sibling, or say more",
                len(fence.source.split("\n", 1)[0]),
            )


RULE = PageRule("MM004", "diagram-size", Severity.WARNING, check)
