"""A plane that only its colour tells apart.

Blue and red look alike in grey print, and one man in twelve does not tell red
from green. Nodes of flowcharts get a letter in the corner by themselves; where
Mermaid gives no room for one, the title around must name the plane.

What to do: put the nodes into a subgraph (in a sequence diagram: a `box`)
whose title names the plane, as in `box rgb(0,102,204) Edge plane`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas_ssg.checks.places import find_in_fence
from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.config import PlaneTable
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.model.diagram import Graph, Node, Rendered
from atlas_ssg.model.page import Fence
from atlas_ssg.model.source import Place

_CUE = 'class="plane-cue"'  # what the renderer puts into the corner of a node
_BOX = re.compile(r"^\s*box\s+(?P<colour>rgba?\([^)]*\)|\w+)(?P<title>.*)$")


def check(subject: PageSubject) -> Iterator[Finding]:
    """Nodes and boxes in a plane's colour without its letter or its name."""
    planes = {plane.class_: plane for plane in subject.file.planes}
    for fence, outcome in subject.drawn:
        if isinstance(outcome, Rendered):
            yield from _nodes(fence, outcome, planes)
            if outcome.graph.type == "sequence":
                yield from _boxes(fence, planes)


def _nodes(fence: Fence, drawn: Rendered, planes: dict[str, PlaneTable]) -> Iterator[Finding]:
    coloured = [
        (node, planes[name])
        for node in drawn.graph.nodes
        for name in node.classes
        if name in planes
    ]
    if drawn.svg.count(_CUE) >= len(coloured):
        return
    for node, plane in coloured:
        if not _named_around(node, plane, drawn.graph):
            yield Finding(
                find_in_fence(fence, node.id),
                f"only its colour says that `{node.id}` belongs to the {plane.title.lower()}",
                f"put it into a group whose title says “{plane.title}”",
                len(node.id),
            )


def _named_around(node: Node, plane: PlaneTable, graph: Graph) -> bool:
    labels = [group.label for group in graph.groups if group.id == node.group]
    return any(_names(label, plane) for label in (node.label, *labels))


def _names(text: str, plane: PlaneTable) -> bool:
    """Whether a title says which plane it is: by the first word of the plane's own title."""
    return re.search(rf"\b{re.escape(plane.title.split()[0])}\b", text, re.IGNORECASE) is not None


def _boxes(fence: Fence, planes: dict[str, PlaneTable]) -> Iterator[Finding]:
    for number, line in enumerate(fence.source.split("\n")):
        match = _BOX.match(line)
        plane = _of_colour(match["colour"], planes) if match else None
        if match and plane and not _names(match["title"], plane):
            column = fence.place.column + match.start("colour")
            yield Finding(
                Place(fence.place.path, fence.place.line + number, column),
                f"only its colour says that this box is the {plane.title.lower()}",
                f"name it behind the colour: `box {match['colour']} {plane.title}`",
                len(match["colour"]),
            )


def _of_colour(text: str, planes: dict[str, PlaneTable]) -> PlaneTable | None:
    from coloraide import Color  # a tenth of a second: only diagrams with own colours pay for it

    try:
        colour = Color(text.lower()).convert("srgb").to_string(hex=True, alpha=False)
    except ValueError:
        return None  # a box without a colour: its title's first word stands there
    return next((p for p in planes.values() if p.fill.lower() == colour), None)


RULE = PageRule("PL005", "plane-cue", Severity.WARNING, check)
