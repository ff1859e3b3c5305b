"""Where a diagram is read from, as far as its picture says."""

import pytest

from atlas_ssg.render.drawings import beginning


@pytest.mark.parametrize(
    ("nodes", "share"),
    [
        ("", 0.0),
        ('<g class="node" transform="translate(150, 10)"/>', 0.5),
        (
            '<g class="node a" id="x" transform="translate(60, 300)"/>'
            '<g class="node" transform="translate(210,40)"/>'
            '<g class="node b" transform="translate(100, 20)"/>',
            0.8,
        ),
        ('<g class="node" transform="translate(-500, 10)"/>', 0.0),
        ('<g class="cluster" transform="translate(150, 10)"/>', 0.0),
    ],
    ids=["no nodes", "one", "the first of the top row", "outside", "no node"],
)
def test_reading_begins_at_the_first_node_of_the_top_row(nodes: str, share: float) -> None:
    assert beginning(f'<svg viewBox="50 0 200 400">{nodes}</svg>') == share
