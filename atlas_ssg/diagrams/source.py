"""Text first: what a diagram's source may say, before any browser sees it.

Takes the source as the author wrote it; returns text to draw, with the planes'
classes defined and with nothing in it that sets more than it may, and the map
back to the author's lines. Or a fault, with its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from atlas_ssg.config import PlaneTable
from atlas_ssg.diagrams import limits
from atlas_ssg.diagrams.options import Options, read_directive, read_front_matter
from atlas_ssg.diagrams.refusals import Fault, refused, unsupported_markup
from atlas_ssg.model.citation import MARK_GUARD
from atlas_ssg.model.diagram import Notice

_FRONT_MATTER = re.compile(r"\A\s*?-{3}[ \t]*\n(.*?)\n[ \t]*-{3}[ \t]*(?:\n|\Z)", re.DOTALL)
_DIRECTIVE = re.compile(r"%%\{(.*?)\}%%", re.DOTALL)
_COMMENT = re.compile(r"[ \t]*%%(?!\{)")
# A citation's mark stays with the word before it: without the space no line breaks there.
_BEFORE_MARK = re.compile(rf" (?={MARK_GUARD}\[\d+\])")
# The types whose grammar knows `classDef NAME key:value,…`.
_WITH_CLASSES = re.compile(r"flowchart|graph|stateDiagram|classDiagram|erDiagram|requirement|block")


@dataclass(frozen=True, slots=True)
class Prepared:
    """Text that may be drawn. `lines[i]` is the author's line of the i-th line that is parsed.

    Columns are the author's, except on the first line, which begins
    `first_column` characters further left. `first_word` is what names the type.
    """

    text: str
    lines: tuple[int, ...]
    first_column: int
    last: tuple[int, int]
    first_word: str
    notices: tuple[Notice, ...] = ()

    def place(self, line: int, column: int) -> tuple[int, int]:
        """The author's line and column (from 1) for those of the parsed text."""
        if line < 1:
            return 1, 1
        if line > len(self.lines):
            return self.last
        return self.lines[line - 1], column + (self.first_column if line == 1 else 0)


def prepare(source: str, planes: Sequence[PlaneTable]) -> Prepared | Fault:
    """What of `source` is to be drawn, or why nothing is."""
    fault = _too_large(source) or refused(source)
    if fault:
        return fault
    options = Options()
    notices: list[Notice] = []
    body = source
    front = _FRONT_MATTER.match(source)
    for match, read in [(front, read_front_matter)] if front else []:
        fault = read(match[1], _place(source, match.start(1)), options, notices)
        if fault:
            return fault
        body = _blank(body, match.start(), match.end())
    for match in _DIRECTIVE.finditer(body):
        fault = read_directive(match[1], _place(source, match.start()), options, notices)
        if fault:
            return fault
        body = _blank(body, match.start(), match.end())
    open_directive = body.find("%%{")
    if open_directive >= 0:
        line, column = _place(source, open_directive)
        return Fault("syntax", "a directive is not closed", line, column, 3, "end it with `}%%`")
    return _assemble(source, body, options, planes, notices)


def _assemble(
    source: str,
    body: str,
    options: Options,
    planes: Sequence[PlaneTable],
    notices: list[Notice],
) -> Prepared | Fault:
    kept = [
        (number, line)
        for number, line in enumerate(body.split("\n"), 1)
        if not _COMMENT.match(line)
    ]
    while kept and not kept[0][1].strip():
        kept.pop(0)
    while kept and not kept[-1][1].strip():
        kept.pop()
    if not kept:
        return Fault("syntax", "the diagram is empty", help="begin with its type: `flowchart LR`")
    first = kept[0][1]
    indent = len(first) - len(first.lstrip())
    lines = [first.lstrip(), *(line for _, line in kept[1:])]
    last = kept[-1][0], len(kept[-1][1].rstrip()) + 1
    markup = unsupported_markup([(number, line) for number, line in kept])
    lines = [markup.lines.get(number, line) for (number, _), line in zip(kept, lines, strict=True)]
    if markup.fault:
        return markup.fault
    lines = [_BEFORE_MARK.sub("", line) for line in lines]
    text = "\n".join([*lines, *_plane_classes(lines, planes)]) + "\n"
    return Prepared(
        options.header() + text,
        tuple(number for number, _ in kept),
        indent,
        last,
        lines[0].split()[0],
        (*notices, *markup.notices),
    )


def _plane_classes(lines: Sequence[str], planes: Sequence[PlaneTable]) -> list[str]:
    """Definitions of the planes' classes that the diagram uses and does not define."""
    if not _WITH_CLASSES.match(lines[0]):
        return []
    body = "\n".join(lines)
    added = []
    for plane in planes:
        name = re.escape(plane.class_)
        used = re.search(rf"(?<![\w-]){name}(?![\w-])", body)
        defined = re.search(rf"^\s*classDef\s+(?:[\w-]+,)*{name}\b", body, re.MULTILINE)
        if used and not defined:
            added.append(
                f"classDef {plane.class_} "
                f"fill:{plane.fill},stroke:{plane.stroke},color:{plane.text}"
            )
    return added


def _too_large(source: str) -> Fault | None:
    if len(source) <= limits.CHARACTERS:
        return None
    return Fault(
        "too-large",
        f"the diagram has {len(source):,} characters; at most {limits.CHARACTERS:,} are drawn",
        help="split it by concept",
    )


def _blank(text: str, start: int, end: int) -> str:
    """`text` with a stretch made blank; lines and columns of the rest stay as they are."""
    return text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1
