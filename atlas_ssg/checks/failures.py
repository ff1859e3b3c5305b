"""Diagrams that failed, as findings at the author's own line and column."""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.places import in_fence
from atlas_ssg.checks.rule import Finding, Subject
from atlas_ssg.model.diagram import Failed

_SHOWN = 6  # alternatives that are worth listing


def failures(subject: Subject, reasons: set[str]) -> Iterator[Finding]:
    """A finding for each diagram that failed for one of `reasons`."""
    for page in subject.site.pages.values():
        for fence in page.fences:
            outcome = subject.site.diagrams.get((page.path, fence.ordinal))
            if isinstance(outcome, Failed) and outcome.reason in reasons:
                place = in_fence(fence, outcome.line, outcome.column)
                yield Finding(place, _message(outcome), outcome.help, outcome.length)


def _message(failed: Failed) -> str:
    expected = list(failed.expected[:_SHOWN])
    if not expected or failed.message.find("expected") >= 0:
        return failed.message
    more = f" or {len(failed.expected) - _SHOWN} others" if len(failed.expected) > _SHOWN else ""
    return f"{failed.message}; expected {', '.join(expected)}{more}"
