"""Versions: which technologies of a diagram a page names without saying their version."""

from __future__ import annotations

from collections.abc import Iterable

from atlas_ssg.indexes.vocabulary import Vocabulary
from atlas_ssg.model.diagram import Graph
from atlas_ssg.model.page import Page


def unversioned(page: Page, graphs: Iterable[Graph], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Technologies in the labels that are not managed and that `technologies:` leaves out."""
    said = {use.name for use in page.front.technologies}
    named = {
        name
        for graph in graphs
        for label in (*(n.label for n in graph.nodes), *(e.label for e in graph.edges))
        for name in vocabulary.named(label)
    }
    return tuple(sorted(n for n in named - said if not vocabulary.technologies[n].managed))
