"""Where text comes from: a source file and a place in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file that the author wrote.

    `path` is relative to the project root, with forward slashes; `line` and
    `column` count from 1, columns in characters.
    """

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One text file of the content folder: UTF-8, no byte-order mark, `\\n` line ends.

    `path` is relative to the content root with forward slashes and names the
    file everywhere; `shown` is the path to print (relative to the project).
    """

    path: str
    text: str
    shown: str

    def place(self, line: int = 1, column: int = 1) -> Place:
        """The place at `line` and `column` of this file."""
        return Place(self.shown, line, column)


NOWHERE = Place("")
