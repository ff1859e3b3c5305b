"""From what the browser drew to what a page may hold: cleaned, small, accessible, with its own ids.

Takes the serialised SVG and how it is to stand on its page; returns SVG that has
passed the allow-list, twice: once on the way, and once as the finished text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from atlas_ssg.diagrams import cite, contrast, css, foreign, limits, selectors, tidy
from atlas_ssg.diagrams.clean import SVG, clean, tag
from atlas_ssg.diagrams.notices import Drop
from atlas_ssg.diagrams.verify import UnsafeError, parse, verify

_Element = etree._Element
FONT = 'Inter,"Inter Variable",sans-serif'
_CUE = "#{} .plane-cue{{font-size:10px;font-weight:700;text-anchor:start}}"


@dataclass(frozen=True, slots=True)
class Frame:
    """How a drawing stands on its page.

    `links` maps citation numbers to addresses; `planes` are class names that
    stay as they are, for the theme.
    """

    prefix: str
    title: str
    description: str
    links: Mapping[int, str]
    planes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finished:
    """SVG that may be published; `width` and `height` are the viewBox's, in CSS pixels."""

    svg: str
    width: float
    height: float
    drops: tuple[Drop, ...]


def finish(raw: str, frame: Frame) -> Finished:
    """Clean one drawing. Raises `UnsafeError` for what cannot be published at all."""
    root = parse(raw, limits.RAW_BYTES)
    foreign.convert(root)
    box = _box(root)
    drops = clean(root)
    rules = _take_styles(root, drops)
    sheet = "".join(rule.declarations for rule in rules)
    tidy.prune(root, sheet)
    rules = tidy.matching_rules(root, rules)
    contrast.keep_readable(root)
    names, tests = tidy.rename_classes(root, rules, frame.planes)
    tidy.unwrap_words(root, rules)
    sheet = "".join(rule.declarations for rule in rules)
    tidy.prune(root, sheet)
    cite.link_marks(root, frame.links)
    ids = tidy.rename_ids(root, frame.prefix, sheet)
    _dress(root, frame, box, _sheet(rules, ids, names, tests))
    text = etree.tostring(root, encoding="unicode")
    verify(text, frame.prefix)
    return Finished(text, box[2], box[3], tuple(drops))


def _take_styles(root: _Element, drops: list[Drop]) -> list[css.Rule]:
    rules: list[css.Rule] = []
    for style in list(root.iter(f"{{{SVG}}}style")):
        kept, dropped = css.style_sheet(style.text or "")
        rules += kept
        drops += dropped
        parent = style.getparent()
        if parent is not None:
            parent.remove(style)
    return rules


def _sheet(
    rules: list[css.Rule],
    ids: Mapping[str, str],
    names: Mapping[str, str],
    tests: Mapping[selectors.Test, str],
) -> str:
    """The style sheet as text; rules that say the same share their selectors."""
    previous = ""
    merged: list[tuple[list[str], str]] = []
    for rule in rules:
        shown = [
            selectors.text(selector, ids, names, tests)
            for selector in rule.selectors
            if all(name in ids for compound in selector for name in compound.ids)
        ]
        if not shown:
            continue
        if merged and previous == rule.declarations:
            merged[-1][0].extend(shown)
        else:
            merged.append((shown, rule.declarations))
        previous = rule.declarations
    return "".join(f"{','.join(s)}{{{tidy.local(d, ids)}}}" for s, d in merged)


def _box(root: _Element) -> tuple[float, float, float, float]:
    """The viewBox, or one made from width and height."""
    given = [
        float(part) for part in re.findall(r"[-+]?[\d.]+(?:e[-+]?\d+)?", root.get("viewBox", ""))
    ]
    if len(given) != 4:
        sides = [
            re.match(r"[\d.]+(?=(?:px)?$)", root.get(name) or "") for name in ("width", "height")
        ]
        if not all(sides):
            raise UnsafeError("the drawing has no size", "browser")
        given = [0.0, 0.0, *(float(side[0]) for side in sides if side)]
    x, y, width, height = given
    if not all(map(math.isfinite, given)) or width <= 0 or height <= 0:
        raise UnsafeError("the drawing is empty", "browser")
    if max(width, height) > limits.PIXELS:
        raise UnsafeError(
            f"the drawing is {width:.0f} by {height:.0f} pixels; "
            f"at most {limits.PIXELS} a side are allowed",
            "too-large",
        )
    return x, y, math.ceil(width * 100) / 100, math.ceil(height * 100) / 100


def _dress(
    root: _Element, frame: Frame, box: tuple[float, float, float, float], sheet: str
) -> None:
    """The outer element: size, name and description, and the style sheet."""
    root.attrib.clear()
    root.set("id", frame.prefix)
    root.set("class", "diagram")
    root.set(
        "viewBox", " ".join(f"{part:g}" if part == int(part) else f"{part:.2f}" for part in box)
    )
    root.set("width", f"{box[2]:g}" if box[2] < 1e5 else str(box[2]))
    root.set("height", f"{box[3]:g}" if box[3] < 1e5 else str(box[3]))
    root.set("role", "img")
    root.set("aria-labelledby", f"{frame.prefix}-title {frame.prefix}-desc")
    for element in list(root):
        if tag(element) in {"title", "desc"}:
            root.remove(element)
    style = etree.Element(f"{{{SVG}}}style")
    style.text = f"#{frame.prefix}{{font-family:{FONT}}}{sheet}{_CUE.format(frame.prefix)}"
    root.insert(0, style)
    for name, text in (("desc", frame.description), ("title", frame.title)):
        element = etree.Element(f"{{{SVG}}}{name}", {"id": f"{frame.prefix}-{name}"})
        element.text = text
        root.insert(0, element)
