import pytest

from atlas_ssg.checks.places import find_in_fence, in_fence, search_fence
from atlas_ssg.model.citation import mark
from atlas_ssg.model.page import Fence
from atlas_ssg.model.source import Place

START = Place("a.md", 10, 3)


def fence(source: str, marked: str = "") -> Fence:
    return Fence(1, source, marked or source, START)


def test_a_place_is_counted_from_where_the_fence_begins() -> None:
    assert in_fence(fence("a\nb c"), 2, 3) == Place("a.md", 11, 5)


@pytest.mark.parametrize(
    ("source", "numbers", "word"),
    [
        ("A [@long-key] X", "[@long-key]", "X"),
        ("A [@a; @b] X", "[@a; @b]", "X"),
        ("A [@a][@b] X", "[@a]+[@b]", "X"),
        ("X [@long-key] B", "[@long-key]", "X"),
        ("A[1] [@k, p. 3] X [@other]", "[@k, p. 3]", "X"),
    ],
)
def test_columns_behind_citations_are_the_authors(source: str, numbers: str, word: str) -> None:
    drawn = source.replace("[@a; @b]", mark(1) + mark(2))
    for number, bracket in enumerate(numbers.split("+"), 1):
        drawn = drawn.replace(bracket, mark(number))
    drawn = drawn.replace("[@other]", mark(9))
    found = in_fence(fence(source, drawn), 1, drawn.index(word) + 1)
    assert found.column == START.column + source.index(word)


@pytest.mark.parametrize(
    ("source", "word", "column"),
    [("AB --> A", "A", 8), ("A->>B: x", "A", 1), ("my-A --> A", "A", 10), ("%% A\nA", "A", 1)],
)
def test_a_word_is_found_as_a_whole(source: str, word: str, column: int) -> None:
    place = find_in_fence(fence(source), word)
    assert place.column == START.column + column - 1


def test_a_word_that_is_nowhere_is_spoken_of_at_the_beginning() -> None:
    assert find_in_fence(fence("A --> B"), "C") == START
    import re

    assert search_fence(fence("A"), re.compile("C")) is None
