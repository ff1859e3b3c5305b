"""A unit that is spelled so that it means something else, or nothing.

`mS` is millisiemens, `Kb` and `KB` differ by eight, and `10ms` and `10 msec`
do not sort beside `10 ms`.

What to do: use the spelling that the message names; docs/quantities.md lists
them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, Rule, Subject
from atlas_ssg.checks.words import search
from atlas_ssg.model.diagnostic import Edit, Severity

_SPELLINGS = {
    "mS": "ms", "msec": "ms", "msecs": "ms", "mSec": "ms", "millis": "ms", "usec": "µs",
    "usecs": "µs", "us": "µs", "secs": "s", "sec": "s", "Sec": "s", "mins": "min", "hrs": "h",
    "hr": "h", "Gbits/s": "Gb/s", "Mbits/s": "Mb/s", "gb": "GB", "mb": "MB", "kb": "kB",
    "tb": "TB", "pb": "PB",
}  # fmt: skip
_UNIT = re.compile(
    r"(?<![\w.])\d[\d.,]*\s?(?P<unit>"
    + "|".join(sorted(map(re.escape, _SPELLINGS), key=len, reverse=True))
    + r")(?![\w/])"
)


def check(subject: Subject) -> Iterator[Finding]:
    """Units in other spellings than the documented ones, behind a number."""
    for _, match, place in search(subject, _UNIT):
        unit = match["unit"]
        mended = f"{match[0].removesuffix(unit).rstrip()} {_SPELLINGS[unit]}"
        yield Finding(
            place,
            f"the unit `{unit}` in `{match[0]}`",
            f"write `{mended}`",
            len(match[0]),
            Edit(place, len(match[0]), mended),
        )


RULE = Rule("UN001", "unit-spelling", Severity.WARNING, check, fixable=True)
