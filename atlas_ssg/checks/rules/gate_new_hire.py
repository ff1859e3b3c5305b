"""A page that a new colleague could not follow.

No unexplained acronyms, versions for technologies, arrows that point, nothing
unconnected, and at least one figure of scale in the diagram.

What to do: write the section that the message names, link the page that
answers (`answers:`), or declare that it is not published (`not_published:`).
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.gates import missing
from atlas_ssg.checks.rule import Finding, Rule, Subject
from atlas_ssg.model.diagnostic import Severity


def check(subject: Subject) -> Iterator[Finding]:
    """Questions of the new-hire gate that their owners leave open."""
    return missing(subject, "new-hire")


RULE = Rule("GT002", "new-hire-gate", Severity.ERROR, check)
