"""An edge without an arrowhead.

A line does not say who calls whom, and so not where to look next. "Every edge
points" is one of the new hire's questions; it is reported here, edge by edge.

What to do: write `A --> B`, `A -.-> B` or `A ==> B` instead of `A --- B`, and
`A->>B` instead of `A->B` in a sequence diagram.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas_ssg.checks.places import as_word, find_in_fence, search_fence
from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.model.diagram import Edge
from atlas_ssg.model.page import Fence
from atlas_ssg.model.source import Place

_HELP = "draw it as `-->`, or as `-.->` when it is asynchronous"
_HELP_IN_SEQUENCES = "draw it as `->>`, or as `-->>` for an answer"


def check(subject: PageSubject) -> Iterator[Finding]:
    """Edges, messages and transitions that do not point."""
    for fence, graph in subject.graphs():
        for edge in graph.edges:
            if not edge.directed:
                yield Finding(
                    _place(fence, edge),
                    f"the edge from `{edge.source}` to `{edge.target}` has no arrowhead",
                    _HELP_IN_SEQUENCES if graph.type == "sequence" else _HELP,
                    len(edge.source),
                )


def _place(fence: Fence, edge: Edge) -> Place:
    """The line that names both ends, else the first that names the source."""
    both = re.compile(f"{as_word(edge.source).pattern}(?=.*{as_word(edge.target).pattern})")
    return search_fence(fence, both) or find_in_fence(fence, edge.source)


RULE = PageRule("MM005", "edge-undirected", Severity.ERROR, check)
