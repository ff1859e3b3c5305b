"""A plane's class that is defined with other colours than the atlas's.

Four fixed colours are what lets a reader recognise a plane on any page. The
definition may be left out altogether: the build adds it.

What to do: remove the `classDef`, or use the exact values of `[[planes]]` in
`atlas.toml`. `check --fix` removes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas_ssg.checks.graphs import graphs
from atlas_ssg.checks.places import find_in_fence
from atlas_ssg.checks.rule import Finding, Rule, Subject
from atlas_ssg.config import PlaneTable
from atlas_ssg.model.diagnostic import Edit, Severity

_PROPERTY = re.compile(r"(fill|stroke|color)\s*:\s*(#[0-9A-Fa-f]{3,8}|[a-zA-Z]+)")


def check(subject: Subject) -> Iterator[Finding]:
    """Definitions of plane classes in diagrams that differ from the configuration."""
    planes = {plane.class_: plane for plane in subject.config.file.planes}
    for _, fence, graph in graphs(subject):
        for name, style in graph.classes:
            if name in planes and f"classDef {name}" in fence.source:
                wrong = _wrong(style, planes[name])
                if wrong:
                    plane = planes[name]
                    place = find_in_fence(fence, f"classDef {name}")
                    yield Finding(
                        place,
                        f"`{name}` is defined with {wrong}",
                        "remove the classDef, or write "
                        f"fill:{plane.fill},stroke:{plane.stroke},color:{plane.text}",
                        len(f"classDef {name}"),
                        Edit(place, whole_line=True),
                    )


def _wrong(style: str, plane: PlaneTable) -> str:
    wanted = {"fill": plane.fill, "stroke": plane.stroke, "color": plane.text}
    given = {key: _long(value) for key, value in _PROPERTY.findall(style)}
    return ", ".join(
        f"{key} {value}" for key, value in given.items() if value != wanted[key].lower()
    )


def _long(colour: str) -> str:
    """A colour in lower case with six digits: "#fff" and "white" as "#ffffff"."""
    named = {"white": "#ffffff", "black": "#000000"}
    colour = named.get(colour.lower(), colour.lower())
    if re.fullmatch(r"#[0-9a-f]{3}", colour):
        return "#" + "".join(2 * digit for digit in colour[1:])
    return colour


RULE = Rule("PL001", "plane-colour", Severity.ERROR, check, fixable=True)
