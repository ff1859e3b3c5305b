"""A cost page that leaves money questions open.

What does it cost, what did optimising return, what does a user or request cost,
what is committed, what will growth cost?

What to do: write the section that the message names, link the page that
answers (`answers:`), or declare that it is not published (`not_published:`).
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.gates import missing
from atlas_ssg.checks.rule import Finding, Rule, Subject
from atlas_ssg.model.diagnostic import Severity


def check(subject: Subject) -> Iterator[Finding]:
    """Questions of the cfo gate that their owners leave open."""
    return missing(subject, "cfo")


RULE = Rule("GT003", "cfo-gate", Severity.ERROR, check)
