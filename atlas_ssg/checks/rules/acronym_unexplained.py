"""An acronym that the glossary does not know.

A new colleague reads `RTO` and guesses. What stands in `glossary.yaml` is
explained to readers wherever it occurs.

What to do: add a line `RTO: Recovery Time Objective` to
`content/glossary.yaml`, or write the words out.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.gates import first_use, named, with_evidence
from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Severity

_PLACEHOLDERS = {"TODO", "FIXME", "TBD", "XXX"}  # WD001 has more to say of them


def check(subject: PageSubject) -> Iterator[Finding]:
    """Acronyms of the page that nothing explains, each where it first stands."""
    for answer in with_evidence(subject, "acronyms"):
        for name in [name for name in named(answer) if name not in _PLACEHOLDERS]:
            yield Finding(
                first_use(subject, name),
                f"`{name}` is not in the glossary",
                f"add `{name}: …` to content/glossary.yaml, or write it out",
                len(name),
            )


RULE = PageRule("NH001", "acronym-unexplained", Severity.ERROR, check)
