"""docs/quantities.md, written from the tables of the grammar and from figures that it reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from atlas_ssg.facts import readings, units
from atlas_ssg.facts.quantities import find
from atlas_ssg.model.fact import Quantity

_INTRO = """\
# Figures

What the generator takes for a figure, in labels, table cells and sentences. Each figure needs a
source where it stands. This page is written from the grammar's own tables (`atlas_ssg/facts`), and
every example was read by it: `make docs` writes it anew.

What you write is what readers see. Behind it stand the values in comparable units: seconds, bytes,
bytes a second, things a second, a currency, a currency a month or for each unit, percent, watts,
watt-hours, hertz, so many times.

## The grammar

```
figure   = [hedge] amount [unit] [per] [percentile]
amount   = number [scale] ["+"] | amount dash amount | "between" amount "and" amount
number   = digits | digits grouped by , _ ' or a narrow space | digits "e" digits | "10^" digits
dash     = "-" | "–" | "—" | " to "
per      = ("/" | "per" | "a" | "each" | "every") ([many] unit [period] | period)
```

A figure has a digit: “hundreds of servers” and “half a million” are none. A dash joins two amounts
to a range; “from 500 ms to 100 ms” is a change and stays two figures.
"""
_READINGS = """\
## Readings

What stands behind a number decides what it is; the first reading that fits wins.
"""
_EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("money", ("$12K/mo", "$0.20 per 1M requests", "$0.023 per GB-month", "US$1.5 billion",
               "$5–10 million", "€10M a year", "$9.69 per paid membership per year")),
    ("percentage", ("60% of traffic", "up to 15 percent", "10% - 20%", "99.99% availability",
                    "SLA 99.9%", "four nines")),
    ("size", ("1,024 MiB", "14.3 petabytes", "5 MB–10 GB", "12 GB/node", "100 Gbps", "10 TB/day")),
    ("duration", ("p99 10 ms", "p50/p99/p999 2 ms / 10 ms / 120 ms", "99.9th percentile of 2 s",
                  "< 1 ms", "4 h 17 min", "24h 11m", "10ms–20ms", "30d retention")),
    ("rate_unit", ("8M QPS", "17,000 IOPS", "400 million ops/s")),
    ("physical", ("350-700 W", "1.2 MW", "50 GWh", "2.5 GHz")),
    ("ratio", ("10x", "3× faster", "about 20 times the load", "2-3x", "160-fold", "10:1",
               "retried 3 times")),
    ("things", ("over 18,000+ servers", "1.2M req/s", "4 billion messages a day", "3 AZs",
                "5-node cluster", "350 changes per second", "~500", "18,000+")),
)  # fmt: skip
_NOT_FIGURES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("versions", ("PostgreSQL 16.2", "PostgreSQL 16 servers", "Redis 7 nodes",
                  "Zuul 2.1 on Netty", "Kafka 2.8 brokers", "Java 17", "1.2.3")),
    ("instance types and names with digits",
     ("m5.xlarge", "S3", "x86_64", "us-east-1", "4K streams", "Route 53", "UTF-8")),
    ("ports, addresses, issues", ("port 5432", "localhost:5432", "10.0.0.0/8", "#1234")),
    ("status and error codes", ("HTTP 503", "503 errors", "exit code 137", "RFC 7231")),
    ("dates and times", ("2016", "21 October 2018", "2018-10-21T22:52Z", "9:37 AM PST", "Oct 21")),
    ("products and other ratios",
     ("12 × i3.8xlarge", "8 × A100", "1920x1080", "1:1000", "24/7", "5xx errors")),
    ("words", ("three replicas", "half a million", "3 reasons", "10s of thousands", "the 1990s")),
    ("letters of another word", ("1 B-tree", "5 s-expressions", "R 2, W 2")),
)  # fmt: skip


def quantities_markdown() -> str:
    """The whole document."""
    parts = [_INTRO, _READINGS, *map(_reading, _EXAMPLES), _refused(), _tables()]
    return "\n".join(part.strip("\n") + "\n" for part in parts)


def _reading(entry: tuple[str, tuple[str, ...]]) -> str:
    name, texts = entry
    reading = next(r for r in readings.READINGS if r.__name__ == name)
    rows = [(f"`{text}`", "; ".join(map(_said, find(text)))) for text in texts]
    return f"### {name.replace('_', ' ').capitalize()}\n\n{reading.__doc__}\n\n" + _table(
        ("written", "read as"), rows
    )


def _said(quantity: Quantity) -> str:
    low, high = f"{quantity.low:,.12g}", f"{quantity.high:,.12g}"
    value = low if low == high else f"{low} to {high}"
    named = f"of {quantity.counted}" if quantity.counted else ""
    hedged = f"“{quantity.hedge}”" if quantity.hedge else ""
    words = (quantity.kind.value, quantity.percentile, hedged, value, quantity.unit, named)
    return " ".join(word for word in words if word)


def _refused() -> str:
    rows = [(what, ", ".join(f"`{text}`" for text in texts)) for what, texts in _NOT_FIGURES]
    return "## What is no figure\n\n" + _table(("what", "examples"), rows)


def _tables() -> str:
    sections = (
        ("Hedges", "A hedge belongs to the figure and is kept.", _words(units.HEDGES)),
        ("Scales", "Words in any case; letters right behind the number.",
         _values({**units.SCALE_WORDS, **units.SCALE_LETTERS}, "times")),
        ("Durations", "A month is 30.4375 days, a year 365.25, as in pint.",
         _values(units.DURATIONS, "seconds")),
        ("Sizes", "SI and IEC prefixes; a bit is an eighth of a byte.",
         _values(units.SIZES, "bytes")),
        ("Data rates", "Beside any size with a period: `5 GB/s`.",
         _values(units.DATA_RATES, "bytes a second")),
        ("Rates", "Units that hold their own “per second”.", _values(units.RATES, "of")),
        ("Power, energy, frequency", "A lone `W` from 10 up.",
         _values({w: f"{f:,.12g} {unit}" for w, (_, f, unit) in units.PHYSICAL.items()}, "is")),
        ("Currencies", "None is converted into another.",
         _values({**units.CURRENCIES, **{w: c for w, (c, _) in units.CURRENCY_WORDS.items()}},
                 "currency")),
        ("What is counted", "A number before any other word is no figure, unless it is a rate.",
         _words(sorted(units.NOUNS))),
        ("Words that make a number a name", "“HTTP 503”, “step 2”, “Java 17”.",
         _words(sorted(units.NAMING_WORDS))),
        ("Products whose whole numbers are versions",
         "Before another number the product's things are counted: “PostgreSQL 300 servers”.",
         _values({w: f"{v[0]} to {v[-1]}" for w, v in units.VERSIONED.items()}, "versions")),
    )  # fmt: skip
    return "\n".join(f"## {title}\n\n{note}\n\n{body}" for title, note, body in sections)


def _words(found: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in found) + "\n"


def _values(table: Mapping[str, object], header: str) -> str:
    """The spellings of each value in one row."""
    by_value: dict[object, list[str]] = {}
    for spelling, value in table.items():
        by_value.setdefault(value, []).append(spelling)
    rows = [
        (", ".join(f"`{spelling}`" for spelling in spellings),
         f"{value:,.12g}" if isinstance(value, float) else str(value))
        for value, spellings in by_value.items()
    ]  # fmt: skip
    return _table(("spelling", header), rows)


def _table(header: tuple[str, str], rows: Iterable[tuple[str, str]]) -> str:
    lines = [f"| {header[0]} | {header[1]} |", "|---|---|"]
    lines += [f"| {left} | {right} |" for left, right in rows]
    return "\n".join(lines) + "\n"
