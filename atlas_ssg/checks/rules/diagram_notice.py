"""Something in a diagram that has no effect, or was taken out of the drawing.

Themes, fonts and security settings in `%%{init}%%` directives are not obeyed:
one look and one set of rules hold for the whole site. Elements that may not
stand in a published SVG are dropped.

What to do: remove the directive or the element that the message names.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.places import in_fence
from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.model.diagram import Rendered


def check(subject: PageSubject) -> Iterator[Finding]:
    """Every notice of the renderer."""
    for fence, outcome in subject.drawn:
        if isinstance(outcome, Rendered):
            for notice in outcome.notices:
                place = in_fence(fence, notice.line, notice.column)
                yield Finding(place, notice.message, notice.help)


RULE = PageRule("MM003", "diagram-notice", Severity.WARNING, check, everywhere=True)
