"""Diagrams: what is asked of the renderer, what it answers, and the parsed graph."""

from __future__ import annotations

from dataclasses import dataclass

from atlas_ssg.model.source import Place


@dataclass(frozen=True, slots=True)
class Node:
    """A node, actor, state, entity or any other thing with a label.

    `label` is plain text: line breaks are spaces, citations guarded markers.
    """

    id: str
    label: str
    classes: tuple[str, ...] = ()
    shape: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge, message, transition or relation; `directed` when it has an arrowhead."""

    source: str
    target: str
    label: str = ""
    directed: bool = True
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A subgraph, box or composite state, with the ids of its direct members."""

    id: str
    label: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Graph:
    """The graph from Mermaid's own parser.

    `texts` holds labels of diagram types that have no nodes (pie sections,
    Gantt tasks, timeline events, notes). `classes` are the class names that
    the source itself defines, with their style text.
    """

    type: str
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    groups: tuple[Group, ...] = ()
    texts: tuple[str, ...] = ()
    classes: tuple[tuple[str, str], ...] = ()
    title: str = ""
    description: str = ""


def connected(graph: Graph) -> set[str]:
    """Ids at the ends of edges, and all that lies within groups at the ends of edges."""
    touched = {end for edge in graph.edges for end in (edge.source, edge.target)}
    members = {group.id: set(group.members) for group in graph.groups}
    for node in graph.nodes:
        if node.group:
            members.setdefault(node.group, set()).add(node.id)
    pending = [group for group in members if group in touched]
    while pending:
        inside = members.pop(pending.pop(), set())
        touched |= inside
        pending += [group for group in inside if group in members]
    return touched


@dataclass(frozen=True, slots=True)
class DiagramRequest:
    """One diagram to render.

    `source` is Mermaid text with citations as guarded markers. `place` is
    where its first line stands. `prefix` makes the ids of the SVG unique on a
    page ("d1"). `links` maps a citation number to the address the marker leads
    to ("#source-3"). `title` names the SVG for a screen reader where the
    diagram itself gives no `accTitle`.
    """

    page: str
    ordinal: int
    source: str
    place: Place
    prefix: str
    title: str
    links: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that did not stop a diagram: a directive without effect, a dropped element.

    `line` and `column` count in the diagram's own text, from 1.
    """

    message: str
    line: int = 1
    column: int = 1
    help: str = ""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A diagram that rendered: SVG that has passed the allow-list, and its graph.

    `width` and `height` are the viewBox's, in CSS pixels.
    """

    page: str
    ordinal: int
    svg: str
    graph: Graph
    width: float
    height: float
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """A diagram that did not render.

    `line` and `column` count in the diagram's own text, from 1; `length` is
    the caret's; `expected` is what the parser would have taken there; `found`
    what stood there instead. `reason` is "syntax", "unknown-type", "refused",
    "timeout", "too-large" or "browser".
    """

    page: str
    ordinal: int
    reason: str
    message: str
    line: int = 1
    column: int = 1
    length: int = 1
    expected: tuple[str, ...] = ()
    found: str = ""
    help: str = ""


Outcome = Rendered | Failed


@dataclass(frozen=True, slots=True)
class RenderStats:
    """What rendering cost: seconds; `in_page` is summed over pages, `wall` is the clock's."""

    rendered: int = 0
    cached: int = 0
    failed: int = 0
    in_page: float = 0.0
    wall: float = 0.0
    launch: float = 0.0
    browser_started: bool = False
