"""Names and places of labels, by Mermaid's graph and the author's text."""

from __future__ import annotations

import pytest

from atlas_ssg.facts.texts import named, texts
from atlas_ssg.model.citation import mark
from atlas_ssg.model.diagram import Edge, Graph, Group, Node
from atlas_ssg.model.page import Fence, FrontMatter, Page, Passage, PassageKind
from atlas_ssg.model.source import Place


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("EVCache 22,000 instances, 14 PB", "EVCache"),
        (f"EVCache, over 22,000 instances (2016) {mark(3)}", "EVCache"),
        ("p99 10 ms", ""),
        ("API p99 < 10 ms p50 2 ms", "API"),
        ("Zuul 2.1 on Netty: 1M req/s", "Zuul 2.1 on Netty"),
        ("Appliance, $0 to some ISPs", "Appliance, to some ISPs"),
        ("AWS bill n/p", "AWS bill"),
        ("Cassandra (thousands of nodes)", "Cassandra (thousands of nodes)"),
        ("Kafka: 36 clusters; 4,000 brokers.", "Kafka"),
    ],
)  # fmt: skip
def test_names(label: str, name: str) -> None:
    assert named(label) == name


def page_with(source: str, marked: str, graph: Graph) -> list[tuple[str, str, int, int]]:
    """(where, subject, line, column) of each text; the fence's text begins at 10:3."""
    fence = Fence(1, source, marked, Place("content/a.md", 10, 3))
    page = Page("a.md", "content/a.md", "/a/", "/", "A", FrontMatter(), fences=(fence,))
    found = texts(page, (graph,))
    return [(s.where, s.subject, s.place.line, s.place.column) for s in found]


def test_labels_are_found_where_their_author_wrote_them() -> None:
    source = 'flowchart LR\n  A["Own<br/>cache [@k], 5 nodes"] -->|"1 ms [@k]"| B["Cache"]'
    marked = source.replace("[@k]", mark(1))
    graph = Graph(
        "flowchart-v2",
        nodes=(Node("A", f"Own cache {mark(1)}, 5 nodes"), Node("B", "Cache")),
        edges=(Edge("A", "B", f"1 ms {mark(1)}"),),
    )
    assert page_with(source, marked, graph) == [
        ("node", "Own cache", 11, 8),
        ("node", "Cache", 11, source.split("\n")[1].index("Cache") + 3),
        ("edge", "Own cache → Cache", 11, source.split("\n")[1].index("1 ms") + 3),
    ]


def test_a_label_that_is_not_found_stands_at_its_fence() -> None:
    graph = Graph("er", nodes=(Node("A", "int id"), Node("B", "")))
    assert page_with("erDiagram", "erDiagram", graph) == [
        ("node", "int id", 10, 3),
        ("node", "B", 10, 3),
    ]


def test_all_that_a_graph_holds_is_read() -> None:
    graph = Graph(
        "x",
        nodes=(Node("A", "Cache 5 nodes"),),
        edges=(Edge("A", "G", "5 ms"), Edge("A", "A", "")),
        groups=(Group("G", "Plane 3 AZs", ("A",)),),
        texts=("Compute: $5M", "40%"),
        title="Spend of 12 months",
    )
    assert [(w, s) for w, s, _, _ in page_with("x", "x", graph)] == [
        ("node", "Cache"),
        ("edge", "Cache → Plane"),
        ("group", "Plane"),
        ("text", "Spend of"),
        ("text", "Compute"),
        ("text", "Spend of"),
    ]


def test_a_diagram_that_was_not_drawn_gives_nothing() -> None:
    fence = Fence(1, "x", "x", Place("content/a.md", 10, 1))
    passage = Passage(PassageKind.PARAGRAPH, "5 ms", Place("content/a.md", 20))
    page = Page("a.md", "content/a.md", "/a/", "/", "A", FrontMatter(), fences=(fence,),
                passages=(passage,))  # fmt: skip
    assert [said.where for said in texts(page, (None,))] == ["paragraph"]


@pytest.mark.parametrize(
    ("text", "codes", "left"),
    [
        ("set 5 of 5 nodes", ("5",), "set … of 5 nodes"),
        ("15 nodes and 5 more", ("5",), "15 nodes and … more"),
        ("a b a b", ("a b", "a b"), "… …"),
        ("`", ("`",), "…"),
        ("x", ("", "y"), "x"),
    ],
)
def test_code_is_masked_in_its_order(text: str, codes: tuple[str, ...], left: str) -> None:
    passage = Passage(PassageKind.PARAGRAPH, text, Place("content/a.md"), codes=codes)
    page = Page("a.md", "content/a.md", "/a/", "/", "A", FrontMatter(), passages=(passage,))
    (said,) = texts(page, ())
    assert len(said.text) == len(text)
    assert "…".join(part for part in _unmasked(said.text)) == left


def _unmasked(text: str) -> list[str]:
    parts = [""]
    for before, character in zip(f"x{text}", text, strict=False):
        if character != "\u0001":
            parts[-1] += character
        elif before != "\u0001":
            parts.append("")
    return parts


def test_a_label_that_a_graph_tells_twice_is_read_once() -> None:
    graph = Graph(
        "stateDiagram",
        nodes=(Node("n", "a note 9 TB"),),
        groups=(Group("g", "a note 9 TB", ("n",)), Group("h", "Plane")),
        texts=("Cost $5M", "Low"),
        title="Cost $5M",
    )
    assert [(w, s) for w, s, _, _ in page_with("x", "x", graph)] == [
        ("node", "a note"),
        ("group", "Plane"),
        ("text", "Cost"),
        ("text", "Low"),
    ]
