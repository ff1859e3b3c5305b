"""Raw HTML in Markdown: an allow-list. Script, style, frames, forms and handlers never pass."""

from __future__ import annotations

import re

import nh3

from atlas_ssg.markdown.context import is_reserved

_TAGS = {
    "a", "abbr", "aside", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup",
    "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2",
    "h3", "h4", "h5", "h6", "hr", "i", "img", "input", "ins", "kbd", "li", "mark", "ol", "p",
    "pre", "q", "s", "samp", "section", "small", "span", "strong", "sub", "summary", "sup",
    "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"class", "id", "title", "lang", "dir", "role", "tabindex"},
    "a": {"href", "aria-label", "rel"},
    "abbr": {"title"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
    "div": {"aria-label", "data-diagram"},
    "img": {"src", "alt", "width", "height", "loading"},
    "input": {"type", "checked", "disabled", "aria-label"},
    "ol": {"start", "reversed", "type"},
    "pre": {"data-language"},
    "section": {"aria-label"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope", "abbr"},
    "time": {"datetime"},
}
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


# What browsers drop from an address before they read it: both ends, and everywhere.
_ENDS = "".join(map(chr, range(0x21)))
_WITHIN = str.maketrans("\\", "/", "\t\n\r")


def sanitise(html: str, mark: str) -> str:
    """`html` with only what is allowed in it; links keep http, https, mailto and addresses here.

    `mark` begins the `data-diagram` of a diagram's place; what an author wrote there goes.
    """
    return nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags={"script", "style", "iframe", "object", "template", "noscript"},
        attributes=_ATTRIBUTES,
        attribute_filter=lambda tag, name, value: _filter(tag, name, value, mark),
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        strip_comments=True,
    )


def _filter(tag: str, name: str, value: str, mark: str) -> str | None:
    if name in {"src", "href"}:
        address = value.strip(_ENDS).translate(_WITHIN)
        if address.startswith("//") or (name == "src" and _SCHEME.match(address)):
            return None
    if name == "id" and is_reserved(value):
        return None
    if name == "data-diagram" and not value.startswith(mark):
        return None
    if tag == "input" and name == "type" and value != "checkbox":
        return "checkbox"
    return value
