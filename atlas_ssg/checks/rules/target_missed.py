"""A category with fewer diagrams than its target.

Reported only when asked for (`check --extend-select ST003`), since an atlas
grows page by page; `atlas-ssg status` shows the same with the pace.

What to do: write more of the category, or correct its `target` in `atlas.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, SiteRule, SiteSubject
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.model.source import Place


def check(subject: SiteSubject) -> Iterator[Finding]:
    """Counted categories below their target."""
    for category in subject.indexes.categories:
        if category.counted and category.diagrams < category.target:
            yield Finding(
                Place("atlas.toml"),
                f"{category.title}: {category.diagrams} of {category.target} diagrams",
                "write more of them, or correct the target",
            )


RULE = SiteRule("ST003", "target-missed", Severity.WARNING, check, by_default=False)
