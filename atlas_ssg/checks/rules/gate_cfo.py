"""A cost page that leaves money questions open.

What does it cost, what did optimising return, what does a user or request cost,
what is committed, what will growth cost?

What to do: write the section that the message names, link the page that
answers (`answers:`), or declare that it is not published (`not_published:`).
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.gates import open_questions
from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Severity


def check(subject: PageSubject) -> Iterator[Finding]:
    """Questions of the cfo gate that the page owns and leaves open."""
    return open_questions(subject, {"cfo"})


RULE = PageRule("GT003", "cfo-gate", Severity.ERROR, check)
