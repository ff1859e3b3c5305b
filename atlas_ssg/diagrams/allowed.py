"""What may stand in a published SVG: elements, attributes, CSS properties, and their values.

Whatever is not named here is dropped. Every value has a grammar of its own, so
that nothing is let through because nobody thought of it.
"""

from __future__ import annotations

import re
from functools import lru_cache

ELEMENTS = frozenset({
    "svg", "g", "defs", "title", "desc", "style", "symbol", "use", "marker", "clipPath",
    "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
    "text", "tspan", "textPath", "a",
    "linearGradient", "radialGradient", "stop",
    "filter", "feDropShadow", "feGaussianBlur", "feOffset", "feFlood", "feComposite",
    "feMerge", "feMergeNode",
})  # fmt: skip

# Elements that draw or define nothing without what they hold.
HOLDERS = frozenset({
    "g", "defs", "symbol", "marker", "clipPath", "text", "tspan", "textPath", "a", "filter",
    "linearGradient", "radialGradient",
})  # fmt: skip

ID = re.compile(r"[A-Za-z_][\w.:-]*")
_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_LENGTH = rf"{_NUMBER}(?:px|em|ex|rem|pt|%)?"
_LOCAL = r"url\(#[A-Za-z_][\w.:-]*\)"
_COLOUR = (
    r"(?:none|transparent|currentColor|[A-Za-z]{3,24}|#[0-9A-Fa-f]{3,8}"
    rf"|(?:rgb|hsl)a?\(\s*{_NUMBER}(?:deg)?(?:[\s,/]+{_NUMBER}%?){{2,3}}\s*\)"
    r"|var\(--diagram-[a-z0-9-]+,#[0-9A-Fa-f]{6}\))"
)
_TRANSFORM = (
    rf"(?:translate|scale|rotate|matrix|skewX|skewY)\(\s*{_NUMBER}(?:[\s,]+{_NUMBER})*\s*\)"
)


def _grammar(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{pattern})\s*")


NUMBER = _grammar(_NUMBER)
LENGTH = _grammar(_LENGTH)
LENGTHS = _grammar(rf"none|{_LENGTH}(?:[\s,]+{_LENGTH})*")
NUMBERS = _grammar(rf"{_NUMBER}(?:[\s,]+{_NUMBER})*")
COLOUR = _grammar(_COLOUR)
PAINT = _grammar(rf"{_COLOUR}|{_LOCAL}")
LOCAL = _grammar(rf"none|{_LOCAL}")
FRAGMENT = _grammar(r"#[A-Za-z_][\w.:-]*")
# Path data and points: letters, signs and figures. Linear, whatever the length.
PATH = re.compile(r"[MmLlHhVvCcSsQqTtAaZz\d\seE,.+-]*")
POINTS = re.compile(r"[\d\seE,.+-]*")
TRANSFORM = _grammar(rf"{_TRANSFORM}(?:[\s,]*{_TRANSFORM})*")
NAME = _grammar(r"[\w-]+")
CLASSES = _grammar(r"[\w-]+(?:\s+[\w-]+)*")
TEXT = re.compile(r"[^\x00-\x08\x0b\x0c\x0e-\x1f]*")
FONTS = _grammar(r"Inter(?:,\s*(?:\"Inter Variable\"|sans-serif))*")


def _words(*words: str) -> re.Pattern[str]:
    return _grammar("|".join(map(re.escape, words)))


