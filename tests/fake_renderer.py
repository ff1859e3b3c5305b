"""A renderer without a browser: reads simple flowcharts and sequence diagrams, draws plain text.

Flowcharts are read as authors write them here: nodes in any bracket with `:::class`, chains and
`&` lists of edges with `|label|` or `-- label -->`, subgraphs, `classDef`, `class`. Other types
give their lines as texts. A line that cannot be read is refused where it cannot, as Mermaid
would do. With `answers` a test says itself what a text that holds a given word gets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from xml.sax.saxutils import escape

from atlas_ssg.diagrams.renderer import Answer, Drawing, Job, Refusal

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_NODE = re.compile(
    r"\s*(?P<id>\w+(?:[-.]\w+)*)(?P<shape>(?P<open>[\[({>]+[\[({/\\]*)"
    r'(?:"(?P<quoted>[^"]*)"|(?P<plain>[^"\[\](){}|]*))[\])}/\\]+)?(?P<classes>(?::::[\w-]+)*)'
)
_LINK = re.compile(
    r"\s*(?:(?P<left><)?(?P<line>--+|==+|-\.+-?)(?:\s*(?P<said>\"[^\"]*\"|[^-=|.\n>\"]+?)\s*"
    r"(?:--+|==+|\.+-))?(?P<head>[>xo]?))(?:\s*\|(?P<label>[^|]*)\|)?"
)
_SUBGRAPH = re.compile(r'subgraph\s+(?P<id>[\w-]+)(?:\s*\[\s*"?(?P<label>[^"\]]*)"?\s*\])?\s*$')
_CLASS_DEF = re.compile(r"classDef\s+(?P<names>[\w,-]+)\s+(?P<style>.+?);?\s*$")
_CLASS = re.compile(r"class\s+(?P<ids>[\w, -]+?)\s+(?P<name>[\w-]+)\s*;?$")
_MESSAGE = re.compile(
    r"(?P<a>\w+)\s*(?P<arrow>--?>>?|--?[x)])[+-]?\s*(?P<b>\w+)\s*:\s*(?P<text>.*)"
)
_ACTOR = re.compile(r"(?:create )?(?:participant|actor)\s+(?P<id>\w+)(?:\s+as\s+(?P<label>.*))?")
_STATEMENT_END = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')  # not in quotes
_IGNORED = ("style ", "linkStyle ", "click ", "direction ", "accTitle", "accDescr", "%%")
# A plane's class -> the letter that the real renderer puts into the corner of its nodes.
_CUES = {"edgeStyle": "E", "serviceStyle": "S", "stateStyle": "D", "controlStyle": "C"}
# First word of a diagram -> Mermaid's own name for its type.
_TYPES = {
    "flowchart": "flowchart-v2", "graph": "flowchart-v2", "sequenceDiagram": "sequence",
    "stateDiagram-v2": "stateDiagram", "stateDiagram": "stateDiagram",
    "classDiagram": "classDiagram", "erDiagram": "er", "pie": "pie", "gantt": "gantt",
    "journey": "journey", "timeline": "timeline", "mindmap": "mindmap", "gitGraph": "gitGraph",
    "C4Context": "c4", "quadrantChart": "quadrantChart", "requirementDiagram": "requirement",
    "sankey-beta": "sankey", "xychart-beta": "xychart", "block-beta": "block",
    "packet-beta": "packet", "kanban": "kanban", "architecture-beta": "architecture",
    "radar-beta": "radar", "treemap-beta": "treemap",
}  # fmt: skip


class _Unreadable(Exception):  # noqa: N818 - it is an answer on its way, not an error
    def __init__(self, line: int, column: int, found: str) -> None:
        super().__init__(found)
        self.refusal = Refusal("syntax", f"Parse error on line {line}", line, column, 1,
                               ("an arrow", "a new line"), found)  # fmt: skip


class FakeRenderer:
    """Answers at once. `drawn` holds the texts that were asked for, in order."""

    identity = "fake renderer 1"
    launch_seconds = 0.0
    remarks: tuple[str, ...] = ()

    def __init__(
        self,
        answers: Mapping[str, Answer] | None = None,
        cues: Mapping[str, str] = MappingProxyType(_CUES),
    ) -> None:
        self.answers = dict(answers or {})
        self.cues = cues
        self.drawn: list[str] = []

    def close(self) -> None:
        """Nothing to end; the real one ends its browser."""

    def render(self, jobs: Sequence[Job]) -> Iterator[tuple[int, Answer]]:
        """An answer for each job, in the order given."""
        for index, job in enumerate(jobs):
            self.drawn.append(job.text)
            chosen = next((a for word, a in self.answers.items() if word in job.text), None)
            yield index, chosen or _answer(_FRONT_MATTER.sub("", job.text), self.cues)


def _answer(text: str, cues: Mapping[str, str]) -> Answer:
    lines = text.rstrip("\n").split("\n")
    word = lines[0].split()[0] if lines[0].split() else ""
    if word not in _TYPES:
        return Refusal("syntax", f"No diagram type detected matching given text: {text[:60]}", 1, 1)
    graph: dict[str, Any] = {
        "type": _TYPES[word], "nodes": [], "edges": [], "groups": [], "texts": [], "classes": [],
        "title": "", "description": "",
    }  # fmt: skip
    try:
        if graph["type"] == "flowchart-v2":
            _Flowchart(graph).read(lines)
        elif graph["type"] == "sequence":
            _sequence(graph, lines)
        else:
            graph["texts"] = [line.strip() for line in lines[1:] if line.strip()]
    except _Unreadable as found:
        return found.refusal
    return Drawing(_svg(graph, cues), graph, 0.0)


class _Flowchart:
    def __init__(self, graph: dict[str, Any]) -> None:
        self.graph = graph
        self.nodes: dict[str, dict[str, Any]] = {}
        self.open: list[dict[str, Any]] = []

    def read(self, lines: list[str]) -> None:
        for number, line in enumerate(lines[1:], 2):
            for part in _STATEMENT_END.split(line):
                self._statement(part.strip(), number, line)
        groups = {group["id"] for group in self.graph["groups"]}
        self.graph["nodes"] = [n for n in self.nodes.values() if n["id"] not in groups]

    def _statement(self, text: str, number: int, line: str) -> None:
        if not text or text.startswith(_IGNORED):
            return
        if match := _SUBGRAPH.match(text):
            label = match["label"] if match["label"] is not None else match["id"]
            if self.open:
                self.open[-1]["members"].append(match["id"])
            self.open.append({"id": match["id"], "label": label, "members": []})
            self.graph["groups"].append(self.open[-1])
        elif text == "end" and self.open:
            self.open.pop()
        elif match := _CLASS_DEF.match(text):
            style = match["style"]
            self.graph["classes"] += [[name, style] for name in match["names"].split(",")]
        elif match := _CLASS.match(text):
            for name in match["ids"].split(","):
                self._node(name.strip(), None, [match["name"]])
        else:
            self._chain(text, number, line)

    def _chain(self, text: str, number: int, line: str) -> None:
        ends, position = self._ends(text, 0, number, line)
        while position < len(text) and text[position:].strip():
            link = _LINK.match(text, position)
            if link is None:
                column = line.find(text) + position + 1
                raise _Unreadable(number, column, text[position:].strip()[:1])
            others, position = self._ends(text, link.end(), number, line)
            label = (link["label"] or link["said"] or "").strip().strip('"')
            self.graph["edges"] += [
                {"source": a, "target": b, "label": label,
                 "directed": bool(link["head"] or link["left"]), "dashed": "." in link["line"]}
                for a in ends for b in others
            ]  # fmt: skip
            ends = others

    def _ends(self, text: str, position: int, number: int, line: str) -> tuple[list[str], int]:
        found: list[str] = []
        while True:
            match = _NODE.match(text, position)
            if match is None:
                column = line.find(text) + position + 1
                raise _Unreadable(number, column, text[position:].strip()[:1])
            label = match["quoted"] if match["quoted"] is not None else match["plain"]
            classes = [name for name in match["classes"].split(":::") if name]
            self._node(match["id"], label, classes)
            found.append(match["id"])
            position = match.end()
            more = re.match(r"\s*&", text[position:])
            if not more:
                return found, position
            position += more.end()

    def _node(self, name: str, label: str | None, classes: list[str]) -> None:
        fresh = {"id": name, "label": name, "classes": [], "shape": "rect", "group": ""}
        node = self.nodes.setdefault(name, fresh)
        if label is not None:
            node["label"] = label
        node["classes"] += [c for c in classes if c not in node["classes"]]
        if self.open and not node["group"]:
            node["group"] = self.open[-1]["id"]
            self.open[-1]["members"].append(name)


def _sequence(graph: dict[str, Any], lines: list[str]) -> None:
    actors: dict[str, dict[str, Any]] = {}

    def actor(name: str, label: str | None = None) -> None:
        fresh = {"id": name, "label": name, "classes": [], "shape": "participant", "group": ""}
        actors.setdefault(name, fresh)
        if label:
            actors[name]["label"] = label.strip()

    for line in lines[1:]:
        if match := _ACTOR.match(line.strip()):
            actor(match["id"], match["label"])
        elif match := _MESSAGE.match(line.strip()):
            actor(match["a"])
            actor(match["b"])
            graph["edges"].append(
                {"source": match["a"], "target": match["b"], "label": match["text"].strip(),
                 "directed": match["arrow"] not in {"->", "-->"},
                 "dashed": match["arrow"].startswith("--")}
            )  # fmt: skip
        elif line.strip().lower().startswith("note "):
            graph["texts"].append(line.partition(":")[2].strip())
    graph["nodes"] = list(actors.values())


def _svg(graph: dict[str, Any], cues: Mapping[str, str]) -> str:
    labels = [
        *((" ".join(["node", *node["classes"]]), node["label"]) for node in graph["nodes"]),
        *(("edgeLabel", edge["label"]) for edge in graph["edges"] if edge["label"]),
        *(("cluster", group["label"]) for group in graph["groups"]),
        *(("text", text) for text in graph["texts"]),
    ]
    rows = "".join(
        f'<g class="{escape(kind)}"><rect x="0" y="{30 * row}" width="400" height="28"/>'
        f'<text x="4" y="{30 * row + 18}">{escape(_one_line(label))}</text>'
        + "".join(
            f'<text class="plane-cue" x="4" y="{30 * row + 8}">{cues[name]}</text>'
            for name in kind.split()
            if name in cues
        )
        + "</g>"
        for row, (kind, label) in enumerate(labels)
    )
    height = max(30, 30 * len(labels))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 {height}">{rows}</svg>'


def _one_line(label: str) -> str:
    return re.sub(r"<br\s*/?>", " ", label)
