"""A word that sounds like a figure and is none.

"High performance", "massive scale" and "blazing fast" help nobody decide
anything.

What to do: say how much, with a source; or leave it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.checks.words import search
from atlas_ssg.model.diagnostic import Severity

_VAGUE = re.compile(
    r"\b(?:high(?:ly)?[-\s](?:performan(?:ce|t)|scalable|efficient)|"
    r"massive(?:ly)?\s(?:scal\w+|parallel)|"
    r"(?:blazing(?:ly)?|lightning|super|ultra)[-\s]fast|ultra[-\s]low\slatency|world[-\s]class|"
    r"state[-\s]of[-\s]the[-\s]art|cutting[-\s]edge|enterprise[-\s]grade|battle[-\s]tested|"
    r"robust|seamless(?:ly)?|rock[-\s]solid|bullet[-\s]?proof|"
    r"next[-\s]gen(?:eration)?|best[-\s]in[-\s]class|industry[-\s]leading|"
    r"(?:virtually|nearly|infinitely)\s(?:unlimited|scalable)|web[-\s]scale)\b",
    re.IGNORECASE,
)
# One of these is in every vague word; most pages hold none, and are not searched.
_PARTS = (
    "performan", "scal", "efficient", "parallel", "fast", "ultra", "world", "the art", "the-art",
    "edge", "grade", "tested", "robust", "seamless", "solid", "proof", "gen", "class", "leading",
    "unlimited",
)  # fmt: skip


def check(subject: PageSubject) -> Iterator[Finding]:
    """Vague words in title, text and labels."""
    text = subject.text.lower()
    if not any(part in text for part in _PARTS):
        return
    for match, place in search(subject, _VAGUE):
        shown = " ".join(match[0].split())
        yield Finding(
            place,
            f"“{shown}” says nothing that can be checked",
            "say how much, with its source, or leave it out",
            len(match[0].split("\n")[0]),
        )


RULE = PageRule("WD002", "vague-word", Severity.WARNING, check)
