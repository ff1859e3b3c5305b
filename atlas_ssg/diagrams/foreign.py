"""What Mermaid writes that no published drawing may hold, as plain shapes and text in its place.

`foreignObject` (it stays for a few kinds of label even where HTML labels are off:
journeys, formulas) becomes SVG text, or goes where a `switch` offers some; an SVG
within the SVG (icons) becomes a group that is moved and scaled.
"""

from __future__ import annotations

import re

from lxml import etree

from atlas_ssg.diagrams.clean import SVG, tag

_Element = etree._Element
_LINE = 1.2  # em


def convert(root: _Element) -> None:
    """Replace every `switch`, `foreignObject` and inner `svg`."""
    for switch in list(root.iter(f"{{{SVG}}}switch")):
        texts = [child for child in switch if tag(child) != "foreignObject"]
        foreign = [child for child in switch if tag(child) == "foreignObject"]
        for child in foreign if texts else []:
            switch.remove(child)
        switch.tag = f"{{{SVG}}}g"
    for foreign_object in list(root.iter(f"{{{SVG}}}foreignObject")):
        parent = foreign_object.getparent()
        if parent is not None:
            parent.replace(foreign_object, _as_text(foreign_object))
    for inner in list(root.iter(f"{{{SVG}}}svg")):
        if inner is not root:
            _as_group(inner)


def _as_group(inner: _Element) -> None:
    """The same element as a `g`: where it stood, and at the size at which it was shown."""
    box = [float(part) for part in re.findall(r"-?[\d.]+", inner.get("viewBox") or "")]
    x, y, width, height = (_number(inner, name) for name in ("x", "y", "width", "height"))
    moves = [f"translate({x:g},{y:g})"] if x or y else []
    if len(box) == 4 and min(*box[2:], width, height) > 0:
        scale = min(width / box[2], height / box[3])
        moves += [f"scale({scale:g})"] if scale != 1 else []
        moves += [f"translate({-box[0]:g},{-box[1]:g})"] if box[0] or box[1] else []
    inner.attrib.clear()
    inner.tag = f"{{{SVG}}}g"
    if moves:
        inner.set("transform", " ".join(moves))


def _as_text(foreign: _Element) -> _Element:
    """The words of `foreign`, centred in its box, one `tspan` for each of its lines."""
    lines = _lines(foreign)
    x, y, width, height = (_number(foreign, name) for name in ("x", "y", "width", "height"))
    text = etree.Element(f"{{{SVG}}}text", {"text-anchor": "middle", "y": f"{y + height / 2:g}"})
    text.set("dominant-baseline", "central")
    for position, line in enumerate(lines):
        row = etree.SubElement(text, f"{{{SVG}}}tspan", {"x": f"{x + width / 2:g}"})
        row.set("dy", f"{(1 - len(lines)) * _LINE / 2 if position == 0 else _LINE:g}em")
        row.text = line
    text.tail = foreign.tail
    return text


def _lines(foreign: _Element) -> list[str]:
    whole = []
    for element in foreign.iter():
        name = tag(element)
        if name in {"script", "style", "annotation"}:
            continue  # `annotation` repeats a formula's source
        if name in {"br", "p", "div"}:
            whole.append("\n")
        whole.append(" ".join((element.text or "").split()))
        whole.append(" ".join((element.tail or "").split()) if element is not foreign else "")
    text = " ".join(part if part == "\n" else part.strip() for part in whole if part)
    return [line.strip() for line in text.split("\n") if line.strip()]


def _number(element: _Element, name: str) -> float:
    try:
        return float((element.get(name) or "0").removesuffix("px"))
    except ValueError:
        return 0.0
