import pytest

from atlas_ssg.model.fact import Quantity, QuantityKind
from atlas_ssg.render import words


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2016-03-01", "1 March 2016"),
        ("2016-03", "March 2016"),
        ("2016", "2016"),
        ("2020-05-01T10:00Z", "1 May 2020"),
        ("2020-13-01", "2020-13-01"),
        ("", ""),
    ],
)
def test_day(iso: str, shown: str) -> None:
    assert words.day(iso) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(257, "4 h 17 min"), (1451, "1 d 11 min"), (0.2, "under a minute"), (60, "1 h"), (None, "")],
)
def test_minutes(value: float | None, shown: str) -> None:
    assert words.minutes(value) == shown


def test_counts_and_shares() -> None:
    assert words.plural(1, "source") == "1 source"
    assert words.plural(1200, "query", "queries") == "1,200 queries"
    assert words.percent(3, 8) == "37.5"
    assert words.percent(1, 0) == "0"
    assert words.percent(9, 8) == "100"


def quantity(kind: QuantityKind, text: str, low: float, high: float, unit: str) -> Quantity:
    return Quantity(kind, text, 0, len(text), low, high, unit)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (quantity(QuantityKind.DURATION, "10 ms", 0.01, 0.01, "second"), ""),
        (quantity(QuantityKind.DURATION, "about 0.5 ms", 0.0005, 0.0005, "second"), "500 µs"),
        (quantity(QuantityKind.DURATION, "1-2 ms", 0.001, 0.002, "second"), ""),
        (quantity(QuantityKind.DURATION, "half a day", 43200, 43200, "second"), "12 h"),
        (quantity(QuantityKind.SIZE, "2 GiB", 2**31, 2**31, "byte"), "2.15 GB"),
        (quantity(QuantityKind.AVAILABILITY, "99.99%", 99.99, 99.99, "percent"), ""),
        (quantity(QuantityKind.MONEY, "$2,925,295 thousand", 2.925295e9, 2.925295e9, "USD"),
         "2.93 billion USD"),
        (quantity(QuantityKind.RATE, "60 Gbps", 7.5e9, 7.5e9, "byte/second"), "7.5 GB/second"),
    ],
)  # fmt: skip
def test_a_comparable_amount_is_shown_where_it_says_more(given: Quantity, shown: str) -> None:
    assert words.comparable(given) == shown


def test_outside_links() -> None:
    assert words.outside("https://e.example/")
    assert words.outside("mailto:a@e.example")
    assert not words.outside("/systems/")
