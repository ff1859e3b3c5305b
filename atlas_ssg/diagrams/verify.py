"""The last word: parse the finished text again and refuse it whole if anything does not belong."""

from __future__ import annotations

from functools import lru_cache

import tinycss2
from lxml import etree

from atlas_ssg.diagrams import limits
from atlas_ssg.diagrams.allowed import ELEMENTS, ID, LINK, attribute_allowed, property_allowed

_Element = etree._Element
_SVG = "{http://www.w3.org/2000/svg}"


class UnsafeError(ValueError):
    """A drawing that cannot be published; `reason` is that of `model.diagram.Failed`."""

    def __init__(self, message: str, reason: str = "refused") -> None:
        super().__init__(message)
        self.reason = reason


def parse(text: str, most_bytes: int = limits.SVG_BYTES) -> _Element:
    """The tree of an SVG: no entities, no network, bounded. Raises `UnsafeError`."""
    data = text.encode("utf-8", "surrogatepass")
    if len(data) > most_bytes:
        raise UnsafeError(f"the drawing has {len(data):,} bytes", "too-large")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnsafeError(f"the drawing is not well-formed: {error.msg}", "browser") from None
    if root.tag != f"{_SVG}svg" or root.getroottree().docinfo.internalDTD is not None:
        raise UnsafeError("the drawing is not an SVG", "browser")
    if sum(1 for _ in root.iter()) > limits.ELEMENTS:
        raise UnsafeError(f"the drawing has more than {limits.ELEMENTS:,} elements", "too-large")
    return root


def verify(text: str, prefix: str) -> None:
    """Raise `UnsafeError` unless every element, attribute and style of `text` may be published."""
    root = parse(text)
    for element in root.iter():
        name = element.tag
        if not isinstance(name, str) or not name.startswith(_SVG):
            raise UnsafeError(f"{name!r} does not belong into a drawing")
        local = name[len(_SVG) :]
        if local not in ELEMENTS or (local == "svg") != (element is root):
            raise UnsafeError(f"<{local}> does not belong into a drawing")
        if local == "style" and not _sheet_allowed(element.text or "", prefix):
            raise UnsafeError("the style sheet is not scoped, or holds what may not stand")
        for key, value in ((str(key), str(value)) for key, value in element.attrib.items()):
            if not _attribute_fits(local, key, value, prefix):
                raise UnsafeError(f"{key}={value[:60]!r} does not belong on <{local}>")


def _attribute_fits(element: str, name: str, value: str, prefix: str) -> bool:
    if name == "style":
        return _declarations_allowed(value)
    if name == "href" and element == "a":
        return LINK.fullmatch(value) is not None
    if name == "id":
        own = value == prefix or value.startswith(f"{prefix}-")
        return own and ID.fullmatch(value) is not None
    return attribute_allowed(name, value)


@lru_cache(maxsize=4_000)
def _declarations_allowed(text: str) -> bool:
    for item in tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True):
        if item.type != "declaration":
            return False
        value = tinycss2.serialize(item.value).strip()
        if not property_allowed(item.lower_name, value):
            return False
    return True


@lru_cache(maxsize=200)
def _sheet_allowed(text: str, prefix: str) -> bool:
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule":
            return False
        scoped = all(
            part.strip() == f"#{prefix}" or part.strip().startswith((f"#{prefix} ", f"#{prefix}>"))
            for part in tinycss2.serialize(rule.prelude).split(",")
        )
        if not scoped or not _declarations_allowed(tinycss2.serialize(rule.content)):
            return False
    return True
