"""Something that may not stand in a diagram.

Callbacks (`click … call`), images from elsewhere, links with odd schemes and
control characters would make a picture do things. They are refused before any
browser sees them.

What to do: take out what the message names. A plain `click NODE "https://…"`
and text links below the diagram are fine.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.failures import failures
from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Severity


def check(subject: PageSubject) -> Iterator[Finding]:
    """Diagrams that were refused for what they hold."""
    return failures(subject, "refused")


RULE = PageRule("MM009", "diagram-refused", Severity.ERROR, check, everywhere=True)
