"""Exact places: from a diagram, a passage or a figure to the author's own text."""

from __future__ import annotations

import re

from atlas_ssg.checks.rule import PageSubject
from atlas_ssg.model.drawn_place import in_fence
from atlas_ssg.model.fact import Fact
from atlas_ssg.model.page import Fence, Passage, PassageKind
from atlas_ssg.model.source import Place

__all__ = [
    "as_word", "at_offset", "find_in_fence", "in_fence", "in_passage", "of_figure", "search_fence",
]  # fmt: skip


def find_in_fence(fence: Fence, word: str) -> Place:
    """Where `word` first stands as a word of its own in the fence; its first line if nowhere."""
    return search_fence(fence, as_word(word)) or fence.place


def as_word(word: str) -> re.Pattern[str]:
    """A pattern for `word` as a whole; a dash may belong to it (`my-node`) or not (`A->B`)."""
    return re.compile(rf"(?<![\w-]){re.escape(word)}(?!\w|-\w)")


def search_fence(fence: Fence, pattern: re.Pattern[str]) -> Place | None:
    """Where `pattern` first matches within a line of the fence that is no comment."""
    for number, text in enumerate(fence.source.split("\n")):
        if text.lstrip().startswith("%%"):
            continue
        if match := pattern.search(text):
            place = fence.place
            return Place(place.path, place.line + number, place.column + match.start())
    return None


def at_offset(fence: Fence, at: int) -> Place:
    """The place of the character at `at` of the author's text of the fence."""
    line = fence.source.count("\n", 0, at)
    column = at - (fence.source.rfind("\n", 0, at) + 1)
    return Place(fence.place.path, fence.place.line + line, fence.place.column + column)


def of_figure(fact: Fact, subject: PageSubject) -> Place:
    """Where the figure itself stands on the line of its fact; the fact's place if it is not seen.

    A label may be broken in the middle of a figure (`4<br/>hours`).
    """
    line = subject.line(fact.place.line)
    words = r"(?:\s|<br\s*/?>)+".join(map(re.escape, fact.quantity.text.split()))
    pattern = re.compile(rf"(?<![\w.]){words}")
    found = pattern.search(line, fact.place.column - 1) or pattern.search(line)
    if found is None:
        return fact.place
    return Place(fact.place.path, fact.place.line, found.start() + 1)


def in_passage(subject: PageSubject, passage: Passage, start: int, words: str) -> Place:
    """Where the `words` at `start` of the passage's text stand in the author's text.

    A passage keeps the author's line breaks; within a line the occurrence is
    counted, since what is hidden there (addresses of links, marks) has no fixed length.
    """
    words = words.split("\n", 1)[0]
    number = passage.place.line + passage.text.count("\n", 0, start)
    line_start = passage.text.rfind("\n", 0, start) + 1
    occurrence = passage.text.count(words, line_start, start)
    line = subject.line(number)
    begin, end = 0, len(line)
    if passage.kind is PassageKind.CELL:
        begin, end = _cell(passage, line, subject)
    elif number == passage.place.line:
        begin = passage.place.column - 1
    position = begin - 1
    for _ in range(occurrence + 1):
        following = line.find(words, position + 1, end)
        position = following if following >= 0 else position
    return Place(passage.place.path, number, max(position, begin) + 1)


def _cell(passage: Passage, line: str, subject: PageSubject) -> tuple[int, int]:
    """The stretch of a table's row in which a cell stands."""
    row = [p for p in subject.page.passages if p.place.line == passage.place.line]
    index = next((n for n, other in enumerate(row) if other is passage), 0)
    bars = [match.start() for match in re.finditer(r"(?<!\\)\|", line)]
    if not line.lstrip().startswith("|"):
        bars.insert(0, -1)
    bars.append(len(line))
    return (bars[index] + 1, bars[index + 1]) if index + 1 < len(bars) else (0, len(line))
