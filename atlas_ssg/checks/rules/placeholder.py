"""A placeholder that was left in.

"TODO", "lorem ipsum", "Service A" and "example.com" mean that somebody meant to
come back. Readers at 3 AM cannot wait for that.

What to do: put the real thing there, or take it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, Rule, Subject
from atlas_ssg.checks.words import search
from atlas_ssg.model.diagnostic import Severity

_PLACEHOLDER = re.compile(
    r"\b(?:TODO|FIXME|TBD|XXX|lorem ipsum|(?:Service|Database|Server|Component|Node|System) "
    r"[A-C](?![\w-])|(?:www\.)?example\.(?:com|org|net)|your-[a-z-]+-here)\b",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Placeholders in text and labels."""
    for _, match, place in search(subject, _PLACEHOLDER):
        yield Finding(
            place,
            f"`{match[0]}` is a placeholder",
            "write the real name or figure, or take it out",
            len(match[0]),
        )


RULE = Rule("WD001", "placeholder", Severity.ERROR, check)
