"""A diagram that parses but could not be drawn.

It took too long, is too large, or the browser failed on it. A reader would see
nothing, so it counts as an error.

What to do: split the diagram (one concept each), shorten its labels, or raise
`diagram_timeout` under `[build]` in `atlas.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.failures import failures
from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Severity

_HELP = "split it by concept, shorten its labels, or raise `diagram_timeout` in atlas.toml"


def check(subject: PageSubject) -> Iterator[Finding]:
    """Diagrams that ran out of time or room, or met a browser that failed."""
    return failures(subject, "timeout", "too-large", "browser", help=_HELP)


RULE = PageRule("MM002", "diagram-not-drawn", Severity.ERROR, check, everywhere=True)
