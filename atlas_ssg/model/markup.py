"""The little that is asked of markup without parsing it: where one is, and whether it may act."""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(r"<[A-Za-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")


def in_tag(html: str, position: int) -> bool:
    """Whether `position` is inside a tag; text may hold the same characters."""
    start = html.rfind("<", 0, position)
    if start < 0:
        return False
    if ">" not in html[start:position]:
        return True
    tag = _TAG.match(html, start)  # an attribute before it may hold ">"
    return tag is not None and tag.end() > position


# What runs, loads what runs, or can hide either (an entity of a DTD), in HTML, XHTML and SVG.
_ACTIVE = re.compile(
    r"<(?:[\w-]+:)?(script|iframe|frame|object|embed|portal|handler|listener)\b"
    r"|<!(entity)\b|[\s\"'/](on[a-z]{3,})\s*=|("
    + r"\s*".join("javascript")  # blanks within a scheme are passed over
    + r")\s*:",
    re.IGNORECASE,
)
_MARKUP = (".html", ".htm", ".xhtml", ".xht", ".xml", ".svg")
_PROGRAMS = (".js", ".mjs", ".cjs", ".wasm", ".svgz")  # a packed SVG cannot be looked into
_IGNORED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # a browser passes over them, as in UTF-16


def active_part(path: str, content: bytes) -> str:
    """What in a file would run in a browser ("script", "onload"), or an empty string.

    Too strict rather than too lax: a file that only speaks of such things may be named too.
    """
    name = path.lower()
    if name.endswith(_PROGRAMS):
        return name.rpartition(".")[2]
    if not name.endswith(_MARKUP):
        return ""
    text = _IGNORED.sub("", content.decode("utf-8", "replace"))
    found = _ACTIVE.search(_IGNORED.sub("", unescape(text)))
    part = next(filter(None, found.groups())) if found else ""
    return "".join(part.split()).lower()
