"""The grammar of figures: what is read out of labels, cells and sentences, and what is not."""

import sys
from types import FrameType

import pytest

from atlas_ssg.facts.quantities import find
from atlas_ssg.model.fact import Quantity

DURATION, RATE, SIZE, COUNT = "duration", "rate", "size", "count"
PERCENTAGE, AVAILABILITY, MONEY = "percentage", "availability", "money"
RATIO, POWER, ENERGY, FREQUENCY = "ratio", "power", "energy", "frequency"


def one(text: str, header: str = "", row: str = "") -> Quantity:
    found = find(text, header, row)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "kind", "low", "unit"),
    [
        ("10 ms", DURATION, 0.01, "second"),
        ("10ms", DURATION, 0.01, "second"),
        ("500 µs", DURATION, 5e-4, "second"),
        ("500 μs", DURATION, 5e-4, "second"),
        ("100 ns", DURATION, 1e-7, "second"),
        ("43 seconds", DURATION, 43, "second"),
        ("5 Minutes", DURATION, 300, "second"),
        ("5-minute outage", DURATION, 300, "second"),
        ("2 weeks", DURATION, 1_209_600, "second"),
        ("30d retention", DURATION, 2_592_000, "second"),
        ("4 h 17 min", DURATION, 15_420, "second"),
        ("4h17m", DURATION, 15_420, "second"),
        ("24h 11m", DURATION, 87_060, "second"),
        ("24 hours and 11 minutes", DURATION, 87_060, "second"),
        ("45,000 ms", DURATION, 45, "second"),
        ("sub-10 ms", DURATION, 0.01, "second"),
        ("timeout:30s", DURATION, 30, "second"),
        ("1.5 PB", SIZE, 1.5e15, "byte"),
        ("1,024 MiB", SIZE, 1024**3, "byte"),
        ("16KB pages", SIZE, 16_000, "byte"),
        ("14 petabytes", SIZE, 1.4e16, "byte"),
        ("10 Gb", SIZE, 1.25e9, "byte"),
        ("100 Gbps", RATE, 1.25e10, "byte/second"),
        ("400 Gb/s", RATE, 5e10, "byte/second"),
        ("5 GB/s", RATE, 5e9, "byte/second"),
        ("864 GB/day", RATE, 1e7, "byte/second"),
        ("1M req/s", RATE, 1e6, "item/second"),
        ("1.2 M req/s", RATE, 1.2e6, "item/second"),
        ("1.2M requests per second", RATE, 1.2e6, "item/second"),
        ("86,400 requests a day", RATE, 1, "item/second"),
        ("10k QPS", RATE, 1e4, "item/second"),
        ("17,000 IOPS", RATE, 17_000, "item/second"),
        ("400 million ops/s", RATE, 4e8, "item/second"),
        ("60 ops/min", RATE, 1, "item/second"),
        ("350 changes per second", RATE, 350, "item/second"),
        ("500/s", RATE, 500, "item/second"),
        ("18,000+ servers", COUNT, 18_000, ""),
        ("3 AZs", COUNT, 3, ""),
        ("5-node cluster", COUNT, 5, ""),
        ("8-core", COUNT, 8, ""),
        ("1 region", COUNT, 1, ""),
        ("32 vCPU", COUNT, 32, ""),
        ("1 000 000 requests", COUNT, 1e6, ""),
        ("47 000 addresses", COUNT, 47_000, ""),
        ("1’000 requests", COUNT, 1000, ""),
        ("10^6 requests", COUNT, 1e6, ""),
        ("1e6 requests", COUNT, 1e6, ""),
        ("2000 nodes", COUNT, 2000, ""),
        ("2048 partitions", COUNT, 2048, ""),
        ("6.3 trillion", COUNT, 6.3e12, ""),
        ("over 125 million hours", COUNT, 1.25e8, ""),
        ("60% of traffic", PERCENTAGE, 60, "percent"),
        ("15 percent", PERCENTAGE, 15, "percent"),
        ("15 per cent", PERCENTAGE, 15, "percent"),
        ("+210%", PERCENTAGE, 210, "percent"),
        ("99.9% of requests under load", PERCENTAGE, 99.9, "percent"),
        ("99.99% availability", AVAILABILITY, 99.99, "percent"),
        ("SLA 99.9%", AVAILABILITY, 99.9, "percent"),
        ("99.999999999% durability", AVAILABILITY, 99.999999999, "percent"),
        ("four nines", AVAILABILITY, 99.99, "percent"),
        ("Five nines", AVAILABILITY, 99.999, "percent"),
        ("99.9% availability, whatever the disk", AVAILABILITY, 99.9, "percent"),
        ("disk over 95% full; the node stays available", PERCENTAGE, 95, "percent"),
        ("available disk space below 95%", PERCENTAGE, 95, "percent"),
        ("memory available: 95%", PERCENTAGE, 95, "percent"),
        ("10x", RATIO, 10, ""),
        ("10×", RATIO, 10, ""),
        ("3.5x faster", RATIO, 3.5, ""),
        ("3 × the load", RATIO, 3, ""),
        ("10 x faster", RATIO, 10, ""),
        ("10x S3 requests", RATIO, 10, ""),
        ("20 times as many", RATIO, 20, ""),
        ("2.2 times 2021", RATIO, 2.2, ""),
        ("It tried. 60 times the load", RATIO, 60, ""),
        ("160-fold", RATIO, 160, ""),
        ("compressed 10:1.", RATIO, 10, ""),
        ("2.5:1", RATIO, 2.5, ""),
        ("retried 3 times", COUNT, 3, ""),
        ("86,400 times a day", RATE, 1, "item/second"),
        ("300 W", POWER, 300, "watt"),
        ("1.2 MW", POWER, 1.2e6, "watt"),
        ("5 kilowatts", POWER, 5000, "watt"),
        ("50 GWh", ENERGY, 5e10, "watt-hour"),
        ("2.5 GHz", FREQUENCY, 2.5e9, "hertz"),
        ("100MHz", FREQUENCY, 1e8, "hertz"),
        ("16 servers", COUNT, 16, ""),
        ("PostgreSQL 300 servers", COUNT, 300, ""),
        ("PostgreSQL: 16 servers", COUNT, 16, ""),
        ("Kafka\n3 brokers", COUNT, 3, ""),
        ("10s of data", DURATION, 10, "second"),
        ("20s of thousands", DURATION, 20, "second"),
        ("$5", MONEY, 5, "USD"),
        ("US$1.5 billion", MONEY, 1.5e9, "USD"),
        ("$21,038,464 thousand", MONEY, 21_038_464_000, "USD"),
        ("1.5 million euros", MONEY, 1.5e6, "EUR"),
        ("USD 5 million", MONEY, 5e6, "USD"),
        ("£100", MONEY, 100, "GBP"),
        ("50 cents", MONEY, 0.5, "USD"),
        ("$100-million", MONEY, 1e8, "USD"),
        ("$12K/mo", MONEY, 12_000, "USD/month"),
        ("$12K a year", MONEY, 1000, "USD/month"),
        ("$3 per quarter", MONEY, 1, "USD/month"),
        ("$0.20 per 1M requests", MONEY, 2e-7, "USD/request"),
        ("$0.20 per million requests", MONEY, 2e-7, "USD/request"),
        ("$0.25/M requests", MONEY, 2.5e-7, "USD/request"),
        ("$0.09/GB", MONEY, 0.09, "USD/GB"),
        ("0.09 USD/GB", MONEY, 0.09, "USD/GB"),
        ("$90 per TB", MONEY, 0.09, "USD/GB"),
        ("$0.023 per GB-month", MONEY, 0.023, "USD/GB/month"),
        ("$0.023 per GB per month", MONEY, 0.023, "USD/GB/month"),
        ("$12 per year per user", MONEY, 1, "USD/user/month"),
        ("$1 per user per month", MONEY, 1, "USD/user/month"),
        ("$9.69 per paid membership per year", MONEY, 0.8075, "USD/membership/month"),
    ],
)
def test_figures(text: str, kind: str, low: float, unit: str) -> None:
    found = one(text)
    assert (found.kind.value, found.unit) == (kind, unit)
    assert found.low == found.high == pytest.approx(low)


