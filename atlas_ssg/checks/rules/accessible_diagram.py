"""A page whose diagram has no description.

A screen reader, a search engine and a link preview have nothing but the
description to go by. It also makes the author say what the diagram is for.

What to do: write `description:` in the front matter: one plain sentence, 60 to
200 characters.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, Rule, Subject
from atlas_ssg.model.diagnostic import Severity

LEAST, MOST = 60, 200


def check(subject: Subject) -> Iterator[Finding]:
    """Pages without a description, or with one that is too short or too long."""
    for page in subject.atlas_pages:
        length = len(page.front.description)
        if LEAST <= length <= MOST:
            continue
        place = dict(page.front.places).get("description", page.fences[0].place)
        found = f"a description of {length} characters" if length else "no description"
        yield Finding(
            place, found, f"say in {LEAST} to {MOST} characters what the diagram shows and when"
        )


RULE = Rule("AX001", "diagram-undescribed", Severity.WARNING, check)