_BASELINE = _words(
    "auto", "baseline", "middle", "central", "hanging", "alphabetic", "text-before-edge",
    "text-after-edge", "before-edge", "after-edge", "text-top", "text-bottom", "inherit",
)  # fmt: skip
_RULE = _words("evenodd", "nonzero")
_PRESENTATION: dict[str, re.Pattern[str]] = {
    "fill": PAINT,
    "stroke": PAINT,
    "color": COLOUR,
    "stop-color": COLOUR,
    "flood-color": COLOUR,
    "stroke-width": LENGTH,
    "stroke-dasharray": LENGTHS,
    "stroke-dashoffset": LENGTH,
    "stroke-linecap": _words("butt", "round", "square"),
    "stroke-linejoin": _words("miter", "round", "bevel"),
    "stroke-miterlimit": NUMBER,
    "opacity": LENGTH,
    "fill-opacity": LENGTH,
    "stroke-opacity": LENGTH,
    "stop-opacity": LENGTH,
    "flood-opacity": LENGTH,
    "fill-rule": _RULE,
    "clip-rule": _RULE,
    "font-size": LENGTH,
    "font-weight": _words("normal", "bold", "bolder", "lighter", *(f"{n}00" for n in range(1, 10))),
    "font-style": _words("normal", "italic", "oblique"),
    "text-anchor": _words("start", "middle", "end"),
    "text-decoration": _words("none", "underline", "line-through", "overline"),
    "dominant-baseline": _BASELINE,
    "alignment-baseline": _BASELINE,
    "display": _words("none", "inline", "block"),
    "visibility": _words("visible", "hidden"),
    "paint-order": _words("normal", "stroke", "fill", "stroke fill"),
    "marker-start": LOCAL,
    "marker-mid": LOCAL,
    "marker-end": LOCAL,
    "clip-path": LOCAL,
    "filter": LOCAL,
}
# A property of a style sheet or a `style` attribute.
PROPERTIES: dict[str, re.Pattern[str]] = {
    **_PRESENTATION,
    "rx": LENGTH,
    "ry": LENGTH,
    "mix-blend-mode": _words("normal", "multiply", "screen"),
    "font-family": FONTS,
}
COLOURED = frozenset(name for name, rule in PROPERTIES.items() if rule in (PAINT, COLOUR))

ATTRIBUTES: dict[str, re.Pattern[str]] = {
    **_PRESENTATION,
    **dict.fromkeys(
        ("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "width",
         "height", "refX", "refY", "markerWidth", "markerHeight", "offset", "startOffset",
         "textLength"),
        LENGTH,
    ),
    **dict.fromkeys(("dx", "dy"), LENGTHS),
    **dict.fromkeys(("stdDeviation", "k1", "k2", "k3", "k4"), NUMBERS),
    "id": ID,
    "class": CLASSES,
    "d": PATH,
    "points": POINTS,
    "transform": TRANSFORM,
    "gradientTransform": TRANSFORM,
    "viewBox": NUMBERS,
    "preserveAspectRatio": _grammar(r"\w+(?:\s+\w+)?"),
    "orient": _grammar(rf"auto|auto-start-reverse|{_NUMBER}(?:deg)?"),
    "markerUnits": _words("userSpaceOnUse", "strokeWidth"),
    "gradientUnits": _words("userSpaceOnUse", "objectBoundingBox"),
    "clipPathUnits": _words("userSpaceOnUse", "objectBoundingBox"),
    "filterUnits": _words("userSpaceOnUse", "objectBoundingBox"),
    "spreadMethod": _words("pad", "reflect", "repeat"),
    "overflow": _words("visible", "hidden"),
    "lengthAdjust": _words("spacing", "spacingAndGlyphs"),
    "in": NAME,
    "in2": NAME,
    "result": NAME,
    "operator": NAME,
    "role": _words("img"),
    "aria-label": TEXT,
    "aria-labelledby": CLASSES,
    "href": FRAGMENT,
}  # fmt: skip
# What an outside link of a diagram (`click A href "…"`) may lead to.
LINK = re.compile(r"https?://[^\s<>\"'\\]+|#[\w.:-]+")


@lru_cache(maxsize=20_000)
def attribute_allowed(name: str, value: str) -> bool:
    """Whether an attribute may stand with this value; `style` and an `<a>`'s href are not asked."""
    grammar = ATTRIBUTES.get(name)
    return grammar is not None and grammar.fullmatch(value) is not None


@lru_cache(maxsize=20_000)
def property_allowed(name: str, value: str) -> bool:
    """Whether a CSS declaration may stand."""
    grammar = PROPERTIES.get(name)
    return grammar is not None and grammar.fullmatch(value) is not None