@pytest.mark.parametrize(
    "text",
    [
        "PostgreSQL 16.2", "Zuul 2.1 on Netty", "Kafka 2.8 brokers", "Java 17", "v2.1", "1.2.3",
        "Python 3.8+", "PostgreSQL 12+", "m5.xlarge", "12 × i3.8xlarge", "r5d.24xlarge", "S3",
        "Route 53", "Route 53 records", "x86_64", "H.264", "IPv6", "UTF-8", "us-east-1", "K8s",
        "4K streams", "4K", "port 5432", "port 5432 connections", ":5432", "localhost:5432",
        "10.0.0.0/8", "1.1.1.1", "#1234", "CVE-2021-44228", "RFC 7231", "HTTP 503", "503 errors",
        "status 429 tells clients", "exit code 137", "US 10,331,462", "2016", "2016-03", "2016-17",
        "21 October 2018", "October 21, 2018", "Oct 21", "2018-10-21T22:52Z", "22:52 UTC",
        "9:37 AM PST", "3 PM", "1st", "the 2016 outages", "in 2018 incidents", "Q3 2018",
        "24/7", "1/2", "1:1000", "1:1", "~1:1", "10:15", "10:1:3", "chapter 10:1",
        "8 × A100", "HTTP\n503 errors", "2x m5.large", "1920x1080", "4x4", "5xx errors", "52xx",
        "EPYC 9684X", "10 x", "1.000.000 requests",
        "PostgreSQL 16 servers", "Redis 7 nodes", "Kafka-3 brokers", "10s of thousands",
        "10s of\nthousands", "100s of servers", "1,000s of GB", "10s of ms", "1990s", "the 2010s",
        "zone 1\nB-tree", "1 B-tree", "5 s-expressions", "1\nB", "1\nM req", "R 2 W 2", "5 W",
        "1,5 ms", "three replicas", "half a million", "3 reasons", "2 ways", "n/p", "64 bit",
        "step 2", "tier 1", "3 of the", "12345678901234567890 GB", "0123 nodes", "max 5_000_x ms",
        "MySQL 8.0 nodes", "MySQL 8.0 took over a year",
        "a@5 ms@b", "5K_x", "", "no digits at all", "ms", "%", "$", "p99", "p99 latency",
    ],
)  # fmt: skip
def test_no_figures(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("10–20 ms", 0.01, 0.02),
        ("10-20 ms", 0.01, 0.02),
        ("10 to 20 ms", 0.01, 0.02),
        ("10ms–20ms", 0.01, 0.02),
        ("10 ms to 20 ms", 0.01, 0.02),
        ("between 10 and 20 ms", 0.01, 0.02),
        ("500 ms – 2 s", 0.5, 2),
        ("1-2 million users", 1e6, 2e6),
        ("$5–10 million", 5e6, 1e7),
        ("$5 million to $10 million", 5e6, 1e7),
        ("$50.7-$51.7B", 5.07e10, 5.17e10),
        ("10% - 20%", 10, 20),
        ("5 MB–10 GB", 5e6, 1e10),
        ("2048-4096 partitions", 2048, 4096),
        ("from 10 to 20 nodes", 10, 20),
        ("2-3x", 2, 3),
        ("10x–20x", 10, 20),
        ("350-700 W", 350, 700),
    ],
)
def test_ranges(text: str, low: float, high: float) -> None:
    found = one(text)
    assert found.low == pytest.approx(low)
    assert found.high == pytest.approx(high)


