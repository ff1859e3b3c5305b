"""Facts of one page: an ordered table of places to look, each yielding texts with their subject."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from atlas_ssg.facts.association import Cited, associate, bare
from atlas_ssg.facts.provenance import as_of, provenance
from atlas_ssg.facts.quantities import find
from atlas_ssg.model.citation import MARK_GUARD
from atlas_ssg.model.diagram import Graph, Node, Outcome, Rendered
from atlas_ssg.model.fact import Absence, ErrorString, Fact
from atlas_ssg.model.page import Fence, Page, Passage, PassageKind
from atlas_ssg.model.site import Library
from atlas_ssg.model.source import Place

_NOT_PUBLISHED = re.compile(r"(?<![\w/])n/p(?![\w/])")
_ERRORS = "error messages"
# An exact message: words with a space, or one long identifier (SQLSTATE, exception name).
_MESSAGE = re.compile(r"\S\s+\S|^[A-Z][A-Za-z]*(?:Exception|Error|Errors)\b|^[A-Z][A-Z0-9_]{4,}$")


@dataclass(frozen=True, slots=True)
class Said:
    """A text that may hold figures: where it stands and what it is said of."""

    text: str
    subject: str
    where: str
    anchor: str
    place: Place
    header: str = ""


def figures(page: Page, drawn: dict[int, Outcome], library: Library) -> Iterator[Fact]:
    """Every figure of the page, diagrams first, in the order in which they stand."""
    for said in _texts(page, drawn):
        found = find(said.text, said.header)
        prose = said.where in {"paragraph", "item"}
        for cited in associate(said.text, found, sentences=prose):
            yield _fact(cited, said, page, library)


def absences(page: Page, drawn: dict[int, Outcome]) -> Iterator[Absence]:
    """What the page says nobody publishes: `n/p` in labels and cells, `not_published:` entries."""
    for said in _texts(page, drawn):
        if _NOT_PUBLISHED.search(said.text) and said.where in {
            "node",
            "edge",
            "group",
            "text",
            "cell",
        }:
            yield Absence(
                what=_NOT_PUBLISHED.sub("", said.subject).strip(" ,:—-") or said.subject,
                page=page.path,
                permalink=page.permalink,
                place=said.place,
                system=page.system,
                in_diagram=said.where != "cell",
            )
    for entry in page.front.not_published:
        yield Absence(
            entry.what, page.path, page.permalink, entry.place, entry.looked_in, entry.on,
            page.system,
        )  # fmt: skip


def errors(page: Page) -> Iterator[ErrorString]:
    """The exact messages below a heading "Error messages": code spans and lines of code blocks."""
    for passage in page.passages:
        if _ERRORS not in [part.casefold() for part in passage.trail]:
            continue
        lines = passage.text.split("\n") if passage.kind is PassageKind.CODE else passage.codes
        for line in lines:
            text = line.strip()
            if _MESSAGE.search(text):
                yield ErrorString(
                    text, page.path, page.permalink, passage.anchor, page.title, passage.place,
                    page.system, page.category,
                )  # fmt: skip


def _texts(page: Page, drawn: dict[int, Outcome]) -> Iterator[Said]:
    for fence in page.fences:
        outcome = drawn.get(fence.ordinal)
        if isinstance(outcome, Rendered):
            for reader in _IN_DIAGRAMS:
                yield from reader(outcome.graph, fence)
    for passage in page.passages:
        if passage.kind is not PassageKind.CODE:
            yield _of_passage(passage)


def _of_passage(passage: Passage) -> Said:
    subject = bare(passage.text)
    header = ""
    if passage.kind is PassageKind.CELL:
        parts = (bare(passage.row), bare(passage.column))
        subject = " — ".join(part for part in parts if part)
        header = bare(passage.column) if passage.text != passage.row else ""
    text = passage.text
    for code in passage.codes:  # what stands in code is a string, not a claim
        text = text.replace(code, "\u0001" * len(code))
    return Said(text, subject, passage.kind.value, passage.anchor, passage.place, header)


def _nodes(graph: Graph, fence: Fence) -> Iterator[Said]:
    for node in graph.nodes:
        yield Said(node.label, _name(node), "node", _anchor(fence), _place(fence, node.label))


def _edges(graph: Graph, fence: Fence) -> Iterator[Said]:
    names = {node.id: _name(node) for node in graph.nodes} | {
        group.id: bare(group.label) for group in graph.groups
    }
    for edge in graph.edges:
        if edge.label:
            ends = (names.get(end, end) for end in (edge.source, edge.target))
            place = _place(fence, edge.label)
            yield Said(edge.label, " → ".join(ends), "edge", _anchor(fence), place)


def _groups(graph: Graph, fence: Fence) -> Iterator[Said]:
    for group in graph.groups:
        place = _place(fence, group.label)
        yield Said(group.label, bare(group.label), "group", _anchor(fence), place)


def _loose(graph: Graph, fence: Fence) -> Iterator[Said]:
    for text in graph.texts:
        yield Said(text, bare(text), "text", _anchor(fence), _place(fence, text))


_IN_DIAGRAMS: tuple[Callable[[Graph, Fence], Iterator[Said]], ...] = (
    _nodes,
    _edges,
    _groups,
    _loose,
)


def _anchor(fence: Fence) -> str:
    return "diagram" if fence.ordinal == 1 else f"diagram-{fence.ordinal}"


def _name(node: Node) -> str:
    """A node's label without figures and marks: what its figures are said of."""
    label = _NOT_PUBLISHED.sub("n/p", node.label)
    for quantity in reversed(find(label)):
        label = label[: quantity.start] + label[quantity.end :]
    name = bare(label)
    name = re.sub(r"\((?:19|20)\d\d\)|\(\s*\)", "", name)
    return re.sub(r"\s*[,:;]\s*(?=[,:;]|$)|\s+", " ", name).strip(" ,:;–-") or node.id


