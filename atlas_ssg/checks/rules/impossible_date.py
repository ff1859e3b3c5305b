"""A date that no calendar has, or an incident that ended before it began.

`2026-02-30` looks like a date and is none; everything that counts from it goes
wrong without a word.

What to do: correct the day; times of incidents are in UTC.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Severity


def check(subject: PageSubject) -> Iterator[Finding]:
    """Dates of the front matter that do not exist or are the wrong way round."""
    front = subject.page.front
    incident = front.incident
    dates = [("updated", front.updated)]
    dates += [(f"not_published.{n}.on", entry.on) for n, entry in enumerate(front.not_published)]
    if incident:
        dates += [("incident.began", incident.began), ("incident.ended", incident.ended)]
    for key, text in dates:
        if not _exists(text):
            message = f"{text[:10]} is no day of the calendar"
            yield Finding(subject.place(key), message, "correct it: YYYY-MM-DD", len(text))
    if incident and incident.began and incident.ended:
        length = min(len(incident.began), len(incident.ended))
        if incident.ended[:length] < incident.began[:length]:
            yield Finding(
                subject.place("incident.ended"),
                f"the incident ended ({incident.ended}) before it began ({incident.began})",
                "correct one of the two; both are in UTC",
                len(incident.ended),
            )


def _exists(text: str) -> bool:
    if len(text) < len("2026-01-01"):
        return True  # a year or a month alone, or nothing: the front matter's own check
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True


RULE = PageRule("FM003", "impossible-date", Severity.ERROR, check)
