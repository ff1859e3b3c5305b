"""One page of the site as a part of a document of several: its ids its own, its links inside.

A page is read twice: once for its ids, language, classes and the drawings that
its icons use; then its `<main>` is written anew, with every id, name and
reference behind a prefix, and every address turned by the caller.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser

# Attributes that hold ids of the same page, one or several.
_REFERENCES = frozenset(
    {
        "id", "for", "list", "headers", "popovertarget", "commandfor", "interestfor",
        "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details",
        "aria-flowto", "aria-activedescendant", "aria-errormessage",
    }
)  # fmt: skip
# What leads somewhere, and what is loaded.
_LINKS, _LOADED = frozenset({"href", "xlink:href"}), frozenset({"src", "srcset", "poster"})
_DROPPED = frozenset({"loading", "autofocus"})  # one document has one focus, and prints whole
_ATTRIBUTE = re.compile(r"""(\s+)([^\s=/>"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_TAG_NAME = re.compile(r"<[^\s/>]+")
_STYLE_ID = re.compile(r"#([A-Za-z_][\w-]*)")
_STYLE_URL = re.compile(r"url\(\s*[\"']?#([^\"')]+)[\"']?\s*\)")
_BLOCKS = re.compile(r"[^{}]+|[{}]")
_VOID = frozenset(
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
        "track", "wbr",
    }
)  # fmt: skip
GONE = "gone"  # the class of a link that leads nowhere in the document

# (address as written, whether it is loaded) -> the address to write, or None for no link at all
Turn = Callable[[str, bool], str | None]


@dataclass(slots=True)
class Outline:
    """What a page is made of, as far as a document needs it."""

    ids: set[str] = field(default_factory=set)  # those inside <main>
    title: str = ""
    language: str = "en"
    classes: str = ""
    stylesheets: list[str] = field(default_factory=list)
    icons: list[str] = field(default_factory=list)  # <svg> elements that hold symbols


def outline(html: str) -> Outline:
    """Take a page apart."""
    reader = _Outliner()
    reader.feed(html)
    reader.close()
    return reader.found


def rewrite(html: str, ids: set[str], prefix: str, turn: Turn) -> str:
    """The inside of `<main>`, with `prefix` before all of `ids` and addresses turned."""
    writer = _Rewriter(ids, prefix, turn)
    writer.feed(html)
    writer.close()
    return "".join(writer.parts)


class _Pieces(HTMLParser):
    """Every token of a page goes to `put`, as it was written unless a subclass edits it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []

    def put(self, text: str) -> None:
        raise NotImplementedError

    def raw(self) -> str:
        return self.get_starttag_text() or ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.enter(tag, dict(attrs))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.enter(tag, dict(attrs))

    def enter(self, tag: str, attrs: dict[str, str | None]) -> None:
        self.put(self.raw())

    def handle_endtag(self, tag: str) -> None:
        self.put(f"</{tag}>")
        while tag in self.open and self.open.pop() != tag:
            continue

    def handle_data(self, data: str) -> None:
        self.put(data)

    def handle_entityref(self, name: str) -> None:
        self.put(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.put(f"&#{name};")


class _Outliner(_Pieces):
    def __init__(self) -> None:
        super().__init__()
        self.found = Outline()
        self._icon: list[str] = []

    def enter(self, tag: str, attrs: dict[str, str | None]) -> None:
        found, inside = self.found, "main" in self.open
        if tag == "html":
            found.language = attrs.get("lang") or "en"
        elif tag == "body":
            found.classes = attrs.get("class") or ""
        elif tag == "link" and "stylesheet" in (attrs.get("rel") or "").split():
            found.stylesheets.append(attrs.get("href") or "")
        elif inside and (name := attrs.get("id")):
            found.ids.add(name)
        self.put(self.raw())

    def put(self, text: str) -> None:
        if "main" in self.open:
            return
        if "svg" in self.open or text.startswith("<svg"):
            self._icon.append(text)
        elif self.open[-2:] == ["head", "title"] and text != "</title>":
            self.found.title += unescape(text)

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        if tag == "svg" and "svg" not in self.open:
            drawn, self._icon = "".join(self._icon), []
            if "<symbol" in drawn:
                self.found.icons.append(drawn)


class _Rewriter(_Pieces):
    def __init__(self, ids: set[str], prefix: str, turn: Turn) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._ids, self._prefix, self._turn = ids, prefix, turn
        self._anchors: list[str] = []  # what each open <a> was written as

    def put(self, text: str) -> None:
        if "main" in self.open and text != "</main>":
            self.parts.append(self._styled(text) if self.open[-1] == "style" else text)

    def enter(self, tag: str, attrs: dict[str, str | None]) -> None:
        name = tag
        if tag == "a":
            name = self._anchor(attrs)
            self._anchors.append(name)
        text = _ATTRIBUTE.sub(lambda match: self._attribute(match, tag), self.raw())
        if name != tag:
            text = _TAG_NAME.sub(f'<{name} class="{GONE}"', text, count=1)
            text = text if name == "g" else re.sub(r"\srel=\"[^\"]*\"", "", text)
        if "main" in self.open:  # not through `put`: an opening <style> is no style yet
            self.parts.append(text)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._anchors:
            self.put(f"</{self._anchors.pop()}>")
            while "a" in self.open and self.open.pop() != "a":
                continue
            return
        if tag == "style" and "main" in self.open:
            self.parts.append("</style>")
            while "style" in self.open and self.open.pop() != "style":
                continue
            return
        super().handle_endtag(tag)

    def _anchor(self, attrs: dict[str, str | None]) -> str:
        """`a`, or what stands for it where its address leads out of the document."""
        href = attrs.get("href") or attrs.get("xlink:href")
        if href is None or href.startswith("#") or self._turn(href, False) is not None:
            return "a"
        return "g" if "svg" in self.open else "span"

    def _attribute(self, match: re.Match[str], tag: str) -> str:
        space, name, quoted = match.groups()
        lower = name.lower()
        if lower in _DROPPED:
            return ""
        if quoted is None:
            return match[0]
        value = unescape(quoted[1:-1] if quoted[0] in "\"'" else quoted)
        changed = self._value(lower, value, tag)
        if changed is None:
            return ""
        return match[0] if changed == value else f'{space}{name}="{escape(changed)}"'

    def _value(self, name: str, value: str, tag: str) -> str | None:
        if name in _REFERENCES:
            return " ".join(self._own(word) for word in value.split())
        if name == "name":  # radio buttons of two pages are not one group
            return self._prefix + value
        if name in _LINKS or name in _LOADED:
            if value.startswith("#"):
                return "#" + self._own(value[1:])
            return self._turn(value, name in _LOADED or tag == "image")
        return _STYLE_URL.sub(lambda m: f"url(#{self._own(m[1])})", value)

    def _own(self, name: str) -> str:
        if name in {"main", "top"} and name not in self._ids:
            return self._prefix.rstrip("-")
        return self._prefix + name if name in self._ids else name

    def _styled(self, css: str) -> str:
        """Selectors with the ids of this document; in declarations only `url(#…)` names one."""
        pieces = _BLOCKS.findall(css)
        result = []
        for position, piece in enumerate(pieces):
            if position + 1 < len(pieces) and pieces[position + 1] == "{":
                piece = _STYLE_ID.sub(lambda m: "#" + self._own(m[1]), piece)
            else:
                piece = _STYLE_URL.sub(lambda m: f"url(#{self._own(m[1])})", piece)
            result.append(piece)
        return "".join(result)
