"""Diagrams as pages show them: the picture or why there is none, and the same in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from markupsafe import Markup

from atlas_ssg.model.citation import unmarked
from atlas_ssg.model.diagram import Failed, Graph, Outcome, Rendered
from atlas_ssg.model.drawn_place import author_column, in_fence
from atlas_ssg.model.page import Fence, Page
from atlas_ssg.render.contexts.content import (
    Drawing,
    DrawingView,
    EdgeRow,
    FailureView,
    NodeRow,
    Plane,
)
from atlas_ssg.render.contexts.shell import Link
from atlas_ssg.render.edition import Edition
from atlas_ssg.render.plan import Planned
from atlas_ssg.render.trusted import NOTHING, cited, picture, picture_alone

# A picture wider than this does not fit beside the text of most screens.
_WIDE = 1200
_ASPECT = 1.5  # a part of a picture less wide than this fills the window no better than all of it
_CROPS = ("Left", "Middle", "Right")
_OVERLAP = 0.12  # of the picture's width: what a crop shares with its neighbour
_MOST_EXPECTED = 6
_VIEW_BOX = re.compile(r'viewBox="([-+\d.e]+(?: [-+\d.e]+){3})"')
_NUMBER = r"(-?\d+\.?\d*(?:e[-+]?\d+)?)"
_NODE = re.compile(rf'<g class="node[^>]*? transform="translate\({_NUMBER}, ?{_NUMBER}\)"')
_SAME_ROW = 60  # pixels below the topmost node's middle


def anchor(ordinal: int) -> str:
    """The id of a diagram on its page, as facts name it."""
    return "diagram" if ordinal == 1 else f"diagram-{ordinal}"


def own_page(page: Page, ordinal: int) -> str:
    """The address of the page that shows a diagram alone."""
    return f"{page.permalink}{anchor(ordinal)}/"


def own_file(page: Page, ordinal: int) -> str:
    """The address of a diagram's SVG file."""
    return f"{page.permalink}{anchor(ordinal)}.svg"


def thumbnail(page: Page, outcomes: tuple[Outcome, ...]) -> tuple[str, int, int]:
    """(address, width, height) of the page's first diagram; ("", 0, 0) where there is none."""
    for outcome in outcomes:
        if isinstance(outcome, Rendered):
            size = round(outcome.width), round(outcome.height)
            return own_file(page, outcome.ordinal), *size
    return "", 0, 0


def targets(page: Page) -> tuple[str, ...]:
    """The anchors of the page's references, in the order of their numbers."""
    return tuple(
        f"calc-{key.removeprefix('calc:')}" if key.startswith("calc:") else f"source-{number}"
        for number, key in enumerate(page.references, 1)
    )


def drawings(
    page: Page, outcomes: tuple[Outcome, ...], planes: tuple[Plane, ...]
) -> tuple[Drawing, ...]:
    """Every diagram of the page."""
    pairs = zip(page.fences, outcomes, strict=True)
    return tuple(drawing(page, fence, outcome, planes) for fence, outcome in pairs)


def drawing(
    page: Page, fence: Fence, outcome: Outcome, planes: tuple[Plane, ...], *, alone: bool = False
) -> Drawing:
    """One diagram; `alone` on a page of its own, where the sources are not."""
    name = page.title if len(page.fences) == 1 else f"{page.title}, diagram {fence.ordinal}"
    if isinstance(outcome, Failed):
        return _failed(page, fence, outcome, name)
    svg = picture_alone(outcome, page.permalink) if alone else picture(outcome)
    words = _Words(outcome.graph, targets(page), planes)
    used = {name for node in outcome.graph.nodes for name in node.classes}
    return Drawing(
        id=anchor(fence.ordinal),
        name=name,
        picture_id=f"d{fence.ordinal}",
        svg=svg,
        width=round(outcome.width),
        height=round(outcome.height),
        start=beginning(outcome.svg),
        page=own_page(page, fence.ordinal),
        file=own_file(page, fence.ordinal),
        crops=_crops(own_file(page, fence.ordinal), outcome),
        planes=tuple(plane for plane in planes if plane.class_name in used),
        failure=None,
        nodes=tuple(words.nodes()),
        edges=tuple(words.edges()),
        texts=tuple(cited(text, words.targets) for text in outcome.graph.texts),
        source=fence.source,
    )


