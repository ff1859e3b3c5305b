"""A diagram without a rate, a size or a count.

Without one a new colleague cannot tell a system of ten requests a second from
one of ten million.

What to do: put at least one published figure on a node or an edge, with its
source: `Zuul 2<br/>over 1M req/s [@key]`.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.gates import with_evidence
from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Severity


def check(subject: PageSubject) -> Iterator[Finding]:
    """Pages whose diagram holds no figure of scale."""
    for _ in with_evidence(subject, "scale"):
        yield Finding(
            subject.start,
            "no rate, size or count in the diagram",
            "put a published figure on a node or an edge: `over 1M req/s [@key]`",
            len(subject.line(subject.start.line)) - subject.start.column + 1,
        )


RULE = PageRule("NH003", "scale-missing", Severity.ERROR, check)
