"""Raw data from the page to a typed graph."""

import pytest

from atlas_ssg.diagrams.graph import described, plain, read
from atlas_ssg.model.diagram import Edge, Graph, Group, Node


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("one<br/>two<BR>three", "one two three"),
        ("a\\nb", "a b"),
        ("#9829; stays", "#9829; stays"),
        ("\ufb02°quot¶ßx", '"x'),
        ("\ufb02°°9829¶ß", "♥"),
        ("&lt;&lt;uses&gt;&gt;", "<<uses>>"),
        ("  two   words ", "two words"),
    ],
)
def test_a_label_is_one_line_of_plain_text(label: str, shown: str) -> None:
    assert plain(label) == shown


def test_raw_data_becomes_values() -> None:
    graph = read(
        {
            "type": "flowchart-v2",
            "nodes": [{"id": "A", "label": "x<br>y", "classes": ["c"], "group": "g"}],
            "edges": [{"source": "A", "target": "B", "directed": False}],
            "groups": [{"id": "g", "label": "G", "members": ["A"]}],
            "classes": [["c", "fill:red"]],
        }
    )
    assert graph.nodes == (Node("A", "x y", ("c",), "", "g"),)
    assert graph.edges == (Edge("A", "B", "", False),)
    assert graph.groups == (Group("g", "G", ("A",)),)
    assert graph.classes == (("c", "fill:red"),)


def test_what_the_page_does_not_promise_is_an_error() -> None:
    with pytest.raises(ValueError, match="type"):
        read({"nodes": []})


def test_a_sentence_for_who_cannot_see_it() -> None:
    graph = Graph("flowchart-v2", (Node("A", "x"),), (Edge("A", "A"),), (Group("g", "Edge"),))
    assert described(graph) == "Flowchart with 1 node and 1 connection; groups: Edge"
    assert described(Graph("pie", texts=("a 5", "b 6"))) == "Pie diagram with 2 labels"
