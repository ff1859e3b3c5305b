"""The grammar's tables: units, scales, hedges, nouns. docs/quantities.md is made of them.

Factors are those of the SI and of ISO/IEC 80000-13 (KiB = 1024 B); a month is
30.4375 days and a year 365.25, as pint has them. A test compares each with pint.
"""

from __future__ import annotations

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0
YEAR = 365.25 * DAY
MONTH = YEAR / 12

# Spelling -> seconds. Words of three letters and more are read in any case.
DURATIONS: dict[str, float] = {
    **dict.fromkeys(("ns", "nanosecond", "nanoseconds"), 1e-9),
    **dict.fromkeys(("µs", "μs", "us", "microsecond", "microseconds"), 1e-6),
    **dict.fromkeys(("ms", "msec", "millisecond", "milliseconds"), 1e-3),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1.0),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), MINUTE),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), HOUR),
    **dict.fromkeys(("d", "day", "days"), DAY),
    **dict.fromkeys(("week", "weeks"), 7 * DAY),
    **dict.fromkeys(("month", "months"), MONTH),
    **dict.fromkeys(("year", "years", "yr", "yrs"), YEAR),
}
# Behind hours or days "m" is a minute: "4h17m". Alone it might be a metre or a million.
CONTINUED: dict[str, float] = {**DURATIONS, "m": MINUTE}
# Spelling behind "/" or "per" -> seconds, beside those above.
PERIODS: dict[str, float] = {**DURATIONS, "mo": MONTH, "wk": 7 * DAY, "quarter": YEAR / 4}
PERIOD_NAMES: dict[float, str] = {
    1.0: "second", MINUTE: "minute", HOUR: "hour", DAY: "day", 7 * DAY: "week", MONTH: "month",
    YEAR / 4: "quarter", YEAR: "year",
}  # fmt: skip

_PREFIXES = {"": 0, "k": 1, "K": 1, "M": 2, "G": 3, "T": 4, "P": 5, "E": 6}
_BINARY = {"Ki": 1, "Mi": 2, "Gi": 3, "Ti": 4, "Pi": 5, "Ei": 6}
_LONG = {"kilo": 1, "mega": 2, "giga": 3, "tera": 4, "peta": 5, "exa": 6}
# Spelling -> bytes. A bit is an eighth of a byte; "64 bit" names a width and is no size.
SIZES: dict[str, float] = {
    **{f"{p}B": 1000.0**n for p, n in _PREFIXES.items()},
    **{f"{p}B": 1024.0**n for p, n in _BINARY.items()},
    **{f"{p}byte{s}": 1000.0**n for p, n in _LONG.items() for s in ("", "s")},
    **{f"{p}b": 1000.0**n / 8 for p, n in _PREFIXES.items() if p},
    **{f"{p}bit{s}": 1000.0**n / 8 for p, n in _LONG.items() for s in ("", "s")},
    **{f"{p}bit": 1000.0**n / 8 for p, n in _PREFIXES.items() if p},
    "byte": 1.0,
    "bytes": 1.0,
    "bits": 0.125,
}
# Spelling -> bytes a second, for units that hold their own "per second".
DATA_RATES: dict[str, float] = {
    **{f"{p}bps": 1000.0**n / 8 for p, n in _PREFIXES.items()},
    **{f"{p}Bps": 1000.0**n for p, n in _PREFIXES.items() if p},
}
# Spelling, in any case -> what is counted, a second.
RATES: dict[str, str] = {
    "qps": "queries", "rps": "requests", "tps": "transactions", "iops": "operations",
    "ops": "operations",
}  # fmt: skip

# Spelling -> (kind, factor, unit) of what a machine draws, and of how fast it ticks. Energy and
# power are kept apart, as in pint.
PHYSICAL: dict[str, tuple[str, float, str]] = {
    **{f"{p}W": ("power", 1000.0**n, "watt") for p, n in _PREFIXES.items() if p not in "KPE"},
    "W": ("power", 1.0, "watt"),
    **{f"{p}watt{s}": ("power", 1000.0**n, "watt")
       for p, n in {"": 0, **_LONG}.items() if n < 5 for s in ("", "s")},
    **{f"{p}Wh": ("energy", 1000.0**n, "watt-hour") for p, n in _PREFIXES.items()
       if p not in {"K", "P", "E"}},
    **{f"{p}Hz": ("frequency", 1000.0**n, "hertz") for p, n in _PREFIXES.items()
       if p not in {"K", "P", "E"}},
    **{f"{p}hertz": ("frequency", 1000.0**n, "hertz")
       for p, n in {"": 0, **_LONG}.items() if n < 5},
}  # fmt: skip

# Words are read in any case, letters only as they stand and only right behind the number.
SCALE_WORDS: dict[str, float] = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "quadrillion": 1e15, "mn": 1e6, "bn": 1e9,
}  # fmt: skip
SCALE_LETTERS: dict[str, float] = {"k": 1e3, "K": 1e3, "M": 1e6, "MM": 1e6, "B": 1e9, "T": 1e12}

HEDGES = (
    "more than", "less than", "fewer than", "greater than", "no more than", "no less than",
    "up to", "as many as", "as much as", "as few as", "as little as", "at least", "at most",
    "close to", "just under", "just over", "well over", "a little over", "upwards of",
    "in excess of", "approximately", "roughly", "around", "about", "nearly", "almost",
    "exceeding", "over", "under", "above", "below", "beyond", "some",
    "~", "≈", ">=", "<=", "≥", "≤", ">", "<",
)  # fmt: skip
# These may say where a thing is ("over 3 hops"): alone they make no figure of a bare number.
PLACE_HEDGES = frozenset({"over", "under", "above", "below", "beyond", "some", "around", "about"})

