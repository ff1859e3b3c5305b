"""CSS of a drawing: declarations that may stand, and colours that follow the theme."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import tinycss2

from atlas_ssg.diagrams.allowed import COLOURED, property_allowed
from atlas_ssg.diagrams.notices import Drop
from atlas_ssg.diagrams.selectors import Selector, parse_selectors
from atlas_ssg.diagrams.settings import SENTINELS

_VARIABLES = {sent: f"var({name},{fallback})" for sent, (name, fallback) in SENTINELS.items()}
_RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+[\d.]+%?)?\s*\)")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a style sheet: its selectors and its declarations ("fill:red;stroke:none")."""

    selectors: tuple[Selector, ...]
    declarations: str


@lru_cache(maxsize=4_000)
def colour(value: str) -> str:
    """`value`, or the custom property that a colour of ours stands for."""
    lowered = value.strip().lower()
    rgb = _RGB.fullmatch(lowered)
    if rgb:
        lowered = "#" + "".join(f"{min(int(part), 255):02x}" for part in rgb.groups())
    return _VARIABLES.get(lowered, value.strip())


@lru_cache(maxsize=4_000)
def declarations(text: str) -> tuple[str, tuple[Drop, ...]]:
    """The declarations of `text` that may stand, and what was dropped."""
    kept: dict[str, str] = {}
    drops: list[Drop] = []
    for item in tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True):
        if item.type != "declaration":
            if item.type != "error":
                drops.append(Drop("a CSS rule within a declaration"))
            continue
        name = item.lower_name
        if name == "font-family":
            continue  # one font for every label, set once at the root
        value = re.sub(r"\s*,\s*", ",", tinycss2.serialize(item.value).strip())
        if name in COLOURED:
            value = colour(value)
        if property_allowed(name, value):
            kept.pop(name, None)
            kept[name] = value + ("!important" if item.important else "")
        else:
            drops.append(Drop(f"the style `{name}`", name, style=True))
    return ";".join(f"{name}:{value}" for name, value in kept.items()), tuple(drops)


@lru_cache(maxsize=200)
def style_sheet(text: str) -> tuple[tuple[Rule, ...], tuple[Drop, ...]]:
    """The rules of a style sheet that may stand; at-rules (keyframes, imports) never do."""
    rules: list[Rule] = []
    drops: list[Drop] = []
    for node in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if node.type == "at-rule":
            drops.append(Drop(f"the CSS rule `@{node.lower_at_keyword}`", f"@{node.at_keyword}"))
        if node.type != "qualified-rule":
            continue
        kept, dropped = declarations(tinycss2.serialize(node.content))
        drops += dropped
        selectors = parse_selectors(node.prelude)
        if kept and selectors:
            rules.append(Rule(selectors, kept))
    return tuple(rules), tuple(drops)
