"""A page with no diagram, or with more than one.

One concept a diagram, one diagram a page: that is how readers find it, how it
is counted, and how it is linked to. Overviews (`index.md`) may go without.

What to do: draw one, or split the page by concept and link the parts.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Severity


def check(subject: PageSubject) -> Iterator[Finding]:
    """Pages of the atlas that do not hold exactly one diagram."""
    fences = subject.page.fences
    if len(fences) > 1:
        message = f"the page has {len(fences)} diagrams; this is the second"
        yield Finding(fences[1].place, message, "split the page by concept and link the parts")
    elif not fences and not subject.page.is_index:
        yield Finding(
            subject.start,
            "the page has no diagram",
            "draw what it says in a ```mermaid fence, or move it out of this category",
        )


RULE = PageRule("ST004", "one-diagram", Severity.WARNING, check)
