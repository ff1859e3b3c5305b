"""An edge without an arrowhead.

A line does not say who calls whom, and so not where to look next.

What to do: write `A --> B`, `A -.-> B` or `A ==> B` instead of `A --- B`.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.graphs import flowcharts
from atlas_ssg.checks.places import find_in_fence
from atlas_ssg.checks.rule import Finding, Rule, Subject
from atlas_ssg.model.diagnostic import Severity


def check(subject: Subject) -> Iterator[Finding]:
    """Undirected edges of flowcharts."""
    for _, fence, graph in flowcharts(subject):
        for edge in graph.edges:
            if not edge.directed:
                yield Finding(
                    find_in_fence(fence, edge.source),
                    f"the edge from `{edge.source}` to `{edge.target}` has no arrowhead",
                    "draw it as `-->` (or `-.->` when asynchronous)",
                    len(edge.source),
                )


RULE = Rule("MM005", "edge-undirected", Severity.ERROR, check)
