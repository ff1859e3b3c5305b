"""A plane drawn in other colours than the atlas's.

Four fixed colours are what lets a reader recognise a plane on any page. The
definition may be left out altogether: the build adds it.

What to do: use the exact values of `[[planes]]` in `atlas.toml`, or remove the
`classDef` or `style` line. `check --fix` writes the right values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas_ssg.checks.places import at_offset
from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.config import PlaneTable
from atlas_ssg.model.diagnostic import Edit, Severity
from atlas_ssg.model.page import Fence

_DEFINITION = re.compile(r"^\s*classDef\s+(?P<names>[\w,-]+)\s+(?P<style>[^;\n]*)", re.MULTILINE)
_STYLE = re.compile(r"^\s*style\s+(?P<names>[\w,-]+)\s+(?P<style>[^;\n]*)", re.MULTILINE)
_PROPERTY = re.compile(r"(?P<key>fill|stroke|color)\s*:\s*(?P<value>[^,;\s]+)")
_SHORT = re.compile(r"#[0-9a-f]{3}")
_WORDS = {"white": "#ffffff", "black": "#000000"}
_MEANT = {"fill": "filled with", "stroke": "outlined in", "color": "written in"}


def check(subject: PageSubject) -> Iterator[Finding]:
    """Colours of planes that differ from the configuration, one by one."""
    planes = {plane.class_: plane for plane in subject.file.planes}
    for fence, graph in subject.graphs():
        for match in _DEFINITION.finditer(fence.source):
            for name in match["names"].split(","):
                if name in planes:
                    yield from _wrong(fence, match, name, planes[name], define=True)
        classes = {node.id: node.classes for node in graph.nodes}
        for match in _STYLE.finditer(fence.source):
            for name in match["names"].split(","):
                for plane in (planes[c] for c in classes.get(name, ()) if c in planes):
                    yield from _wrong(fence, match, name, plane, define=False)


def _wrong(
    fence: Fence, match: re.Match[str], name: str, plane: PlaneTable, *, define: bool
) -> Iterator[Finding]:
    """Each property with another value, and, in a definition, each that is left out."""
    wanted = {"fill": plane.fill, "stroke": plane.stroke, "color": plane.text}
    for given in _PROPERTY.finditer(match["style"]):
        right = wanted.pop(given["key"], "")
        if right and _long(given["value"]) != right.lower():
            place = at_offset(fence, match.start("style") + given.start("value"))
            yield Finding(
                place,
                f"`{name}` is {_MEANT[given['key']]} {given['value']}; "
                f"the {plane.title.lower()} has {right}",
                f"write {given['key']}:{right}",
                len(given["value"]),
                Edit(place, len(given["value"]), right),
            )
    if define and wanted:
        style = match["style"].rstrip()
        more = ",".join(f"{key}:{value}" for key, value in wanted.items())
        end = at_offset(fence, match.start("style") + len(style))
        edit = Edit(end, 0, ("" if style.endswith(",") else ",") + more)
        message = f"`{name}` is defined without {' and '.join(f'`{key}`' for key in wanted)}"
        start = at_offset(fence, match.start("names"))
        yield Finding(start, message, f"add {more}", len(match["names"]), edit)


def _long(colour: str) -> str:
    """A colour in lower case with six digits: "#fff" and "white" as "#ffffff"."""
    colour = _WORDS.get(colour.lower(), colour.lower())
    if _SHORT.fullmatch(colour):
        return "#" + "".join(2 * digit for digit in colour[1:])
    return colour


RULE = PageRule("PL001", "plane-colour", Severity.ERROR, check, fixable=True)
