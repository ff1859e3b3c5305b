"""Labels in an SVG: HTML that Mermaid still wrote becomes text; citation markers become links."""

from __future__ import annotations

import re

from lxml import etree

from atlas_ssg.model.citation import MARK_GUARD

SVG = "http://www.w3.org/2000/svg"
_MARK = re.compile(rf"{MARK_GUARD}\[(\d+)\]{MARK_GUARD}")
_LINE_HEIGHT = 18.0


def convert_foreign_objects(root: etree._Element) -> None:
    """Replace every `foreignObject` by its text, centred in its box, a line for each block."""
    for element in list(root.iter(f"{{{SVG}}}foreignObject")):
        parent = element.getparent()
        if parent is None:
            continue
        lines = [line.strip() for line in _lines(element) if line.strip()]
        text = etree.Element(f"{{{SVG}}}text")
        width, height = _number(element, "width"), _number(element, "height")
        x = _number(element, "x") + width / 2
        y = _number(element, "y") + height / 2 - _LINE_HEIGHT * (len(lines) - 1) / 2
        text.set("text-anchor", "middle")
        text.set("dominant-baseline", "central")
        for number, line in enumerate(lines):
            part = etree.SubElement(text, f"{{{SVG}}}tspan")
            part.set("x", f"{x:g}")
            part.set("y", f"{y + number * _LINE_HEIGHT:g}")
            part.text = line
        text.tail = element.tail
        parent.replace(element, text)


def _number(element: etree._Element, name: str) -> float:
    try:
        return float(element.get(name, "0").removesuffix("px"))
    except ValueError:
        return 0.0


def _lines(element: etree._Element) -> list[str]:
    """The text of HTML in a label; a block or a break begins a line."""
    lines = [""]
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            if etree.QName(node).localname in {"br", "p", "div", "li"} and lines[-1].strip():
                lines.append("")
            lines[-1] += node.text or ""
        elif node is not element:
            lines[-1] += node.tail or ""
    return lines


def link_citations(root: etree._Element, links: dict[int, str]) -> None:
    """Each guarded marker becomes a small raised link to its source; guards go in any case."""
    for element in list(root.iter(f"{{{SVG}}}text", f"{{{SVG}}}tspan")):
        if element.text and MARK_GUARD in element.text:
            pieces = _MARK.split(element.text)
            element.text = _bare(pieces[0])
            for position, piece in enumerate(_linked(pieces[1:], links)):
                element.insert(position, piece)
    for element in root.iter():
        element.text = element.text and _bare(element.text)
        element.tail = element.tail and _bare(element.tail)


def _bare(text: str) -> str:
    return text.replace(MARK_GUARD, "")


def _linked(pieces: list[str], links: dict[int, str]) -> list[etree._Element]:
    """Links from [number, text behind it, number, text behind it …]."""
    result: list[etree._Element] = []
    for number, behind in zip(pieces[::2], pieces[1::2], strict=True):
        link = etree.Element(f"{{{SVG}}}a")
        link.set("href", links.get(int(number), f"#source-{number}"))
        link.set("class", "cite")
        link.set("aria-label", f"source {number}")
        raised = etree.SubElement(link, f"{{{SVG}}}tspan")
        raised.set("baseline-shift", "super")
        raised.set("font-size", "75%")
        raised.text = f"[{number}]"
        link.tail = _bare(behind)
        result.append(link)
    return result
