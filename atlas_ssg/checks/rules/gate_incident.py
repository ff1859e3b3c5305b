"""A page that leaves an incident's questions open.

How does it fail, how far does that spread, how long does it last, what is lost,
how is a change taken back?

What to do: write the section that the message names, link the page that
answers (`answers:`), or declare that it is not published (`not_published:`).
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.gates import open_questions
from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Severity


def check(subject: PageSubject) -> Iterator[Finding]:
    """Questions of the incident gate that the page owns and leaves open."""
    return open_questions(subject, {"incident"})


RULE = PageRule("GT004", "incident-gate", Severity.ERROR, check)
