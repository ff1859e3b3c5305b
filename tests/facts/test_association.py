"""Which citation a figure rests on."""

import pytest

from atlas_ssg.facts.association import associate
from atlas_ssg.facts.quantities import find
from atlas_ssg.model.citation import mark


def cited(text: str, *, sentences: bool) -> list[tuple[str, tuple[int, ...]]]:
    """Figures with the numbers they rest on; "[3]" in `text` is a citation."""
    for number in range(1, 10):
        text = text.replace(f"[{number}]", mark(number))
    found = associate(text, find(text), sentences=sentences)
    return [(one.quantity.text, one.numbers) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10 ms [1]", [("10 ms", (1,))]),
        ("10 ms[1]", [("10 ms", (1,))]),
        ("22,000 nodes hold 14 PB [1]", [("22,000 nodes", (1,)), ("14 PB", (1,))]),
        ("10 ms [1] and 20 ms [2]", [("10 ms", (1,)), ("20 ms", (2,))]),
        ("10 ms [1] and 20 ms", [("10 ms", (1,)), ("20 ms", ())]),
        ("10 ms [1][2], [3]", [("10 ms", (1, 2, 3))]),
        ("10 ms [1] [1]", [("10 ms", (1,))]),
        ("10 ms [1] since 2016 [2]", [("10 ms", (1,))]),
        ("[1] 10 ms", [("10 ms", ())]),
        ("10 ms", [("10 ms", ())]),
    ],
)
def test_in_a_label(text: str, expected: list[tuple[str, tuple[int, ...]]]) -> None:
    assert cited(text, sentences=False) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It takes 10 ms. It took 20 ms [1].", [("10 ms", ()), ("20 ms", (1,))]),
        ("It takes 10 ms. [1] It took 20 ms.", [("10 ms", (1,)), ("20 ms", ())]),
        ("It takes 10 ms; it took 20 ms [1].", [("10 ms", (1,)), ("20 ms", (1,))]),
        ("It takes 10 ms (e.g. at night) [1].", [("10 ms", (1,))]),
        ("It takes 10 ms? Yes: 20 ms [1].", [("10 ms", ()), ("20 ms", (1,))]),
        ("It takes\n10 ms\n[1].", [("10 ms", (1,))]),
        ("About 1.5 ms [1]. Then 3 s.", [("About 1.5 ms", (1,)), ("3 s", ())]),
    ],
)
def test_in_prose(text: str, expected: list[tuple[str, tuple[int, ...]]]) -> None:
    assert cited(text, sentences=True) == expected


def test_the_clause_is_what_is_said() -> None:
    text = f"First. It takes 10 ms; it took 20 ms {mark(1)}. Last."
    found = list(associate(text, find(text), sentences=True))
    assert [one.sentence for one in found] == ["It takes 10 ms;", "it took 20 ms."]


def test_many_sentences_and_marks() -> None:
    text = "It takes 10 ms [1]. " * 5_000
    found = cited(text, sentences=True)
    assert len(found) == 5_000
    assert set(found) == {("10 ms", (1,))}
