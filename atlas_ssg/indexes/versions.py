"""Versions: which technologies of a diagram a page names without saying their version."""

from __future__ import annotations

import re
from functools import lru_cache

from atlas_ssg.model.diagram import Graph
from atlas_ssg.model.page import Page
from atlas_ssg.model.site import Library, Technology


def unversioned(page: Page, graphs: tuple[Graph, ...], library: Library) -> tuple[str, ...]:
    """Technologies in the labels that are not managed and that `technologies:` leaves out."""
    labels = "\n".join(
        text
        for graph in graphs
        for text in (*(n.label for n in graph.nodes), *(e.label for e in graph.edges))
    )
    said = {use.name for use in page.front.technologies}
    return tuple(
        name
        for name, technology in sorted(library.technologies.items())
        if not technology.managed and name not in said and _pattern(technology).search(labels)
    )


@lru_cache(maxsize=4096)
def _pattern(technology: Technology) -> re.Pattern[str]:
    names = sorted((technology.name, *technology.aliases), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")
