"""The grammar's tables: units, scales, hedges, nouns. docs/quantities.md is made of them.

Factors are those of the SI and of ISO/IEC 80000-13 (KiB = 1024 B); a month is
30.4375 days and a year 365.25, as pint has them. A test compares each with pint.
"""

from __future__ import annotations

import re

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0
YEAR = 365.25 * DAY
MONTH = YEAR / 12

# Spelling -> seconds.
DURATIONS: dict[str, float] = {
    **dict.fromkeys(("ns", "nanosecond", "nanoseconds"), 1e-9),
    **dict.fromkeys(("µs", "μs", "us", "microsecond", "microseconds"), 1e-6),
    **dict.fromkeys(("ms", "msec", "millisecond", "milliseconds"), 1e-3),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1.0),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), MINUTE),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), HOUR),
    **dict.fromkeys(("day", "days"), DAY),
    **dict.fromkeys(("week", "weeks"), 7 * DAY),
    **dict.fromkeys(("month", "months"), MONTH),
    **dict.fromkeys(("year", "years", "yr", "yrs"), YEAR),
}
_PREFIXES = {"": 0, "k": 1, "K": 1, "M": 2, "G": 3, "T": 4, "P": 5, "E": 6}
_BINARY = {"Ki": 1, "Mi": 2, "Gi": 3, "Ti": 4, "Pi": 5, "Ei": 6}
_LONG = {"kilo": 1, "mega": 2, "giga": 3, "tera": 4, "peta": 5, "exa": 6}

# Spelling -> bytes. A bit is an eighth of a byte.
SIZES: dict[str, float] = {
    **{f"{p}B": 1000.0**n for p, n in _PREFIXES.items()},
    **{f"{p}B": 1024.0**n for p, n in _BINARY.items()},
    **{f"{p}byte{s}": 1000.0**n for p, n in _LONG.items() for s in ("", "s")},
    **{f"{p}b": 1000.0**n / 8 for p, n in _PREFIXES.items() if p},
    **{f"{p}bit{s}": 1000.0**n / 8 for p, n in _LONG.items() for s in ("", "s")},
    **{f"{p}bit": 1000.0**n / 8 for p, n in _PREFIXES.items() if p},
    "byte": 1.0,
    "bytes": 1.0,
    "bit": 0.125,
    "bits": 0.125,
}
# Spelling -> bytes a second, for units that hold their own "per second".
DATA_RATES: dict[str, float] = {
    **{f"{p}bps": 1000.0**n / 8 for p, n in _PREFIXES.items()},
    **{f"{p}Bps": 1000.0**n for p, n in _PREFIXES.items() if p},
    **{f"{p}bit/s": 1000.0**n / 8 for p, n in _PREFIXES.items()},
}
# Spelling -> what is counted, a second.
RATES: dict[str, str] = {
    "qps": "queries", "QPS": "queries", "rps": "requests", "RPS": "requests",
    "tps": "transactions", "TPS": "transactions", "IOPS": "operations", "iops": "operations",
    "ops": "operations",
}  # fmt: skip
# Spelling behind "/" or "per" -> seconds.
PERIODS: dict[str, float] = {**DURATIONS, "mo": MONTH, "d": DAY, "wk": 7 * DAY}

SCALES: dict[str, float] = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "quadrillion": 1e15, "mn": 1e6, "bn": 1e9, "k": 1e3, "K": 1e3, "M": 1e6, "MM": 1e6,
    "B": 1e9, "T": 1e12,
}  # fmt: skip
HEDGES = (
    "more than", "less than", "fewer than", "up to", "at least", "at most", "close to",
    "just under", "just over", "well over", "upwards of", "in excess of", "approximately",
    "roughly", "around", "about", "nearly", "almost", "over", "under", "above", "below", "some",
    "beyond", "~", "≈", ">=", "<=", "≥", "≤", ">", "<",
)  # fmt: skip
CURRENCIES = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
CURRENCY_WORDS = {
    "USD": "USD", "dollars": "USD", "dollar": "USD", "EUR": "EUR", "euros": "EUR", "GBP": "GBP",
    "pounds": "GBP", "JPY": "JPY", "cents": "USD",
}  # fmt: skip

# What is counted: plural -> as cross-references name it. A number before any
# other word is no figure ("three reasons", "2 ways").
_NOUNS = (
    "accounts actors alerts apis applications apps appliances attempts "
    "availability-zones backends binaries blocks boxes brokers buckets builds calls "
    "cells channels checks cities clients clusters columns commits components "
    "connections consumers containers cores counters countries cpus customers databases "
    "datacenters datapoints deployments deploys devices disks documents drivers drives "
    "edges employees endpoints engineers entries errors events executions experiments "
    "failures files followers functions gateways gpus groups guilds hits hosts images "
    "incidents indexes instances invocations items jobs keys lines links listeners "
    "locations lookups machines members memberships messages metrics microservices "
    "minutes-of-downtime models networks nodes objects operations orders outages "
    "packages packets pages paragraphs partitions partners payments peers people photos "
    "players plays pods points-of-presence pops posts processes producers profiles "
    "pulls pushes queries queues racks reads records regions releases replicas "
    "replications repositories requests responses restarts retries revisions riders "
    "rows rules samples schemas segments sensors series servers services sessions "
    "shards sites sizes slots slices snapshots songs stages streams subscribers "
    "subscriptions subsystems switches tables tasks teams terminals tests threads "
    "tickets tiles titles tokens topics traces transactions trips tweets updates "
    "uploads users vcpus vehicles versions videos viewers views visitors vms volumes "
    "vnodes votes watchers webhooks websites workers workflows workloads writes zones "
)
NOUNS: dict[str, str] = {
    **{noun.replace("-", " "): noun.replace("-", " ") for noun in re.split(r"\s+", _NOUNS.strip())},
    "req": "requests", "reqs": "requests", "msgs": "messages", "msg": "messages",
    "request": "requests", "message": "messages", "event": "events", "query": "queries",
    "write": "writes", "read": "reads", "operation": "operations", "op": "operations",
    "data centers": "datacenters", "data centres": "datacenters", "datacentres": "datacenters",
    "data points": "datapoints", "time series": "series", "azs": "availability zones",
    "txns": "transactions", "txn": "transactions", "conns": "connections", "node": "nodes",
    "server": "servers", "instance": "instances", "connection": "connections", "user": "users",
    "replica": "replicas", "partition": "partitions", "cluster": "clusters", "key": "keys",
    "region": "regions", "thread": "threads", "attempt": "attempts", "retry": "retries",
    "invocation": "invocations", "lookup": "lookups", "metric": "metrics", "packet": "packets",
}  # fmt: skip
# Nouns whose number is a status code, not a count, between 100 and 599.
CODE_NOUNS = frozenset({"errors", "responses"})
