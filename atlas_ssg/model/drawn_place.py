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
    column = author_column(fence, line, column)
    return Place(fence.place.path, fence.place.line + line - 1, fence.place.column + column - 1)


def author_column(fence: Fence, line: int, column: int) -> int:
    """The column (from 1) of the author's own line of the fence."""
    source, drawn = fence.source.split("\n"), fence.marked.split("\n")
    if not 0 < line <= min(len(source), len(drawn)):
        return column
    moved = 0
    cited = list(_CITATION.finditer(source[line - 1]))
    for mark, citation in zip(_MARK.finditer(drawn[line - 1]), cited, strict=False):
        if mark.end() >= column:
            break
        moved += len(citation[0]) - len(mark[0])
    return column + moved
