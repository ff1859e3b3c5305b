"""A word that sounds like a figure and is none.

"High performance", "massive scale" and "blazing fast" help nobody decide
anything.

What to do: say how much, with a source; or leave it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, Rule, Subject
from atlas_ssg.checks.words import search
from atlas_ssg.model.diagnostic import Severity

_VAGUE = re.compile(
    r"\b(?:high[- ]performance|highly[- ]scalable|massive(?:ly)? (?:scal\w+|parallel)|"
    r"blazing(?:ly)?[- ]fast|lightning[- ]fast|ultra[- ]low latency|world[- ]class|"
    r"state[- ]of[- ]the[- ]art|cutting[- ]edge|enterprise[- ]grade|battle[- ]tested|"
    r"robust|seamless(?:ly)?|"
    r"next[- ]gen(?:eration)?|best[- ]in[- ]class|industry[- ]leading|virtually unlimited)\b",
    re.IGNORECASE,
)


def check(subject: Subject) -> Iterator[Finding]:
    """Vague words in text and labels."""
    for _, match, place in search(subject, _VAGUE):
        yield Finding(
            place,
            f"“{match[0]}” says nothing that can be checked",
            "say how much, with its source, or leave it out",
            len(match[0]),
        )


RULE = Rule("WD002", "vague-word", Severity.WARNING, check)