def test_a_change_stays_two_figures() -> None:
    assert [f.text for f in find("fell from 500 ms to 100 ms")] == ["500 ms", "100 ms"]
    assert [f.text for f in find("20 ms to 10 ms")] == ["20 ms", "10 ms"]
    assert [f.text for f in find("10 ms-20 GB")] == ["10 ms"]


@pytest.mark.parametrize(
    ("text", "hedge", "written"),
    [
        ("over 18,000+ servers", "over", "over 18,000+ servers"),
        ("18,000+", "+", "18,000+"),
        ("~100 Gbps", "~", "~100 Gbps"),
        ("Up to 15 percent", "up to", "Up to 15 percent"),
        ("no more than 3 replicas", "no more than", "no more than 3 replicas"),
        ("more\nthan 40 replicas", "more than", "more than 40 replicas"),
        (">= 3 replicas", ">=", ">= 3 replicas"),
        ("≥3 replicas", "≥", "≥3 replicas"),
        ("A -> 500 ms", "", "500 ms"),
        ("moreover 500 ms", "", "500 ms"),
        ("cut-over 500 ms", "", "500 ms"),
        ("latency <1 ms", "<", "<1 ms"),
        ("700+ microservices", "+", "700+ microservices"),
    ],
)
def test_hedges(text: str, hedge: str, written: str) -> None:
    found = one(text)
    assert (found.hedge, found.text) == (hedge, written)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("p50 2 ms · p99 10 ms · p999 50 ms", ["p50", "p99", "p99.9"]),
        ("p99.9 < 50 ms", ["p99.9"]),
        ("p99=10ms", ["p99"]),
        ("P95: 80 ms", ["p95"]),
        ("10 ms p99, 5 ms p50", ["p99", "p50"]),
        ("10 ms (p99)", ["p99"]),
        ("10 ms at the 99th percentile", ["p99"]),
        ("99.9th percentile of 2 s", ["p99.9"]),
        ("median of 3 ms", ["p50"]),
        ("10 ms median, p99 50 ms", ["p50", "p99"]),
        ("p50/p99/p9999: 1 ms / 10 ms / 100 ms", ["p50", "p99", "p99.99"]),
        ("p50 / p99 = 2 ms / 10 ms", ["p50", "p99"]),
        ("p99 read latency of 10 ms and 20 ms", ["p99", ""]),
        ("p99. The timeout is 30 s", [""]),
        ("p3.2xlarge 10 ms", [""]),
        ("p50 2 ms, 10 ms at p99", ["p50", "p99"]),
        ("p99 30% of traffic", [""]),
        ("14 PB, p99 3 ms", ["", "p99"]),
        ("idle 5 ms, p99 3 ms", ["", "p99"]),
        ("5 ms, p99", ["p99"]),
        ("p99 payload of 1 MB", [""]),
        ("p99 of 1 MB", ["p99"]),
        ("p50 and p99, 100,000 operations/s", [""]),
    ],
)
def test_percentiles(text: str, expected: list[str]) -> None:
    assert [found.percentile for found in find(text)] == expected


