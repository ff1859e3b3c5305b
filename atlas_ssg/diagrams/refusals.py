"""What a diagram's text may not hold, whatever Mermaid would make of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from atlas_ssg.model.diagram import Notice


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a diagram is not drawn; as `model.diagram.Failed`, in the author's own text."""

    reason: str
    message: str
    line: int = 1
    column: int = 1
    length: int = 1
    help: str = ""


@dataclass(slots=True)
class Markup:
    """HTML in labels: lines by number as they are to be drawn, and what was found."""

    lines: dict[int, str] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    fault: Fault | None = None


# (pattern, message, help). `at` is the group that the caret underlines.
_REFUSED: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (
        re.compile(r"(?P<at>[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff])"),
        "a control character",
        "remove it; it cannot be seen in most editors",
    ),
    (
        re.compile(r"^[ \t]*(?P<at>click[ \t]+\S+[ \t]+(?:call\b|(?!href\b|\")\S+))", re.MULTILINE),
        "a click that calls a script",
        'remove it, or link: `click NODE href "https://…"`',
    ),
    (
        re.compile(r"^[ \t]*(?P<at>callback[ \t]+\S+[ \t]+\"[^\n]*)", re.MULTILINE),
        "a callback",
        "remove it: pages hold no script",
    ),
    (
        re.compile(r"@\{[^}]*?(?P<at>\bimg[ \t]*:)", re.DOTALL),
        "an image from elsewhere",
        "remove `img:`: a drawing loads nothing",
    ),
)
_SEQUENCE = re.compile(r"^[ \t]*(?P<at>(?:links?|properties|details)[ \t]+[^\n:]+:)", re.MULTILINE)
_IS_SEQUENCE = re.compile(r"^\s*sequenceDiagram\b", re.MULTILINE)

_TAG = re.compile(r"</?(?P<name>[A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*|\s*/)?>")
_FORMATTING = frozenset({
    "b", "i", "u", "s", "em", "strong", "small", "big", "sub", "sup", "span", "font", "code",
    "tt", "kbd", "samp", "var", "mark", "del", "ins", "q", "cite", "abbr", "p", "div",
    "center", "pre", "hr", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5",
    "h6", "blockquote", "label", "a", "nobr", "wbr", "table", "tr", "td", "th", "tbody",
    "thead",
})  # fmt: skip
_ACTIVE = frozenset({
    "script", "style", "iframe", "frame", "object", "embed", "applet", "form", "input",
    "button", "select", "textarea", "link", "meta", "base", "img", "image", "picture",
    "source", "video", "audio", "track", "svg", "math", "canvas", "template", "slot",
    "portal", "foreignobject", "animate", "set", "use", "noscript", "html", "head", "body",
    "title", "marquee", "dialog",
})  # fmt: skip


def refused(source: str) -> Fault | None:
    """The first thing in `source` that may not stand in any diagram."""
    rules = list(_REFUSED)
    if _IS_SEQUENCE.search(source):
        rules.append((_SEQUENCE, "links and properties of an actor", "remove the line"))
    found = [
        (match.start("at"), match, message, help)
        for pattern, message, help in rules
        if (match := pattern.search(source))
    ]
    if not found:
        return None
    at, match, message, help = min(found, key=lambda item: item[0])
    line = source.count("\n", 0, at) + 1
    column = at - (source.rfind("\n", 0, at) + 1) + 1
    length = len(match["at"].split("\n")[0])
    return Fault(
        "refused", f"{message} may not stand in a diagram", line, column, max(1, length), help
    )


def unsupported_markup(lines: Iterable[tuple[int, str]]) -> Markup:
    """HTML tags in labels: `<br>` stays, formatting goes with a notice, anything active is refused.

    What is taken out leaves no gap, so a later column on that line moves; a
    label has seldom more than one.
    """
    found = Markup()
    for number, line in lines:
        shown, position = "", 0
        for match in _TAG.finditer(line):
            name = match["name"].lower()
            if name == "br" or (name not in _FORMATTING and name not in _ACTIVE):
                continue
            if name in _ACTIVE:
                found.fault = Fault(
                    "refused",
                    f"<{name}> may not stand in a diagram: labels hold no HTML but <br>",
                    number,
                    match.start() + 1,
                    len(match[0]),
                    "remove it",
                )
                return found
            shown += line[position : match.start()]
            position = match.end()
            if match[0].startswith("</"):
                continue
            found.notices.append(
                Notice(
                    f"<{name}> in a label was left out: labels hold no HTML but <br>",
                    number,
                    match.start() + 1,
                    "remove it",
                )
            )
        if position:
            found.lines[number] = shown + line[position:]
    return found
