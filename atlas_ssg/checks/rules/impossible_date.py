"""An incident that ended before it began.

Its length is counted from these two, and goes wrong without a word.

What to do: correct the day; times of incidents are in UTC.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Severity


def check(subject: PageSubject) -> Iterator[Finding]:
    """Dates of an incident that are the wrong way round."""
    incident = subject.page.front.incident
    if incident and incident.began and incident.ended:
        length = min(len(incident.began), len(incident.ended))
        if incident.ended[:length] < incident.began[:length]:
            yield Finding(
                subject.place("incident.ended"),
                f"the incident ended ({incident.ended}) before it began ({incident.began})",
                "correct one of the two; both are in UTC",
                len(incident.ended),
            )


RULE = PageRule("FM003", "impossible-date", Severity.ERROR, check)
