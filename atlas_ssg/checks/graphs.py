"""The drawn diagrams of the atlas's pages, with the fence that each comes from."""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.rule import Subject
from atlas_ssg.model.diagram import Graph, Rendered
from atlas_ssg.model.page import Fence, Page

# Mermaid's names for flowcharts, old and new.
FLOWCHARTS = frozenset({"flowchart", "flowchart-v2", "flowchart-elk", "graph"})


def graphs(subject: Subject) -> Iterator[tuple[Page, Fence, Graph]]:
    """Every diagram that was drawn on a page of the atlas."""
    for page in subject.atlas_pages:
        for fence in page.fences:
            outcome = subject.site.diagrams.get((page.path, fence.ordinal))
            if isinstance(outcome, Rendered):
                yield page, fence, outcome.graph


def flowcharts(subject: Subject) -> Iterator[tuple[Page, Fence, Graph]]:
    """Those of `graphs` that are flowcharts."""
    return (found for found in graphs(subject) if found[2].type in FLOWCHARTS)
