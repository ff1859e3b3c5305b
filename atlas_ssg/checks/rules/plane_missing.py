"""A diagram in which fewer than half of the nodes belong to a plane.

The planes say at a glance what kind of thing is failing. Clients, people and
other sites may stand outside of them; most of a diagram may not.

What to do: give each node the class of its plane: `NODE["…"]:::stateStyle`.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Severity

_NAMED = 6  # nodes that the message lists


def check(subject: PageSubject) -> Iterator[Finding]:
    """Flowcharts that mostly leave the planes out."""
    planes = {plane.class_ for plane in subject.file.planes}
    for fence, graph in subject.flowcharts():
        outside = [node.id for node in graph.nodes if not planes & set(node.classes)]
        if planes and 2 * len(outside) > len(graph.nodes):
            more = ", …" if len(outside) > _NAMED else ""
            yield Finding(
                fence.place,
                f"{len(outside)} of {len(graph.nodes)} nodes belong to no plane: "
                f"{', '.join(outside[:_NAMED])}{more}",
                "add `:::` and one of " + ", ".join(sorted(planes)),
                len(fence.source.split("\n", 1)[0]),
            )


RULE = PageRule("PL003", "plane-missing", Severity.ERROR, check)
