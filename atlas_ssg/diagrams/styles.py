"""Styles inside an SVG: plain rules, scoped to the diagram, that match something in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

import tinycss2

from atlas_ssg.diagrams.allowed import PROPERTIES, value_is_safe
from atlas_ssg.diagrams.settings import SENTINELS

_NAME = re.compile(r"([.#]?)([A-Za-z_][\w-]*)")
_PSEUDO = re.compile(r"::?[a-z-]+(\([^)]*\))?")
_SENTINEL = re.compile("|".join(map(re.escape, SENTINELS)), re.IGNORECASE)
_RGB = re.compile(r"rgba?\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*(?:,\s*1(?:\.0+)?\s*)?\)")


@dataclass(frozen=True, slots=True)
class Names:
    """What selectors can match in one SVG."""

    ids: frozenset[str]
    classes: frozenset[str]
    elements: frozenset[str]


def paint(value: str) -> str:
    """A value in which the sentinel colours are custom properties with a fallback."""
    value = _RGB.sub(lambda m: "#" + "".join(f"{int(part):02x}" for part in m.groups()), value)
    return _SENTINEL.sub(lambda match: _variable(match[0]), value)


def _variable(sentinel: str) -> str:
    name, fallback = SENTINELS[sentinel.lower()]
    return f"var({name},{fallback})"


def declarations(text: str, dropped: set[str]) -> str:
    """The allowed declarations of a style attribute or rule, in order, colours painted."""
    kept: dict[str, str] = {}
    for item in tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True):
        if item.type != "declaration":
            continue
        value = tinycss2.serialize(item.value).strip()
        name = item.lower_name
        if name not in PROPERTIES or not value_is_safe(value):
            # Mermaid itself writes many properties of HTML; only what tries to load is told.
            if "url(" in value.lower():
                dropped.add(f"{name}: {value[:60]}")
            continue
        kept.pop(name, None)
        kept[name] = paint(value) + ("!important" if item.important else "")
    return ";".join(f"{name}:{value}" for name, value in kept.items())


def sheet(text: str, scope: str, renamed: dict[str, str], names: Names, dropped: set[str]) -> str:
    """The rules of a style element that match, each scoped by `#scope`; at-rules are dropped."""
    rules = []
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule":
            continue
        body = declarations(tinycss2.serialize(rule.content), dropped)
        selectors = [
            scoped
            for selector in tinycss2.serialize(rule.prelude).split(",")
            if (scoped := _scoped(selector.strip(), scope, renamed, names))
        ]
        if body and selectors:
            rules.append(f"{','.join(selectors)}{{{body}}}")
    return "".join(rules)


def _scoped(selector: str, scope: str, renamed: dict[str, str], names: Names) -> str:
    """The selector below the diagram's own id; empty when nothing can match it."""
    if not selector or re.search(r"[^\w\s.#>+~*:()\[\]=\"'-]", selector):
        return ""
    if "[" in selector:
        return ""  # attributes that selectors ask for (data-…, id^=) do not survive the clean-up
    if ":hover" in selector or ":root" in selector:
        return ""
    result = _NAME.sub(lambda m: _renamed(m[1], m[2], renamed), _PSEUDO.sub("", selector))
    parts = _NAME.findall(result)
    known = {"#": names.ids, ".": names.classes, "": names.elements}
    if any(name not in known[kind] and name != scope for kind, name in parts):
        return ""
    result = re.sub(r"\s*([>+~])\s*", r"\1", result).strip()
    if result.startswith(f"#{scope}"):
        return result
    return f"#{scope} {result}"


def _renamed(kind: str, name: str, renamed: dict[str, str]) -> str:
    return f"#{renamed.get(name, name)}" if kind == "#" else kind + name