@pytest.mark.parametrize(
    ("text", "counted", "per"),
    [
        ("22,000 nodes", "nodes", ""),
        ("1M req/s", "requests", "second"),
        ("65 million concurrent streams", "streams", ""),
        ("over 1000 autoscaling groups", "groups", ""),
        ("800 server instances", "instances", ""),
        ("4.9 billion time series", "series", ""),
        ("12 availability zones", "availability zones", ""),
        ("28 data centres", "datacenters", ""),
        ("5-node cluster", "nodes", ""),
        ("8M QPS", "queries", "second"),
        ("4 billion messages a day", "messages", "day"),
        ("12 GB/node", "", "node"),
        ("100ms/hop", "", "hop"),
        ("1 MB per request", "", "request"),
        ("$0.20 per 1M requests", "", "request"),
        ("$1.33 per hour", "", "hour"),
    ],
)
def test_what_is_counted_and_per_what(text: str, counted: str, per: str) -> None:
    found = one(text)
    assert (found.counted, found.per) == (counted, per)


def test_figures_of_one_text_stand_in_order_with_their_places() -> None:
    text = "EVCache: 22,000 instances hold over 14 PB at 30M req/s, p99 1 ms"
    found = find(text)
    assert [text[f.start : f.end] for f in found] == [f.text for f in found]
    assert [f.text for f in found] == ["22,000 instances", "over 14 PB", "30M req/s", "1 ms"]


