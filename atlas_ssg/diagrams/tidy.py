"""What can go without changing the picture: the rules nothing matches, the ids nobody asks for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from lxml import etree

from atlas_ssg.diagrams import selectors
from atlas_ssg.diagrams.allowed import HOLDERS
from atlas_ssg.diagrams.clean import SVG, remove, tag
from atlas_ssg.diagrams.css import Rule
from atlas_ssg.diagrams.selectors import Test

_Element = etree._Element
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_DEFINED = {"marker", "filter", "linearGradient", "radialGradient", "clipPath", "symbol"}
# Sides that must not be nothing for the element to be seen.
_SIDES = {"rect": ("width", "height"), "circle": ("r",), "path": ("d",), "use": ("href",)}
# Class names that the theme may style; every other one gets a prefix, so that no
# class of the page's own style sheet ever fits an author's or Mermaid's.
_KEPT_CLASSES = frozenset({"node", "cluster", "cite", "plane-cue"})
_PREFIX = "m-"


def prune(root: _Element, sheet: str) -> None:
    """Take out definitions that nothing refers to, and elements that draw nothing."""
    gone = True
    while gone:
        used = {name for _, name in _references(root)} | set(_REFERENCE.findall(sheet))
        gone = False
        for element in reversed(list(root.iter())):  # what is within goes before what it leaves
            if element is not root and _is_needless(element, used):
                remove(element)
                gone = True


def _is_needless(element: _Element, used: set[str]) -> bool:
    name = tag(element)
    if name in _DEFINED and element.get("id") not in used:
        return True
    if name in HOLDERS:
        return len(element) == 0 and not (element.text or "").strip()
    return any(element.get(side) in {None, "", "0"} for side in _SIDES.get(name, ()))


def matching_rules(root: _Element, rules: Iterable[Rule]) -> list[Rule]:
    """The rules that select something, each with only the selectors that do."""
    classes = class_sets(root)
    by_class: dict[str, list[_Element]] = defaultdict(list)
    by_tag: dict[str, list[_Element]] = defaultdict(list)
    every = [element for element in root.iter() if tag(element) != "style"]
    for element in every:
        by_tag[tag(element)].append(element)
        for name in classes[element]:
            by_class[name].append(element)
    found = []
    for rule in rules:
        kept = []
        for selector in rule.selectors:
            last = selector[-1]
            if last.classes:
                candidates = by_class.get(min(last.classes), [])
            else:
                candidates = by_tag.get(last.tag, []) if last.tag else every
            if any(selectors.matches(selector, element, classes) for element in candidates):
                kept.append(selector)
        if kept:
            found.append(Rule(tuple(kept), rule.declarations))
    return found


def class_sets(root: _Element) -> dict[_Element, frozenset[str]]:
    """The classes of every element below `root`."""
    return {element: frozenset((element.get("class") or "").split()) for element in root.iter()}


def rename_classes(
    root: _Element, rules: Iterable[Rule], planes: Iterable[str]
) -> tuple[dict[str, str], dict[Test, str]]:
    """Drop classes that no rule asks for, prefix the others, and give tests a class of their own.

    Returns old name -> new name, and test -> class.
    """
    compounds = [c for rule in rules for selector in rule.selectors for c in selector]
    wanted = {name for compound in compounds for name in compound.classes}
    plain = _KEPT_CLASSES | set(planes)
    names = {name: name if name in plain else _PREFIX + name for name in wanted | plain}
    every = dict.fromkeys(test for compound in compounds for test in compound.tests)
    tests = {test: f"{_PREFIX}t{number}" for number, test in enumerate(every)}
    for element in root.iter():
        kept = [names[n] for n in dict.fromkeys((element.get("class") or "").split()) if n in names]
        kept += [name for test, name in tests.items() if test.holds(element)]
        if kept:
            element.set("class", " ".join(kept))
        elif "class" in element.attrib:
            del element.attrib["class"]
        for key in [key for key in element.attrib if str(key).startswith("data-")]:
            del element.attrib[key]
    return names, tests


def unwrap_words(root: _Element, rules: Iterable[Rule]) -> None:
    """Mermaid writes each word of a label in a `tspan` of its own; those that say nothing go."""
    text = "".join(rule.declarations for rule in rules) + "".join(
        element.get("style") or "" for element in root.iter()
    )
    weights = any(
        element.get(name) not in {None, "normal"} or (name in text)
        for name in ("font-weight", "font-style")
        for element in root.iter()
    )
    for element in list(root.iter(f"{{{SVG}}}tspan")):
        if not weights:
            for name in ("font-weight", "font-style"):
                element.attrib.pop(name, "")
        parent = element.getparent()
        if parent is not None and not element.attrib and not len(element):
            _join(parent, element)


def _join(parent: _Element, element: _Element) -> None:
    words = (element.text or "") + (element.tail or "")
    before = element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + words
    else:
        before.tail = (before.tail or "") + words
    parent.remove(element)


def rename_ids(root: _Element, prefix: str, sheet: str) -> dict[str, str]:
    """Number the ids that something refers to, in document order; drop the others."""
    used = {name for _, name in _references(root)} | set(_REFERENCE.findall(sheet))
    names = {root.get("id") or "": prefix}
    for element in root.iter():
        old = element.get("id")
        if element is root or old is None:
            continue
        if old in used and old not in names:
            names[old] = f"{prefix}-{len(names)}"
            element.set("id", names[old])
        else:
            del element.attrib["id"]
    root.set("id", prefix)
    for element in root.iter():
        _point(element, names)
    return names


def local(text: str, names: Mapping[str, str]) -> str:
    """`text` with every url(#id) renamed; one that leads nowhere becomes `none`."""
    return _REFERENCE.sub(
        lambda match: f"url(#{names[match[1]]})" if match[1] in names else "none", text
    )


def _point(element: _Element, names: Mapping[str, str]) -> None:
    for key, value in list(element.attrib.items()):
        if "url(#" in str(value):
            element.set(str(key), local(str(value), names))
    target = element.get("href")
    if target and target.startswith("#") and tag(element) != "a":
        if target[1:] in names:
            element.set("href", f"#{names[target[1:]]}")
        else:
            del element.attrib["href"]


def _references(root: _Element) -> Iterable[tuple[_Element, str]]:
    for element in root.iter():
        for key, value in element.attrib.items():
            if "#" not in value:
                continue
            for name in _REFERENCE.findall(str(value)):
                yield element, name
            if key == "href" and str(value).startswith("#") and tag(element) != "a":
                yield element, str(value)[1:]
