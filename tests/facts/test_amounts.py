"""Amounts with units, as calculations and price lists write them."""

import pytest

from atlas_ssg.facts.amounts import AmountError, parsed, quantity


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("1500", "", 1500),
        ("1,500", "", 1500),
        ("-3", "", -3),
        ("2.5e3", "", 2500),
        ("200 TB/month", "TB/month", 200),
        ("200 TB/mo", "TB/month", 200),
        ("100 MB/s", "byte/second", 1e8),
        ("2 GiB", "byte", 2 * 1024**3),
        ("0.05 USD/GB", "USD/GB", 0.05),
        ("$0.05/GB", "USD/GB", 0.05),
        ("$0.023 per GB-month", "USD/GB/month", 0.023),
        ("$0.20 per 1M requests", "USD/request", 2e-7),
        ("0.20 USD/million requests", "USD/request", 2e-7),
        ("3 USD/1,000 GB", "USD/GB", 0.003),
        ("€5 million", "EUR", 5e6),
        ("1.2M requests", "request", 1.2e6),
        ("10K requests/s", "request/second", 10_000),
        ("10 thousand requests/s", "request/second", 10_000),
        ("50 rps", "request/second", 50),
        ("50 QPS", "query/second", 50),
        ("16 vCPUs", "vcpu", 16),
        ("15%", "percent", 15),
        ("15 percent", "", 0.15),
        ("500 µs", "second", 5e-4),
        ("90 min", "hour", 1.5),
    ],
)
def test_amounts(text: str, unit: str, value: float) -> None:
    assert quantity(text).to(parsed(unit)).magnitude == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is no amount: ``"),
        ("many", "is no amount: `many`"),
        ("GB 5", "is no amount: `GB 5`"),
        ("5 parsecs per furlog", "has an unknown unit: `parsecs/furlog`"),
        ("5 GB//s", "has an unknown unit: `GB//s`"),
        ("5 __import__('os')", "has an unknown unit: `__import__('os')`"),
        ("5 " + "GB/" * 100, "has a unit of more than 100 characters"),
    ],
)
def test_what_is_no_amount(text: str, problem: str) -> None:
    with pytest.raises(AmountError) as raised:
        quantity(text)
    assert str(raised.value) == problem


def test_currencies_do_not_convert() -> None:
    assert not quantity("5 USD").is_compatible_with(parsed("EUR"))
    assert not quantity("5 requests").is_compatible_with(parsed("user"))