@pytest.mark.parametrize(
    ("text", "header", "kind", "low"),
    [
        ("10", "Latency (ms)", DURATION, 0.01),
        ("10", "Latency, ms", DURATION, 0.01),
        ("10", "Latency in ms", DURATION, 0.01),
        ("~10", "Latency (ms)", DURATION, 0.01),
        ("1,200", "Nodes", COUNT, 1200),
        ("500", "Requests per second", RATE, 500),
        ("5", "Cost ($)", MONEY, 5),
        ("5", "Price, $/GB", MONEY, 5),
        ("3", "Share (%)", PERCENTAGE, 3),
        ("10 \u2060[3]\u2060", "Latency (ms)", DURATION, 0.01),
    ],
)
def test_a_bare_number_takes_the_unit_of_its_column(
    text: str, header: str, kind: str, low: float
) -> None:
    found = one(text, header)
    assert (found.kind.value, found.text) == (kind, text.split(" ")[0])
    assert found.low == pytest.approx(low)


def test_a_header_gives_nothing_to_words_years_or_longer_cells() -> None:
    assert find("2023", "year") == ()
    assert find("10 or so", "Latency (ms)") == ()
    assert find("about", "Latency (ms)") == ()
    assert find("10", "Notes") == ()


def test_headings_name_percentile_and_availability() -> None:
    assert one("10 ms", "p99").percentile == "p99"
    assert one("10 ms", "Latency", "p50").percentile == "p50"
    assert one("10 ms", "p50 and p99").percentile == ""
    assert one("99.95%", "Availability").kind.value == AVAILABILITY
    assert one("99.95%", "", "disk_available_bytes").kind.value == PERCENTAGE


HOSTILE = {
    "one long number": "9" * 100_000,
    "many numbers": "1 " * 50_000,
    "many figures": "10 ms " * 20_000,
    "grouped without end": "1" + ",000" * 30_000,
    "dashes": "1-" * 50_000,
    "ranges": "1 to " * 30_000,
    "percentiles": "p99 " * 30_000,
    "percentiles and figures": "p99 10 ms / " * 10_000,
    "hedges": "over " * 30_000 + "5 ms",
    "one long word": "5" + "a" * 100_000,
    "words without end": "5 " + "large " * 30_000,
    "units without end": "5" + " h 1" * 30_000,
    "per without end": "$5" + " per x" * 30_000,
    "spaces": "5" + " " * 100_000 + "ms",
    "underscores": "5" + "_" * 100_000,
    "currencies": "$" * 100_000,
    "dots": "1." * 50_000,
    "nines": "five nines " * 20_000,
    "combining": "5\u0301" * 30_000,
    "controls": "".join(map(chr, range(32))) * 3_000 + "5 ms",
    "right to left": "\u202e5 ms\u202c" * 20_000,
    "other digits": "\u0665 ms \uff15 ms \u00b2 ms",
    "astral": "\U0001d7d3 ms \U0001f4a9 5 ms" * 5_000,
    "growing lower case": "İ" * 30 + "over 5 ms",
    "times": "5 times " * 20_000,
    "tries": "try " * 20_000 + "5 times",
    "tens": "10s of " * 20_000,
    "available": "available disk 95% " * 10_000,
    "to one": "10:1" * 30_000,
    "marks": "5 ms\u2060[1]\u2060 " * 10_000,
    "surrogates": "\ud800 5 ms \udfff",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_read_to_their_end(name: str) -> None:
    text = HOSTILE[name]
    found = find(text, header=text[:200], row=text[:200])
    assert [text[f.start : f.end].replace("\n", " ") for f in found] == [f.text for f in found]


def test_only_ascii_digits_are_digits() -> None:
    assert find(HOSTILE["other digits"]) == ()


@pytest.mark.parametrize(
    "text",
    ["p99 10 ms · ", "from 10 to 20 nodes in 3 AZs, ", "over 1,000 large EC2 servers for $5 a GB "],
)
def test_work_grows_with_the_text_and_no_faster(text: str) -> None:
    once, twice = (_calls(text * times) for times in (200, 400))
    assert twice < once * 2.2


def _calls(text: str) -> int:
    """How many functions are called to read `text`."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        find(text)
    finally:
        sys.setprofile(before)
    return calls
