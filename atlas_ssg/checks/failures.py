"""Diagrams that failed, as findings at the author's own line and column."""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.places import in_fence
from atlas_ssg.checks.rule import Finding, PageSubject
from atlas_ssg.model.diagram import Failed

_SHOWN = 4  # alternatives that are worth listing
_TOO_MANY = 8  # alternatives that say nothing any more, where there is advice


def failures(subject: PageSubject, *reasons: str, help: str = "") -> Iterator[Finding]:
    """A finding for each diagram that failed for one of `reasons`; `help` where it gives none."""
    for fence, outcome in subject.drawn:
        if isinstance(outcome, Failed) and outcome.reason in reasons:
            place = in_fence(fence, outcome.line, outcome.column)
            yield Finding(place, _message(outcome), outcome.help or help, outcome.length)


def _message(failed: Failed) -> str:
    expected = list(failed.expected[:_SHOWN])
    advised = failed.help and len(failed.expected) > _TOO_MANY
    if not expected or advised or "expected" in failed.message:
        return failed.message
    more = f" or {len(failed.expected) - _SHOWN} others" if len(failed.expected) > _SHOWN else ""
    return f"{failed.message}; expected {', '.join(expected)}{more}"
