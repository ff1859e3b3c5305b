"""A unit that is spelled so that it means something else, or nothing.

`mS` is millisiemens and `gb` is no unit at all; `msec` and `hrs` do not sort
beside `ms` and `h`.

What to do: use the spelling that the message names; docs/quantities.md lists
them all. `check --fix` does it, except for bytes (`mb`), where only you know
whether bits were meant (`--unsafe-fixes`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.checks.words import search
from atlas_ssg.model.diagnostic import Edit, Severity

_TIME = {
    "mS": "ms", "msec": "ms", "msecs": "ms", "mSec": "ms", "millis": "ms", "usec": "µs",
    "usecs": "µs", "us": "µs", "secs": "s", "sec": "s", "Sec": "s", "mins": "min", "hrs": "h",
    "hr": "h",
}  # fmt: skip
_BYTES = {
    "Gbits/s": "Gb/s", "Mbits/s": "Mb/s", "gb": "GB", "mb": "MB", "kb": "kB", "tb": "TB",
    "pb": "PB",
}  # fmt: skip
_SPELLINGS = {**_TIME, **_BYTES}
_UNIT = re.compile(
    r"(?<![\w.,-])\d[\d.,]*[ \u00a0\u202f]?(?P<unit>"
    + "|".join(sorted(map(re.escape, _SPELLINGS), key=len, reverse=True))
    + r")(?![\w/-])"
)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Units in other spellings than the documented ones, behind a number."""
    for match, place in search(subject, _UNIT):
        unit = match["unit"]
        mended = f"{match[0].removesuffix(unit).rstrip()} {_SPELLINGS[unit]}"
        seen = subject.line(place.line)[place.column - 1 :].startswith(match[0])
        yield Finding(
            place,
            f"`{unit}` in `{match[0]}` is no spelling of a unit",
            f"write `{mended}`",
            len(match[0]),
            Edit(place, len(match[0]), mended, safe=unit in _TIME) if seen else None,
        )


RULE = PageRule("UN001", "unit-spelling", Severity.WARNING, check, fixable=True)
