"""A class that a diagram uses but nobody defines.

Mermaid draws such a node in the default colour and says nothing.

What to do: use one of the planes' classes, or define the class in the diagram.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.graphs import flowcharts
from atlas_ssg.checks.places import find_in_fence
from atlas_ssg.checks.rule import Finding, Rule, Subject
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.schema import did_you_mean


def check(subject: Subject) -> Iterator[Finding]:
    """Undefined classes of flowcharts, once each."""
    planes = [plane.class_ for plane in subject.config.file.planes]
    for _, fence, graph in flowcharts(subject):
        known = {name for name, _ in graph.classes} | set(planes) | {"default"}
        used = dict.fromkeys(name for node in graph.nodes for name in node.classes)
        for name in used:
            if name not in known:
                yield Finding(
                    find_in_fence(fence, name),
                    f"the class `{name}` is not defined",
                    did_you_mean(name, planes),
                    len(name),
                )


RULE = Rule("PL002", "class-undefined", Severity.ERROR, check)
