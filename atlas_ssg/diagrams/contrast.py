"""Text on a colour of the author's own stays readable when the page turns dark.

A label without a colour of its own follows the theme. On a fill that the author
chose it must not: there it is black or white, whichever stands out more. The
same holds for the title of a sequence diagram's box.
"""

from __future__ import annotations

import re

from lxml import etree

from atlas_ssg.diagrams.clean import tag

_Element = etree._Element
_FILL = re.compile(r"(?:^|;)fill:\s*(#[0-9A-Fa-f]{3,6}|rgb\([^)]*\)|[a-zA-Z]+)")
_RGB = re.compile(r"rgb\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)\s*\)")
_SHAPES = {"rect", "path", "polygon", "circle", "ellipse", "g"}
_NAMED = {
    "white": "#ffffff", "black": "#000000", "red": "#ff0000", "green": "#008000",
    "blue": "#0000ff", "yellow": "#ffff00", "orange": "#ffa500", "pink": "#ffc0cb",
    "lightblue": "#add8e6", "lightgreen": "#90ee90", "lightgrey": "#d3d3d3",
    "lightgray": "#d3d3d3", "lightyellow": "#ffffe0", "gray": "#808080", "grey": "#808080",
    "purple": "#800080", "cyan": "#00ffff", "aqua": "#00ffff", "navy": "#000080",
}  # fmt: skip
DARK, LIGHT = "#1f2328", "#ffffff"


def keep_readable(root: _Element) -> None:
    """Give labels on fixed fills a fixed colour, unless the author gave one."""
    for holder in root.iter():
        classes = (holder.get("class") or "").split()
        is_box = len(holder) == 2 and [tag(child) for child in holder] == ["rect", "text"]
        if not is_box and "node" not in classes and "cluster" not in classes:
            continue
        fill = next(
            (found for child in holder if tag(child) in _SHAPES and (found := _fill(child))), ""
        )
        if fill:
            for text in holder.iter("{*}text"):
                if "fill:" not in (text.get("style") or "") and text.get("fill") is None:
                    style = text.get("style")
                    shown = f"fill:{DARK if luminance(fill) > 0.2 else LIGHT}"
                    text.set("style", f"{style};{shown}" if style else shown)


def luminance(colour: str) -> float:
    """The relative luminance (WCAG 2.2) of "#rgb" or "#rrggbb", from 0 to 1."""
    digits = colour.lstrip("#")
    if len(digits) in {3, 4}:
        digits = "".join(2 * digit for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _fill(shape: _Element) -> str:
    """The fixed fill of a shape as "#rrggbb"; empty where it follows the theme."""
    match = _FILL.search(shape.get("style") or "")
    given = match[1] if match else shape.get("fill") or ""
    if rgb := _RGB.fullmatch(given.strip()):
        given = "#" + "".join(f"{min(int(part), 255):02x}" for part in rgb.groups())
    value = _NAMED.get(given.lower(), given)
    return value if value.startswith("#") and len(value) in {4, 5, 7} else ""
