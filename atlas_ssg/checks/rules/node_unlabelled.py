"""A node without a label of its own.

`LB` is a name for the author; a reader needs to know what runs there.

What to do: give it a label in quotes: `LB["Zuul 2.1 on Netty"]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas_ssg.checks.places import find_in_fence, search_fence
from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.model.page import Fence


def check(subject: PageSubject) -> Iterator[Finding]:
    """Nodes of flowcharts that show their id, or nothing."""
    for fence, graph in subject.flowcharts():
        for node in graph.nodes:
            label = node.label.strip()
            if not label or (label == node.id and not _is_written(fence, node.id)):
                yield Finding(
                    find_in_fence(fence, node.id),
                    f"the node `{node.id}` has no label",
                    f'name what runs there: `{node.id}["…"]`',
                    len(node.id),
                )


def _is_written(fence: Fence, name: str) -> bool:
    """Whether the author wrote the label out, though it is the same word: `etcd["etcd"]`."""
    return search_fence(fence, re.compile(rf"(?<![\w-]){re.escape(name)}[\[({{>]")) is not None


RULE = PageRule("MM007", "node-unlabelled", Severity.WARNING, check)
