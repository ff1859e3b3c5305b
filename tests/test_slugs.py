import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_ssg.slugs import Slugger, slug


# What GitHub itself makes of these headings.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Error messages", "error-messages"),
        ("At 3 AM", "at-3-am"),
        ("What went well?", "what-went-well"),
        ("C++ & Rust", "c--rust"),
        ("snake_case stays", "snake_case-stays"),
        ("Größe und Maß", "größe-und-maß"),
        ("  padded  ", "padded"),
        ("p99: 10 ms", "p99-10-ms"),
        ("日本語 見出し", "日本語-見出し"),
        ("🚀", ""),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_repeated_headings_are_numbered() -> None:
    unique = Slugger()
    assert [unique("Setup"), unique("Setup"), unique("Setup")] == ["setup", "setup-1", "setup-2"]


def test_a_number_that_is_taken_is_passed_over() -> None:
    unique = Slugger()
    assert [unique("a"), unique("a-1"), unique("a")] == ["a", "a-1", "a-2"]


def test_ids_of_the_theme_are_taken() -> None:
    assert Slugger(frozenset({"main"}))("Main") == "main-1"


def test_ids_of_a_series_are_passed_over() -> None:
    unique = Slugger(frozenset({"a"}), lambda id: id[:-1] in {"a-", "b-"})
    made = [unique(text) for text in ("A", "a-1", "b", "b", "a", "b")]
    assert made == [
        "section-a", "section-a-1", "b", "section-b", "section-a-2", "section-b-1",
    ]  # fmt: skip


@given(st.lists(st.text(max_size=8), max_size=30))
def test_slugs_of_a_page_are_unique_and_never_empty(headings: list[str]) -> None:
    unique = Slugger()
    made = [unique(text) for text in headings]
    assert len(set(made)) == len(made)
    assert all(made)
