"""Fixes: the edits that findings carry, applied to the texts they are about.

An edit is made only where the line still reads as the finding says: several
edits of one line are made from right to left, and overlapping ones one a run.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from atlas_ssg.model.diagnostic import Diagnostic, Edit


def fix(
    texts: Mapping[str, str], diagnostics: Iterable[Diagnostic], *, unsafe: bool = False
) -> dict[str, str]:
    """Shown path -> new text, for the files that change."""
    by_path: dict[str, list[Edit]] = defaultdict(list)
    for diagnostic in diagnostics:
        edit = diagnostic.edit
        if edit is not None and (edit.safe or unsafe) and edit.place.path in texts:
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


def write(path: Path, text: str) -> None:
    """Write a mended text over its file, which keeps its line ends and its byte-order mark."""
    old = path.read_bytes()
    if b"\r\n" in old:
        text = text.replace("\n", "\r\n")
    mark = b"\xef\xbb\xbf" if old.startswith(b"\xef\xbb\xbf") else b""
    path.write_bytes(mark + text.encode("utf-8"))


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
