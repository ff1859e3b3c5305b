"""A page that a new colleague could not follow.

The questions of this gate that no rule of its own looks at. Acronyms, versions and
scale have NH001 to NH003, arrows MM005, unconnected nodes MM006.

What to do: write the section that the message names, link the page that
answers (`answers:`), or declare that it is not published (`not_published:`).
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.gates import open_questions
from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Severity


def check(subject: PageSubject) -> Iterator[Finding]:
    """Questions of the new-hire gate that the page owns and leaves open."""
    return open_questions(subject, {"new-hire"})


RULE = PageRule("GT002", "new-hire-gate", Severity.ERROR, check)
