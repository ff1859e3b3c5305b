from atlas_ssg.model.diagram import Edge, Graph, Group, Node, connected


def test_what_lies_within_a_connected_group_is_connected_however_deep() -> None:
    graph = Graph(
        "flowchart",
        nodes=(Node("A", "a"), Node("B", "b", group="inner"), Node("C", "c", group="far")),
        edges=(Edge("A", "outer"),),
        groups=(Group("outer", "", ("inner",)), Group("inner", "", ("B",)), Group("far", "")),
    )
    assert connected(graph) == {"A", "outer", "inner", "B"}
