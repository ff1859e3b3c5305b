"""From a place in a diagram, as it was drawn, to the place in the author's file."""

from __future__ import annotations

from atlas_ssg.model.citation import MARK
from atlas_ssg.model.page import Fence
from atlas_ssg.model.source import Place


def in_fence(fence: Fence, line: int, column: int = 1) -> Place:
    """The file's place for `line` and `column` (from 1) of the fence as it was drawn.

    Citations are shorter in the drawn text than in the author's; every other
    character is the same, so columns after one are moved by the difference.
    """
    column = author_column(fence, line, column)
    return Place(fence.place.path, fence.place.line + line - 1, fence.place.column + column - 1)


def author_column(fence: Fence, line: int, column: int) -> int:
    """The column (from 1) of the author's own line of the fence."""
    source, drawn = fence.source.split("\n"), fence.marked.split("\n")
    if not 0 < line <= min(len(source), len(drawn)):
        return column
    moved = position = 0  # `position` is behind the last bracket, in the author's line
    text = source[line - 1]
    marks = list(MARK.finditer(drawn[line - 1]))
    while marks and marks[0].end() < column:
        opening = text.find("[", max(position, marks[0].start() + moved))
        position = text.find("]", opening) + 1
        if opening < 0 or not position:
            break
        named = text.count(";", opening, position) + 1  # a bracket has a mark for each source
        moved += (position - opening) - sum(len(mark[0]) for mark in marks[:named])
        marks = marks[named:]
    return column + moved
