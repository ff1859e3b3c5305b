"""A class that a diagram uses but nobody defines.

Mermaid draws such a node in the default colour and says nothing.

What to do: use one of the planes' classes, or define the class in the diagram.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.places import find_in_fence
from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Edit, Severity
from atlas_ssg.schema import did_you_mean, nearest

_MERMAIDS_OWN = {"default", "clickable"}


def check(subject: PageSubject) -> Iterator[Finding]:
    """Undefined classes of flowcharts, once each."""
    planes = [plane.class_ for plane in subject.file.planes]
    for fence, graph in subject.flowcharts():
        known = {name for name, _ in graph.classes} | set(planes) | _MERMAIDS_OWN
        used = dict.fromkeys(name for node in graph.nodes for name in node.classes)
        for name in used:
            if name not in known:
                place = find_in_fence(fence, name)
                close = nearest(name, planes, 1)
                yield Finding(
                    place,
                    f"the class `{name}` is not defined",
                    did_you_mean(name, planes),
                    len(name),
                    Edit(place, len(name), close[0], safe=False) if close else None,
                )


RULE = PageRule("PL002", "class-undefined", Severity.ERROR, check, fixable=True)
