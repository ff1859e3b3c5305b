"""A diagram that Mermaid's own parser refuses.

Mermaid's parser is the judge, so what is found here would fail on any site.
The place is the line and column of the Markdown file; the message says what
was found and what the parser would have taken.

What to do: put labels in double quotes (`A["Zuul (edge)"]`), close every
bracket and every `subgraph` with `end`, and keep `end` out of unquoted labels.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.failures import failures
from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Severity


def check(subject: PageSubject) -> Iterator[Finding]:
    """Diagrams with a syntax error."""
    return failures(subject, "syntax")


RULE = PageRule("MM001", "mermaid-syntax", Severity.ERROR, check, everywhere=True)