def _place(fence: Fence, label: str) -> Place:
    """The line of the fence on which the label's first words stand."""
    words = re.split(rf"{MARK_GUARD}|\s", label.strip())
    start = " ".join(word for word in words[:3] if word)
    for candidate in (start, words[0] if words else ""):
        for number, line in enumerate(fence.marked.split("\n")):
            column = line.replace("<br/>", " ").find(candidate)
            if candidate and column >= 0:
                return Place(
                    fence.place.path, fence.place.line + number, fence.place.column + column
                )
    return fence.place


def _fact(cited: Cited, said: Said, page: Page, library: Library) -> Fact:
    keys = [page.references[n - 1] for n in cited.numbers if 0 < n <= len(page.references)]
    sources = tuple(key for key in keys if not key.startswith("calc:"))
    calculation = next((key[5:] for key in keys if key.startswith("calc:")), "")
    references = [library.references[key] for key in sources if key in library.references]
    prose = said.where in {"paragraph", "item"}
    return Fact(
        quantity=cited.quantity,
        subject=cited.sentence.replace("\u0001", "") if prose else said.subject,
        context=cited.sentence if prose else f"{said.subject}: {bare(said.text)}",
        where=said.where,
        page=page.path,
        permalink=page.permalink,
        anchor=said.anchor,
        place=_in_text(said, cited) if prose or said.where == "cell" else said.place,
        category=page.category,
        system=page.system,
        kind=page.kind,
        sources=sources,
        calculation=calculation,
        provenance=provenance(references, derived=bool(calculation)),
        as_of=as_of(references),
    )


def _in_text(said: Said, cited: Cited) -> Place:
    """The line on which the figure stands: a passage keeps its author's line breaks."""
    line = said.text.count("\n", 0, cited.quantity.start)
    column = said.place.column if line == 0 else 1
    return Place(said.place.path, said.place.line + line, column)
