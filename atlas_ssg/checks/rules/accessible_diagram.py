"""A page whose diagram has no description.

A screen reader, a search engine and a link preview have nothing but the
description to go by. It also makes the author say what the diagram is for.

What to do: write `description:` in the front matter: one plain sentence, 60 to
200 characters.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Severity

LEAST, MOST = 60, 200


def check(subject: PageSubject) -> Iterator[Finding]:
    """Pages without a description, or with one that is too short or too long."""
    text = subject.page.front.description
    if not subject.page.fences or LEAST <= len(text) <= MOST:
        return
    yield Finding(
        subject.place("description"),
        f"the description has {len(text)} characters" if text else "the page has no description",
        f"say in {LEAST} to {MOST} characters what the diagram shows and when it helps",
        max(1, len(text)),
    )


RULE = PageRule("AX001", "diagram-undescribed", Severity.WARNING, check)
