"""The texts of a page that may hold figures, each with what it is said of and where it stands.

Diagrams first: nodes, edges, groups, and the texts of diagram types that have
no nodes; then the passages of the page, in order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from atlas_ssg.facts.percentiles import PERCENTILE
from atlas_ssg.facts.quantities import find
from atlas_ssg.model.citation import MARK_GUARD, unmarked
from atlas_ssg.model.diagram import Graph
from atlas_ssg.model.drawn_place import in_fence
from atlas_ssg.model.page import Fence, Page, Passage, PassageKind
from atlas_ssg.model.source import Place

NOT_PUBLISHED = re.compile(r"(?<![\w/])n/p(?![\w/])")
_YEAR = re.compile(r"\(\s*(?:(?:19|20)\d\d\s*)?\)")
_LOOSE = re.compile(r"\s+(?=[,:;.)])|(?<=[(])\s+|\(\s*\)")
_ENDS = ' .,:;–—-·|/+"“”'
_BREAK = re.compile(r"<br\s*/?>|\\n", re.IGNORECASE)
_MASKED = re.compile("\u0001+")
_REPEATED = re.compile(r"([,:;])(?:\s*[,:;])+")
_MASK = "\u0001"  # stands for a character of inline code: a string, not a claim


@dataclass(frozen=True, slots=True)
class Said:
    """A text that may hold figures: where it stands and what it is said of.

    `where` is as in `Fact`. `header` and `row` are those of a table cell.
    """

    text: str
    subject: str
    where: str
    anchor: str
    place: Place
    header: str = ""
    row: str = ""

    @property
    def is_prose(self) -> bool:
        """Whether the text has sentences."""
        return self.where in {"paragraph", "item"}


def texts(page: Page, graphs: tuple[Graph | None, ...]) -> Iterator[Said]:
    """Every text of the page; `graphs` are those of its fences, None where one was not drawn."""
    for fence, graph in zip(page.fences, graphs, strict=True):
        if graph is not None:
            lines = _Lines(fence)
            for reader in _IN_DIAGRAMS:
                yield from reader(graph, lines)
    for passage in page.passages:
        if passage.kind is not PassageKind.CODE:
            yield _of_passage(passage)


def unmasked(text: str) -> str:
    """A sentence without its inline code."""
    return _MASKED.sub("…", text)


@lru_cache(maxsize=4096)
def named(label: str) -> str:
    """A label without figures, percentiles, years in brackets and marks: what they are said of."""
    cuts = [(q.start, q.end) for q in find(label)]
    cuts += [match.span() for match in PERCENTILE.finditer(label)]
    cuts += [match.span() for match in NOT_PUBLISHED.finditer(label)]
    for start, end in sorted(cuts, reverse=True):
        label = label[:start] + label[end:]
    name = _LOOSE.sub("", _YEAR.sub("", unmarked(label)))
    return " ".join(_REPEATED.sub(r"\1", name).split()).strip(_ENDS)


class _Lines:
    """The lines of a fence as its labels appear in them, to find where a label stands."""

    def __init__(self, fence: Fence) -> None:
        self.fence = fence
        self.anchor = "diagram" if fence.ordinal == 1 else f"diagram-{fence.ordinal}"
        self._lines = _BREAK.sub(_blank, fence.marked).replace(MARK_GUARD, " ").split("\n")

    def place(self, label: str) -> Place:
        """The line on which the label's first words stand, else its first word, else the fence."""
        words = label.replace(MARK_GUARD, " ").split(None, 3)[:3]
        for wanted in (words, words[:1]):
            for number, line in enumerate(self._lines, 1):
                at = _find(wanted, line)
                if at >= 0:
                    return in_fence(self.fence, number, at + 1)
        return self.fence.place


def _find(words: list[str], line: str) -> int:
    """Where the words stand in the line, one behind the other; -1 where they do not."""
    at = line.find(words[0]) if words else -1
    while at >= 0:
        found = line[at:].split(None, len(words))[: len(words)]
        last = found.pop()
        if found == words[:-1] and last.startswith(words[-1]):
            return at
        at = line.find(words[0], at + 1)
    return -1


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _of_passage(passage: Passage) -> Said:
    subject, header, row = unmarked(passage.text), "", ""
    if passage.kind is PassageKind.CELL:
        parts = (unmarked(passage.row), unmarked(passage.column))
        subject = " — ".join(part for part in parts if part)
        if passage.text != passage.row:
            row, header = parts
    text = _without_code(passage.text, passage.codes)
    kind, anchor, place = passage.kind.value, passage.anchor, passage.place
    return Said(text, subject, kind, anchor, place, header, row)


def _without_code(text: str, codes: tuple[str, ...]) -> str:
    """The text with its code spans masked, of the same length; they are found in their order."""
    position = 0
    for code in codes:
        at = _find_code(code, text, position) if code else -1
        if at >= 0:
            position = at + len(code)
            text = text[:at] + _MASK * len(code) + text[position:]
    return text


def _find_code(code: str, text: str, position: int) -> int:
    """Where the span stands from `position` on; a word does not stand inside a longer word."""
    at = text.find(code, position)
    while at >= 0 and code.isalnum():
        around = text[max(0, at - 1) : at] + text[at + len(code) : at + len(code) + 1]
        if not any(character.isalnum() for character in around):
            break
        at = text.find(code, at + 1)
    return at


def _nodes(graph: Graph, lines: _Lines) -> Iterator[Said]:
    for node in graph.nodes:
        name = named(node.label) or node.id
        yield Said(node.label, name, "node", lines.anchor, lines.place(node.label))


def _edges(graph: Graph, lines: _Lines) -> Iterator[Said]:
    names = {group.id: named(group.label) or group.id for group in graph.groups}
    names |= {node.id: named(node.label) or node.id for node in graph.nodes}
    for edge in graph.edges:
        if edge.label:
            subject = (
                f"{names.get(edge.source, edge.source)} → {names.get(edge.target, edge.target)}"
            )
            yield Said(edge.label, subject, "edge", lines.anchor, lines.place(edge.label))


def _groups(graph: Graph, lines: _Lines) -> Iterator[Said]:
    nodes = {node.label for node in graph.nodes}
    for group in graph.groups:
        if group.label in nodes:  # Mermaid lays out a note as a group around it
            continue
        name = named(group.label) or group.id
        yield Said(group.label, name, "group", lines.anchor, lines.place(group.label))


def _loose(graph: Graph, lines: _Lines) -> Iterator[Said]:
    for text in dict.fromkeys((graph.title, *graph.texts)):
        if not text:
            continue
        name = named(text) or named(graph.title) or unmarked(text)
        yield Said(text, name, "text", lines.anchor, lines.place(text))


_IN_DIAGRAMS: tuple[Callable[[Graph, _Lines], Iterator[Said]], ...] = (
    _nodes,
    _edges,
    _groups,
    _loose,
)