CURRENCIES = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
# Spelling -> (currency, how much of it).
CURRENCY_WORDS: dict[str, tuple[str, float]] = {
    **dict.fromkeys(("USD", "dollars", "dollar"), ("USD", 1.0)),
    **dict.fromkeys(("cents", "cent"), ("USD", 0.01)),
    **dict.fromkeys(("EUR", "euros", "euro"), ("EUR", 1.0)),
    **dict.fromkeys(("GBP", "pounds"), ("GBP", 1.0)),
    "JPY": ("JPY", 1.0),
}

# What is counted, in the plural. A number before any other word is no figure
# ("three reasons", "2 ways").
_NOUNS = (
    "accounts actors alerts apis appliances applications apps attacks attempts backends binaries "
    "blocks boxes brokers buckets builds calls cells challenges channels checks cities clients "
    "clusters columns commits components connections consumers containers copies cores counters "
    "countries cpus customers databases datacenters datapoints deployments deploys devices disks "
    "documents domains drivers drives edges employees endpoints engineers entries errors events "
    "executions experiments failures files followers functions gateways gpus groups guilds hits "
    "hosts hours images incidents indexes instances invocations items jobs keys lines links "
    "listeners locations logs lookups machines members memberships messages metrics "
    "microservices minutes models networks nodes objects operations orders outages packages "
    "packets pages paragraphs partitions partners patents payments peers people photos pipelines "
    "players plays pods pops posts predictions processes producers profiles pulls pushes queries "
    "queues racks reads records regions releases replicas replications repositories requests "
    "responses restarts retries revisions riders rows rules samples schemas segments sensors "
    "series servers services sessions shards sites sizes slices slots snapshots songs stages "
    "streams subscribers subscriptions subsystems switches tables tasks teams terminals tests "
    "threads tickets tiles titles tokens topics traces transactions trips tweets updates uploads "
    "users vcpus vehicles versions videos viewers views visitors vms vnodes volumes voters votes "
    "watchers webhooks websites workers workflows workloads writes zones"
)
_PHRASES = (
    "availability zones", "data centers", "data centres", "data points", "points of presence",
    "time series",
)  # fmt: skip


def singular(noun: str) -> str:
    """One of what a plural of the table counts: "queries" -> "query"."""
    if noun in {"people", "series", "time series"}:
        return noun
    if noun == "points of presence":
        return "point of presence"
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("sses", "xes", "ches", "shes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") else noun


# Spelling -> the plural that cross-references show.
NOUNS: dict[str, str] = {
    **{noun: noun for noun in _NOUNS.split()},
    **{phrase: phrase for phrase in _PHRASES},
    "req": "requests", "reqs": "requests", "msg": "messages", "msgs": "messages",
    "op": "operations", "txn": "transactions", "txns": "transactions", "conns": "connections",
    "vcpu": "vcpus", "cpu": "cpus", "gpu": "gpus", "azs": "availability zones",
    "data centers": "datacenters", "data centres": "datacenters", "datacentres": "datacenters",
    "data points": "datapoints", "time series": "series",
}  # fmt: skip
# The singular counts behind 1 and a hyphen only ("1 region", "5-node"): else it
# names something ("Zuul 2 gateway").
SINGULARS: dict[str, str] = {singular(noun): plural for noun, plural in NOUNS.items()}
# What tens and hundreds are said of, without a figure: "10s of thousands", "100s of servers".
MANY = frozenset(NOUNS).union(
    (f"{word}s" for word in SCALE_WORDS if len(word) > 2),
    (word for word in DURATIONS if len(word) > 1),
)
# Words that end the search for what is counted.
_STOPS = (
    "a about after an and are around as at be before between but by during each every for from "
    "had has have if in into is it its no nor not of off on onto or our out over per since so "
    "take takes than that the their then these this those through to took under until was we "
    "were when where which while who will with within without you your"
)
STOP_WORDS = frozenset(_STOPS.split())
# Nouns whose number is a status code, not a count, between 100 and 599.
CODE_NOUNS = frozenset({"errors", "responses"})
# A number behind one of these is a name or an address, whatever follows it.
_NAMING = (
    "answers appendix c c++ chapter class code error exit figure gen generation http https ipv "
    "java layer level linux node.js oauth page phase php port python raid release rev revision rfc "
    "route ruby section severity sqlstate stage status step table tier tls type ubuntu utf v "
    "version web windows"
)
NAMING_WORDS = frozenset(_NAMING.split())
# Product, in lower case -> the whole numbers that are its versions: "PostgreSQL 16 servers" names
# a version, "PostgreSQL 300 servers" counts.
VERSIONED: dict[str, range] = {
    "airflow": range(1, 4), "cassandra": range(2, 6), "centos": range(5, 11),
    "clickhouse": range(18, 30), "cockroachdb": range(19, 30), "debian": range(8, 15),
    "django": range(1, 7), "elasticsearch": range(5, 10), "flink": range(1, 3),
    "hadoop": range(1, 4), "hbase": range(1, 4), "kafka": range(2, 5), "mariadb": range(10, 13),
    "mongodb": range(3, 10), "mysql": range(5, 10), "opensearch": range(1, 4),
    "postgres": range(8, 22), "postgresql": range(8, 22), "rabbitmq": range(3, 5),
    "rails": range(3, 10), "redis": range(4, 10), "rhel": range(6, 12), "spark": range(1, 5),
    "valkey": range(7, 11), "vitess": range(5, 30),
}  # fmt: skip
# Where nothing is counted, a number behind one of these is a patent's.
PATENT_OFFICES = frozenset({"EP", "US", "WO"})
# Whole figures that are names of screens, alone and before what is shown on them.
NAMES = frozenset({"4K", "8K"})
SHOWN = frozenset({"images", "streams", "titles", "videos"})
