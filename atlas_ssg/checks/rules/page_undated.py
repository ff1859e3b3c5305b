"""A page that does not say when it was last read against its sources.

Readers judge a figure by its age, and the rules on old figures and stale
sources count from `updated`.

What to do: write `updated: YYYY-MM-DD` in the front matter: the day on which
the page was last compared with its sources.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.model.source import Place


def check(subject: PageSubject) -> Iterator[Finding]:
    """Pages with a diagram and no `updated`."""
    page = subject.page
    if page.fences and not page.front.updated:
        yield Finding(
            Place(page.shown),
            "the page has no `updated:`",
            "write the day on which it was last compared with its sources: YYYY-MM-DD",
        )


RULE = PageRule("FM002", "page-undated", Severity.ERROR, check)
