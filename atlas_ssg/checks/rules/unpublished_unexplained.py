"""Something that is said to be unpublished, without a word on where one looked.

`n/p` tells the reader to stop searching. That is only fair when the page says
what was looked for, where, and when.

What to do: add an entry to `not_published:` in the front matter with `what`,
`looked_in` and `on`.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Severity


def check(subject: PageSubject) -> Iterator[Finding]:
    """Pages with `n/p` labels and no entry at all; entries that leave something out."""
    entries = subject.page.front.not_published
    labels = [absence for absence in subject.absences if absence.in_diagram]
    if labels and not entries:
        first = labels[0]
        yield Finding(
            first.place,
            f"n/p for “{first.what}”, but `not_published:` does not say where one looked",
            "add `not_published: [{what: …, looked_in: …, on: YYYY-MM-DD}]`",
            3,
        )
    for entry in entries:
        given = (("looked_in", entry.looked_in), ("on", entry.on))
        lacks = [key for key, value in given if not value.strip()]
        if lacks:
            yield Finding(
                entry.place,
                f"this entry of `not_published:` has no {' and no '.join(f'`{k}`' for k in lacks)}",
                "say where one looked, and when: `looked_in: …, on: YYYY-MM-DD`",
            )


RULE = PageRule("SR010", "unpublished-unexplained", Severity.ERROR, check)