def _failed(page: Page, fence: Fence, failed: Failed, name: str) -> Drawing:
    lines = fence.source.split("\n")
    line = lines[failed.line - 1] if 0 < failed.line <= len(lines) else ""
    before = line[: author_column(fence, failed.line, failed.column) - 1]
    indent = "".join("\t" if c == "\t" else " " for c in before)
    expected = list(failed.expected[:_MOST_EXPECTED])
    failure = FailureView(
        message=failed.message,
        place=str(in_fence(fence, failed.line, failed.column)),
        source_line=line,
        caret=indent + "^" * max(1, failed.length),
        expected=", ".join(expected),
        help=failed.help,
    )
    return Drawing(
        id=anchor(fence.ordinal),
        name=name,
        picture_id="",
        svg=NOTHING, width=0, height=0, start=0.0, page="", file="",
        crops=(), planes=(), failure=failure, nodes=(), edges=(), texts=(), source=fence.source,
    )  # fmt: skip


class _Words:
    """A graph as rows of words."""

    def __init__(self, graph: Graph, targets: tuple[str, ...], planes: tuple[Plane, ...]) -> None:
        self.graph = graph
        self.targets = targets
        self._planes = {plane.class_name: plane.title for plane in planes}
        self._groups: Mapping[str, str] = {g.id: unmarked(g.label) or g.id for g in graph.groups}
        self._names = {n.id: unmarked(n.label) or n.id for n in graph.nodes} | dict(self._groups)

    def nodes(self) -> Iterator[NodeRow]:
        """The nodes, in the order of the source."""
        for node in self.graph.nodes:
            plane = next((self._planes[c] for c in node.classes if c in self._planes), "")
            label: Markup = cited(node.label or node.id, self.targets)
            yield NodeRow(label, plane, self._groups.get(node.group, ""))

    def edges(self) -> Iterator[EdgeRow]:
        """The edges, in the order of the source."""
        for edge in self.graph.edges:
            source, target = (self._names.get(end, end) for end in (edge.source, edge.target))
            yield EdgeRow(source, target, cited(edge.label, self.targets), edge.directed)


def beginning(svg: str) -> float:
    """Where reading begins, as a share of the width: at the first node of the top row.

    The first is what the author wrote first. A picture without nodes is read from the left.
    """
    box = _VIEW_BOX.search(svg)
    nodes = [(float(x), float(y)) for x, y in _NODE.findall(svg)]
    if box is None or not nodes:
        return 0.0
    left, _, width, _ = (float(part) for part in box[1].split())
    top = min(y for _, y in nodes)
    first = next(x for x, y in nodes if y <= top + _SAME_ROW)
    return min(1.0, max(0.0, round((first - left) / width, 3)))


def _crops(file: str, outcome: Rendered) -> tuple[Link, ...]:
    """Links to the left, middle and right of a wide picture."""
    box = _VIEW_BOX.search(outcome.svg)
    wide = outcome.width > _WIDE and outcome.width >= _ASPECT * outcome.height
    if not wide or box is None:
        return ()
    left, top, width, height = (float(part) for part in box[1].split())
    part = width / len(_CROPS)
    extra = width * _OVERLAP / 2
    links = []
    for index, name in enumerate(_CROPS):
        start = max(0.0, index * part - extra)
        end = min(width, (index + 1) * part + extra)
        shown = f"{left + start:.0f},{top:.0f},{end - start:.0f},{height:.0f}"
        links.append(Link(f"{file}#svgView(viewBox({shown}))", name))
    return tuple(links)


def plan(edition: Edition) -> Iterator[Planned]:
    """A page for each diagram that was drawn."""
    for page in edition.site.pages.values():
        for fence in page.fences:
            outcome = edition.site.diagrams[page.path, fence.ordinal]
            if isinstance(outcome, Rendered):
                address = own_page(page, fence.ordinal)
                trail = edition.trail(page)
                yield Planned(
                    address,
                    "diagram.html",
                    (page, outcome, trail, edition.planes),
                    lambda p=page, f=fence, o=outcome, t=trail: _view(p, f, o, t, edition),  # type: ignore[misc]
                )


def _view(
    page: Page, fence: Fence, outcome: Outcome, trail: tuple[Link, ...], edition: Edition
) -> DrawingView:
    shown = drawing(page, fence, outcome, edition.planes, alone=True)
    home = Link(page.permalink, page.title)
    title = f"{shown.name}: diagram"
    return DrawingView(
        layout=edition.layout,
        meta=edition.meta(title, page.description, own_page(page, fence.ordinal)),
        crumbs=(*trail, home),
        heading=shown.name,
        summary=page.description,
        drawing=shown,
        page=home,
    )
