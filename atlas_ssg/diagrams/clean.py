"""The allow-list at work: what may not stand leaves the tree."""

from __future__ import annotations

from lxml import etree

from atlas_ssg.diagrams import css
from atlas_ssg.diagrams.allowed import COLOURED, ELEMENTS, LINK, attribute_allowed
from atlas_ssg.diagrams.notices import Drop

_Element = etree._Element
SVG = "http://www.w3.org/2000/svg"
_NAMESPACE = f"{{{SVG}}}"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
# Dropped without a word: Mermaid writes them on every drawing, and nothing reads them here.
_NOISE = frozenset({
    "name", "role", "tabindex", "aria-roledescription", "aria-describedby", "font-family",
    "overflow", "transform-origin", "space", "target", "rel", "label-id", "contentScriptType",
    "version", "tooltip",
})  # fmt: skip
# What only somebody who means it brings into a drawing; reported even where it cannot be found.
_ACTIVE = frozenset({
    "script", "iframe", "object", "embed", "form", "input", "button", "audio", "video", "animate",
    "set", "animateTransform", "animateMotion", "foreignObject",
})  # fmt: skip


def tag(element: _Element) -> str:
    """The element's name without namespace; empty for comments and the like."""
    name = element.tag
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def clean(root: _Element) -> list[Drop]:
    """Take out elements, attributes and declarations that may not stand; say which."""
    drops: list[Drop] = []
    for element in list(root.iter()):
        if element is not root and element.getparent() is None:
            continue
        name = tag(element)
        if not _is_svg(element) or name not in ELEMENTS:
            if name:
                drops.append(Drop(f"the element <{name}>", f"<{name}", name in _ACTIVE))
            remove(element)
        elif name != "style":
            drops += _attributes(element, name)
    return drops


def _is_svg(element: _Element) -> bool:
    return isinstance(element.tag, str) and element.tag.startswith(_NAMESPACE)


def _attributes(element: _Element, element_name: str) -> list[Drop]:
    drops: list[Drop] = []
    for key, given in list(element.attrib.items()):
        name, value = str(key), str(given)
        if name == "style":
            kept, dropped = css.declarations(value)
            drops += dropped
            _set(element, "style", kept)
        elif name in {"href", _XLINK_HREF}:
            del element.attrib[key]
            drops += _link(element, element_name, value)
        elif name.startswith("data-"):
            continue  # selectors may ask for it; `tidy` takes it out
        else:
            shown = css.colour(value) if name in COLOURED else value
            if name == "class":
                shown = " ".join(shown.split())
            if attribute_allowed(name, shown):
                element.set(name, shown)
                continue
            del element.attrib[key]
            local = etree.QName(name).localname
            if value.strip() and local not in _NOISE:
                drops.append(Drop(f"the attribute `{local}`", local, local.startswith("on")))
    return drops


def _link(element: _Element, name: str, value: str) -> list[Drop]:
    """A link may lead to the web or into the page; anything else only to a part of the drawing."""
    if LINK.fullmatch(value) if name == "a" else attribute_allowed("href", value):
        element.set("href", value)
        return []
    return [Drop(f"the address `{value[:60]}`", value)]


def _set(element: _Element, name: str, value: str) -> None:
    if value:
        element.set(name, value)
    elif name in element.attrib:
        del element.attrib[name]


def remove(element: _Element) -> None:
    """Take the element out; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
