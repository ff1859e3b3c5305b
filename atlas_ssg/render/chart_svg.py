"""From a Vega-Lite specification to a static SVG: no script, no outside resource, no ids.

Text stays text, measured with Inter. Colours are sentinels in the
specification and custom properties with a fallback in the SVG, so that one
picture serves light and dark. The picture is one image to a screen reader: it
has a title and a description, and what Vega says of its parts is left out.
"""

from __future__ import annotations

import atexit
import io
import json
import re
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from atlas_ssg.cache import Cache, digest
from atlas_ssg.vendor import vendored

FONT = "Inter, sans-serif"
FONT_SIZE = 12
# Sentinel -> what is painted. The fallbacks of the series have a contrast of 3:1
# or more on white and on #0d1117 (WCAG 2.2, 1.4.11); `--chart-N` lets a theme do better.
PAINTS = {
    "#1a1b1c": "var(--diagram-text,#1f2328)",
    "#4d5e6f": "var(--diagram-line,#57606a)",
    "#c8c9ca": "var(--diagram-border,#d0d7de)",
    "#010203": "var(--chart-1,#2f81f7)",
    "#010204": "var(--chart-2,#bf6a02)",
    "#010205": "var(--chart-3,#1f883d)",
    "#010206": "var(--chart-4,#8b5cf6)",
    "#010207": "var(--chart-5,#cf4a5f)",
}
TEXT, LINE, BORDER, *SERIES = PAINTS

_SVG = "http://www.w3.org/2000/svg"
_FORM = "3"  # goes up when the same specification must give another SVG
_ELEMENTS = frozenset({"svg", "g", "path", "line", "rect", "text", "tspan", "title", "desc"})
_ATTRIBUTES = frozenset({
    "width", "height", "viewBox", "transform", "d", "x", "y", "x1", "x2", "y1", "y2", "dx", "dy",
    "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin",
    "stroke-miterlimit", "fill-opacity", "stroke-opacity", "opacity", "text-anchor", "font-size",
    "font-weight", "font-style",
})  # fmt: skip
_CONFIG: Mapping[str, Any] = {
    "background": None,
    "font": "Inter",
    "padding": 8,
    "view": {"stroke": None},
    "text": {"color": TEXT, "fontSize": FONT_SIZE},
    "axis": {
        "labelColor": TEXT,
        "titleColor": TEXT,
        "domainColor": LINE,
        "tickColor": LINE,
        "gridColor": BORDER,
        "labelFontSize": FONT_SIZE,
        "titleFontSize": FONT_SIZE,
        "titleFontWeight": 400,
        "labelLimit": 300,
    },
    "legend": {
        "labelColor": TEXT,
        "titleColor": TEXT,
        "labelFontSize": FONT_SIZE,
        "titleFontSize": FONT_SIZE,
        "titleFontWeight": 400,
        "orient": "top",
    },
    "title": {
        "color": TEXT,
        "fontSize": FONT_SIZE + 1,
        "fontWeight": 400,
        "anchor": "start",
        "frame": "group",
    },
}


def draw(spec: Mapping[str, Any], title: str, description: str, cache: Cache) -> str:
    """The SVG of a Vega-Lite specification, from the cache where it was drawn before."""
    text = json.dumps({**spec, "config": _CONFIG}, sort_keys=True, ensure_ascii=False)
    key = digest(_FORM, version("vl-convert-python"), _font_digest(), text, title, description)
    known = cache.get("charts", key)
    if known is not None:
        return known.decode("utf-8")
    svg = _tidy(_convert(text), title, description)
    cache.put("charts", key, svg.encode("utf-8"))
    return svg


def plain(text: str) -> str:
    """Text that may stand in a chart: one line, without characters that XML refuses."""
    kept = (c if c.isprintable() and c not in "\ufffe\uffff" else " " for c in text)
    return " ".join("".join(kept).split())


def _convert(text: str) -> str:
    import vl_convert  # starting it takes most of a second: only when a chart has changed

    register_inter()
    # No address is allowed, so a specification can load nothing.
    return vl_convert.vegalite_to_svg(text, vl_version="6.1", allowed_base_urls=[])


@lru_cache(maxsize=1)
def _font() -> bytes:
    return vendored("inter.woff2") or b""


@lru_cache(maxsize=1)
def _font_digest() -> str:
    return digest(_font())


@lru_cache(maxsize=1)
def register_inter() -> None:
    """Hand Inter to vl-convert, which reads TrueType from a folder and no WOFF2."""
    import vl_convert

    if not _font():
        return
    from fontTools.ttLib import TTFont

    # vl-convert maps the file, so it has to stay until the process ends.
    folder = tempfile.TemporaryDirectory(prefix="atlas-fonts-")
    atexit.register(folder.cleanup)
    font = TTFont(io.BytesIO(_font()))
    font.flavor = None
    font.save(Path(folder.name) / "inter.ttf")
    vl_convert.register_font_directory(folder.name)


def _tidy(svg: str, title: str, description: str) -> str:
    """The SVG with allowed elements and attributes only, painted and named."""
    root = ET.fromstring(svg)
    _strip(root)
    for at, (name, words) in enumerate((("title", title), ("desc", description))):
        element = ET.Element(f"{{{_SVG}}}{name}")
        element.text = plain(words)
        root.insert(at, element)
    root.set("role", "img")
    root.set("font-family", FONT)
    ET.register_namespace("", _SVG)
    return ET.tostring(root, encoding="unicode")


def _strip(element: ET.Element) -> None:
    for name in list(element.attrib):
        if name in _ATTRIBUTES:
            element.set(name, _value(name, element.attrib[name]))
        else:
            del element.attrib[name]
    for child in list(element):
        _strip(child)
        if _is_empty(child):
            element.remove(child)


def _is_empty(element: ET.Element) -> bool:
    """Whether nothing is painted: foreign elements, frames without size, groups of such."""
    name = element.tag.removeprefix(f"{{{_SVG}}}")
    if name not in _ELEMENTS:
        return True
    if name == "path":
        return element.get("d", "") in {"", "M0,0h0v0h0Z"}
    if name == "text":
        return not "".join(element.itertext())
    return name == "g" and len(element) == 0


def _value(name: str, value: str) -> str:
    if value in PAINTS:
        return PAINTS[value]
    if name in {"d", "transform", "x", "y", "x1", "x2", "y1", "y2"}:
        return re.sub(r"-?\d+\.\d{3,}", lambda match: f"{float(match[0]):.2f}", value)
    return value
