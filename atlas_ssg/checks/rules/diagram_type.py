"""A diagram of a type that Mermaid does not know.

The first word of a diagram names its type. A word that Mermaid does not know
is a spelling mistake, or a type that the pinned version does not have.

What to do: use one of the types that the message offers; on most pages that
is `flowchart LR` or `sequenceDiagram`.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.failures import failures
from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Severity


def check(subject: PageSubject) -> Iterator[Finding]:
    """Diagrams whose first word is no type."""
    return failures(subject, "unknown-type")


RULE = PageRule("MM008", "diagram-type", Severity.ERROR, check, everywhere=True)
