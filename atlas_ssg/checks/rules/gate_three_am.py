"""A page that does not help at 3 AM.

The on-call engineer has an error string and needs: the exact messages, the logs,
the metrics and their thresholds, the steps, the way back.

What to do: write the section that the message names, link the page that
answers (`answers:`), or declare that it is not published (`not_published:`).
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.gates import open_questions
from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Severity


def check(subject: PageSubject) -> Iterator[Finding]:
    """Questions of the three-am gate that the page owns and leaves open."""
    return open_questions(subject, {"three-am"})


RULE = PageRule("GT001", "three-am-gate", Severity.ERROR, check)
