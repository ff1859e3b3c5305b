"""Fixes: the edits that findings carry, applied to the texts they are about.

An edit is made only where the line still reads as the finding says: several
edits of one line are made from right to left, and overlapping ones one a run.
"""

from __future__ import annotations

import codecs
import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping

from atlas_ssg.model.diagnostic import Diagnostic, Edit


def fix(
    texts: Mapping[str, str], diagnostics: Iterable[Diagnostic], *, unsafe: bool = False
) -> dict[str, str]:
    """Shown path -> new text, for the files that change."""
    by_path: dict[str, list[Edit]] = defaultdict(list)
    for diagnostic in diagnostics:
        edit = diagnostic.edit
        if edit is None or not (edit.safe or unsafe):
            continue
        text = texts.get(edit.place.path)
        if text is not None and _still_reads(diagnostic, edit, text):
            by_path[edit.place.path].append(edit)
    return {
        path: new
        for path, edits in sorted(by_path.items())
        if (new := _apply(texts[path], edits)) != texts[path]
    }


def diff(texts: Mapping[str, str], fixed: Mapping[str, str]) -> str:
    """The fixes as one unified diff."""
    return "".join(
        line
        for path, new in fixed.items()
        for line in difflib.unified_diff(
            texts[path].splitlines(keepends=True),
            new.splitlines(keepends=True),
            f"a/{path}",
            f"b/{path}",
        )
    )


def encoded(now: bytes, before: str, text: str) -> bytes | None:
    """The mended text as the new bytes of its file, with the line ends and the byte-order mark
    of those that are there `now`. None when they no longer read as `before`."""
    mark = codecs.BOM_UTF8 if now.startswith(codecs.BOM_UTF8) else b""
    if _read(now) != before:
        return None
    if b"\r\n" in now:
        text = text.replace("\n", "\r\n")
    return mark + text.encode("utf-8")


def _read(content: bytes) -> str | None:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return None


def _still_reads(diagnostic: Diagnostic, edit: Edit, text: str) -> bool:
    """Whether the line is the one that the finding is about, as far as it says which one."""
    of_it = (diagnostic.place.path, diagnostic.place.line) == (edit.place.path, edit.place.line)
    if not diagnostic.source_line or not of_it:
        return True
    lines, number = text.split("\n"), edit.place.line - 1
    return number < len(lines) and lines[number].rstrip() == diagnostic.source_line.rstrip()


def _apply(text: str, edits: list[Edit]) -> str:
    lines: list[str | None] = list(text.split("\n"))
    touched: dict[int, int] = {}  # line -> leftmost column already changed
    for edit in sorted(set(edits), key=_from_the_end):
        number, start = edit.place.line - 1, edit.place.column - 1
        line = lines[number] if number < len(lines) else None
        if line is None:
            continue
        if edit.whole_line:
            lines[number] = None
        elif start + edit.length <= touched.get(number, len(line)):
            lines[number] = line[:start] + edit.text + line[start + edit.length :]
            touched[number] = start
    return "\n".join(line for line in lines if line is not None)


def _from_the_end(edit: Edit) -> tuple[int, int, str]:
    return (-edit.place.line, -edit.place.column, edit.text)
