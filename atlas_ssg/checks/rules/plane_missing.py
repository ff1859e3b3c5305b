"""A diagram in which fewer than half of the nodes belong to a plane.

The planes say at a glance what kind of thing is failing. Clients, people and
other sites may stand outside of them; most of a diagram may not.

What to do: give each node the class of its plane: `NODE["…"]:::stateStyle`.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.graphs import flowcharts
from atlas_ssg.checks.rule import Finding, Rule, Subject
from atlas_ssg.model.diagnostic import Severity


def check(subject: Subject) -> Iterator[Finding]:
    """Flowcharts that mostly leave the planes out."""
    planes = {plane.class_ for plane in subject.config.file.planes}
    for _, fence, graph in flowcharts(subject):
        outside = [node.id for node in graph.nodes if not planes & set(node.classes)]
        if planes and 2 * len(outside) > len(graph.nodes):
            yield Finding(
                fence.place,
                f"{len(outside)} of {len(graph.nodes)} nodes belong to no plane: "
                + ", ".join(outside[:6]),
                "add `:::` and one of " + ", ".join(sorted(planes)),
            )


RULE = Rule("PL003", "plane-missing", Severity.ERROR, check)
