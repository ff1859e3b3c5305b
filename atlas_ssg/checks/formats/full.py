"""For people: place, code and message, the source line with a caret below it, and what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Literal

from atlas_ssg.model.diagnostic import Diagnostic

Role = Literal["place", "code", "text", "gutter", "caret", "label"]
WIDTH = 100  # of a source line; a longer one is cut around what is meant


def full(diagnostics: Sequence[Diagnostic]) -> str:
    """Every diagnostic in full, as plain text."""
    return "".join(text for d in diagnostics for text, _ in (*parts(d), ("\n", "text")))


def parts(diagnostic: Diagnostic, width: int = WIDTH) -> Iterator[tuple[str, Role]]:
    """The pieces of one diagnostic with the part that each plays."""
    yield printable(str(diagnostic.place)), "place"
    yield f" {diagnostic.code} ", "code"
    yield printable(diagnostic.message) + "\n", "text"
    if diagnostic.source_line.strip():
        line, column = _window(diagnostic, width)
        number = str(diagnostic.place.line)
        indent = " " * len(number)
        room = max(1, min(diagnostic.length, len(line) - column + 1))
        yield f" {indent} |\n {number} | ", "gutter"
        yield printable(line) + "\n", "text"
        yield f" {indent} | ", "gutter"
        yield _pad(line[: column - 1]) + "^" * room + "\n", "caret"
    if diagnostic.help:
        yield "   help: ", "label"
        yield printable(diagnostic.help) + "\n", "text"


def printable(text: str) -> str:
    """Text without control characters: what a page holds must not drive the terminal."""
    return "".join(c if c in "\n\t" or c.isprintable() else "�" for c in text)


def _window(diagnostic: Diagnostic, width: int) -> tuple[str, int]:
    """The stretch of the source line that is shown, and the column of the caret in it."""
    line, column = diagnostic.source_line.rstrip(), diagnostic.place.column
    if len(line) <= width:
        return line, min(column, len(line) + 1)
    start = max(0, min(column - 1 - width // 3, len(line) - width))
    text = line[start : start + width]
    if start > 0:
        text = "…" + text[1:]
    if start + width < len(line):
        text = text[:-1] + "…"
    return text, min(column - start, len(text) + 1)


def _pad(before: str) -> str:
    """Blanks as wide as the text: tabs stay tabs, wide characters take two columns."""
    return "".join(
        "\t" if c == "\t" else "" if unicodedata.combining(c) else
        "  " if unicodedata.east_asian_width(c) in "WF" else " "
        for c in before
    )  # fmt: skip
