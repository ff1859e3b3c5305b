"""Words that rules look for in a page's own text: passages and drawn labels, never code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas_ssg.checks.places import in_fence
from atlas_ssg.checks.rule import Subject
from atlas_ssg.model.page import Page, PassageKind
from atlas_ssg.model.source import Place


def search(
    subject: Subject, pattern: re.Pattern[str]
) -> Iterator[tuple[Page, re.Match[str], Place]]:
    """Every match in the passages and diagrams of the atlas's pages, with its place."""
    for page in subject.atlas_pages:
        for passage in page.passages:
            if passage.kind is not PassageKind.CODE:
                text = passage.text
                for code in passage.codes:
                    text = text.replace(code, " " * len(code))
                for match in pattern.finditer(text):
                    yield page, match, _in_source(subject, passage.place, match[0])
        for fence in page.fences:
            for number, line in enumerate(fence.marked.split("\n"), 1):
                for match in pattern.finditer(line):
                    yield page, match, in_fence(fence, number, match.start() + 1)


def _in_source(subject: Subject, start: Place, words: str) -> Place:
    """Where `words` stand after `start` in the author's text; `start` if broken over lines."""
    lines = subject.texts.get(start.path, "").split("\n")
    for number in range(start.line, min(start.line + 40, len(lines) + 1)):
        column = lines[number - 1].find(words)
        if column >= 0:
            return Place(start.path, number, column + 1)
    return start
