"""An `n/p` in a diagram without an entry that says where one looked.

`n/p` tells the reader to stop searching. That is only fair when the page says
what was looked for, where, and when.

What to do: add an entry to `not_published:` in the front matter with `what`,
`looked_in` and `on`.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, Rule, Subject
from atlas_ssg.model.diagnostic import Severity


def check(subject: Subject) -> Iterator[Finding]:
    """Pages with `n/p` labels and no `not_published:` entry at all."""
    for page in subject.atlas_pages:
        if page.front.not_published:
            continue
        labels = [
            absence
            for absence in subject.site.facts.absences
            if absence.page == page.path and absence.in_diagram
        ]
        for absence in labels[:1]:
            yield Finding(
                absence.place,
                f"n/p for “{absence.what}”, but `not_published:` does not say where one looked",
                "add `not_published: [{what: …, looked_in: …, on: YYYY-MM-DD}]`",
                3,
            )


RULE = Rule("SR010", "unpublished-unexplained", Severity.ERROR, check)
