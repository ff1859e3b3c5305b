"""Exact places: markdown-it knows the lines of a block; what is inside is looked for there."""

from __future__ import annotations

from atlas_ssg.model.source import Place, SourceFile


class Finder:
    """Finds words of a page in its source, in order, so that repeated ones are told apart.

    Lines of markdown-it count from 0 in the body, which begins at the file's
    line `first_line` (from 1).
    """

    def __init__(self, source: SourceFile, first_line: int) -> None:
        self._source = source
        self._lines = source.text.split("\n")
        self._offset = first_line - 1
        self._cursor = (0, 0)

    def block(self, line: int) -> Place:
        """The place at which a block's line begins, behind its indent."""
        number = line + self._offset
        text = self.line(number + 1)
        return self._source.place(number + 1, len(text) - len(text.lstrip()) + 1)

    def line(self, number: int) -> str:
        """The text of a line of the file, from 1."""
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def find(self, words: str, span: tuple[int, int]) -> Place:
        """Where `words` stand in the lines `span`: after what was found before, else anywhere."""
        first, last = span[0] + self._offset, min(span[1] + self._offset, len(self._lines))
        for line, column in (self._cursor, (first, 0)):
            for number in range(max(first, line), last):
                begin = column if number == line else 0
                found = self._lines[number].find(words, begin)
                if found >= 0:
                    self._cursor = (number, found + len(words))
                    return self._source.place(number + 1, found + 1)
        return self.block(span[0])
