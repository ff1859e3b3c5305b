"""A question of a gate of one's own that a page leaves open.

An atlas may declare other gates than the four it comes with: every
`[[gates]]` of `atlas.toml` is asked in the same way.

What to do: write the section that the message names, link the page that
answers (`answers:`), or declare that it is not published (`not_published:`).
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.gates import open_questions
from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Severity

# These have a rule each: GT001 to GT004.
_WITH_RULES = ("three-am", "new-hire", "cfo", "incident")


def check(subject: PageSubject) -> Iterator[Finding]:
    """Open questions of all other gates."""
    return open_questions(subject, (), but=_WITH_RULES)


RULE = PageRule("GT006", "own-gate", Severity.ERROR, check)
