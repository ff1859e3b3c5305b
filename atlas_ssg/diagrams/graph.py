"""From the plain data that the page reads out of Mermaid to a typed `Graph`."""

from __future__ import annotations

import html
import re
from typing import Any

import msgspec

from atlas_ssg.model.diagram import Edge, Graph, Group, Node

# Mermaid hides "#quot;" and "#9829;" from its grammars as these; they are shown as the character.
_HIDDEN = re.compile("\ufb02°(°?)(\\w+)¶ß")
_BREAK = re.compile(r"<br\s*/?>|\\n|\n", re.IGNORECASE)
_SPACES = re.compile(r"[ \t]+")


class _RawNode(msgspec.Struct):
    id: str
    label: str = ""
    classes: list[str] = []
    shape: str = ""
    group: str = ""


class _RawEdge(msgspec.Struct):
    source: str
    target: str
    label: str = ""
    directed: bool = True
    dashed: bool = False


class _RawGroup(msgspec.Struct):
    id: str
    label: str = ""
    members: list[str] = []


class _Raw(msgspec.Struct):
    type: str
    nodes: list[_RawNode] = []
    edges: list[_RawEdge] = []
    groups: list[_RawGroup] = []
    texts: list[str] = []
    classes: list[tuple[str, str]] = []
    title: str = ""
    description: str = ""


def read(raw: dict[str, Any]) -> Graph:
    """The graph in `raw`. Raises `ValueError` when that is not what the page promises."""
    data = msgspec.convert(raw, _Raw)
    return Graph(
        type=data.type,
        nodes=tuple(
            Node(n.id, plain(n.label), tuple(n.classes), n.shape, n.group) for n in data.nodes
        ),
        edges=tuple(
            Edge(e.source, e.target, plain(e.label), e.directed, e.dashed) for e in data.edges
        ),
        groups=tuple(Group(g.id, plain(g.label), tuple(g.members)) for g in data.groups),
        texts=tuple(filter(None, map(plain, data.texts))),
        classes=tuple(data.classes),
        title=plain(data.title),
        description=plain(data.description),
    )


def plain(label: str) -> str:
    """A label as one line of plain text: breaks are spaces, entities their characters."""
    label = html.unescape(_HIDDEN.sub(_shown, _BREAK.sub(" ", label)))
    return _SPACES.sub(" ", label).strip()


def described(graph: Graph) -> str:
    """One sentence for who cannot see the drawing."""
    counts = [
        f"{len(things)} {word}{'' if len(things) == 1 else 's'}"
        for things, word in ((graph.nodes, "node"), (graph.edges, "connection"))
        if things
    ]
    if not counts:
        counts = [f"{len(graph.texts)} labels"]
    named = ", ".join(group.label for group in graph.groups if group.label)
    kind = re.sub(r"([a-z])([A-Z])", r"\1 \2", graph.type.split("-")[0]).lower()
    kind = kind if "diagram" in kind or "chart" in kind else f"{kind} diagram"
    return f"{kind.capitalize()} with {' and '.join(counts)}{'; groups: ' + named if named else ''}"


def _shown(match: re.Match[str]) -> str:
    number = match[1]
    return html.unescape(f"&{'#' if number else ''}{match[2]};")
