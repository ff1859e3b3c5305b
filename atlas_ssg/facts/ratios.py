"""Ratios and multiples: "10x", "3× faster", "20 times", "160-fold", "10:1"."""

from __future__ import annotations

import re

from atlas_ssg.facts.numbers import BLANK, TO_ONE, Number
from atlas_ssg.facts.per import per_period

# "12 × i3.8xlarge", "8 × A100", "2 x 10 Gbps" and "60 times 5 MB/s" multiply and say no ratio; a
# year may follow, "2.2 times 2021". "5xx" and "x86" are words.
_SIGN = re.compile(
    rf"(?:{BLANK}?×|[xX]|{BLANK}x(?={BLANK}(?:as|the|more|less|[a-z]{{2,7}}er){BLANK}?))(?![\w:])"
    rf"(?!{BLANK}{{0,2}}(?:[0-9]|[A-Z]{{1,4}}[0-9]{{2}}|[a-z][a-z0-9-]{{0,9}}\.\w))"
)
_WORD = re.compile(
    rf"(?P<times>{BLANK}(?i:times)(?!\w)(?!{BLANK}(?!(?:19|20)[0-9]{{2}}(?!\w))[0-9\u0001]))"
    rf"|(?:{BLANK}|-)?(?i:fold)(?!\w)"
)
# Before so many times, in the same clause, these say how often a thing is done.
_DONE = re.compile(
    r"\b(?:retr(?:y|ies|ied)|tr(?:y|ies|ied)|repeat(?:s|ed)?|attempt(?:s|ed)?)\b[^.;:]*$",
    re.IGNORECASE,
)
_BEFORE = 60  # characters in which they may stand
_MOST_CAPITAL = 1_000  # "9684X" is a processor


def ratio_end(number: Number) -> int:
    """Where a ratio of this number ends; 0 where it is none."""
    if number.currency:
        return 0
    match = _SIGN.match(number.text, number.end) or _WORD.match(number.text, number.end)
    if match is not None:
        model = match[0] == "X" and number.low >= _MOST_CAPITAL
        return 0 if model else match.end()
    to_one = TO_ONE.match(number.text, number.end) if number.low > 1 else None
    return to_one.end() if to_one else 0


def how_often_end(number: Number) -> int:
    """Where "retried 3 times" ends, which counts what is done; 0 where nothing says so."""
    match = _WORD.match(number.text, number.end)
    if match is None or match["times"] is None or per_period(number.text, match.end()):
        return 0
    before = number.text[max(0, number.start - _BEFORE) : number.start]
    return match.end() if _DONE.search(before) else 0
