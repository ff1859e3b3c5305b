"""Words that rules look for in a page's own text: title, passages and labels, never code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas_ssg.checks.places import in_fence, in_passage
from atlas_ssg.checks.rule import PageSubject
from atlas_ssg.model.page import Passage, PassageKind
from atlas_ssg.model.source import Place


def search(subject: PageSubject, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Place]]:
    """Every match in the page's title, description, passages and diagrams, with its place."""
    yield from _front(subject, pattern)
    for passage in subject.page.passages:
        if passage.kind is not PassageKind.CODE:
            for match in pattern.finditer(without_code(passage)):
                yield match, in_passage(subject, passage, match.start(), match[0])
    for fence in subject.page.fences:
        for number, line in enumerate(fence.marked.split("\n"), 1):
            if not line.lstrip().startswith("%%"):
                for match in pattern.finditer(line):
                    yield match, in_fence(fence, number, match.start() + 1)


def without_code(passage: Passage) -> str:
    """The passage's text with its code spans made blank: an exact string may say what it likes."""
    text, position = passage.text, 0
    for code in passage.codes:
        found = text.find(code, position)
        if found >= 0:
            position = found + len(code)
            text = text[:found] + " " * len(code) + text[position:]
    return text


def _front(subject: PageSubject, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Place]]:
    front = subject.page.front
    for key, text in (("title", front.title), ("description", front.description)):
        for match in pattern.finditer(text):
            place = subject.place(key)
            column = subject.line(place.line).find(match[0], place.column - 1)
            yield match, Place(place.path, place.line, column + 1) if column >= 0 else place
