"""From a place in a diagram, as it was drawn, to the place in the author's file."""

from __future__ import annotations

import re

from atlas_ssg.model.citation import MARK_GUARD
from atlas_ssg.model.page import Fence
from atlas_ssg.model.source import Place

_MARK = re.compile(rf"(?:{MARK_GUARD}\[\d+\]{MARK_GUARD})+")
_CITATION = re.compile(r"\[[^\[\]]*@[^\[\]]*\]")


def in_fence(fence: Fence, line: int, column: int = 1) -> Place:
    """The file's place for `line` and `column` (from 1) of the fence as it was drawn.

    Citations are shorter in the drawn text than in the author's; every other
    character is the same, so columns after one are moved by the difference.
    """
    source, drawn = fence.source.split("\n"), fence.marked.split("\n")
    if 0 < line <= min(len(source), len(drawn)):
        column = _author_column(source[line - 1], drawn[line - 1], column)
    return Place(fence.place.path, fence.place.line + line - 1, fence.place.column + column - 1)


def find_in_fence(fence: Fence, word: str) -> Place:
    """Where `word` first stands as a word of its own in the fence; its first line if nowhere."""
    pattern = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
    for number, text in enumerate(fence.source.split("\n")):
        match = pattern.search(text)
        if match:
            place = fence.place
            return Place(place.path, place.line + number, place.column + match.start())
    return fence.place


def _author_column(source: str, drawn: str, column: int) -> int:
    moved = 0
    cited = list(_CITATION.finditer(source))
    for mark, citation in zip(_MARK.finditer(drawn), cited, strict=False):
        if mark.end() >= column:
            break
        moved += len(citation[0]) - len(mark[0])
    return column + moved
