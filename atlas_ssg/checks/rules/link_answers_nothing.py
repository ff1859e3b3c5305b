"""An `answers:` link to a page that does not answer.

A linked answer counts as an answer, so it must lead to a page (and a heading)
of this site that exists and itself answers the question.

What to do: correct the address, or answer on the page itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, Rule, Subject
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.model.gate import Answer
from atlas_ssg.model.page import Page
from atlas_ssg.schema import did_you_mean


def check(subject: Subject) -> Iterator[Finding]:
    """Links under `answers:` that lead nowhere, or to a page that leaves the question open."""
    by_permalink = {page.permalink: page for page in subject.site.pages.values()}
    items = [item.id for gate in subject.config.file.gates for item in gate.items]
    for page in subject.atlas_pages:
        places = dict(page.front.places)
        for item, target in page.front.answers:
            why = (
                _fault(item, target, by_permalink, subject)
                if item in items
                else f"`{item}` is no question of a gate: {did_you_mean(item, items)}"
            )
            if why:
                place = places.get(f"answers.{item}", page.fences[0].place)
                yield Finding(place, why, "correct the address, or answer it here", len(item))


def _fault(item: str, target: str, pages: dict[str, Page], subject: Subject) -> str:
    permalink, _, fragment = target.partition("#")
    page = pages.get(permalink)
    if page is None:
        return f"`{item}` links to {permalink}, which is no page of this site"
    if fragment and fragment not in {heading.anchor for heading in page.headings}:
        return f"`{item}` links to #{fragment}, which {permalink} does not have"
    answers = {a.item: a.answer for a in subject.indexes.gates.get(page.path, ())}
    if answers.get(item) is not Answer.ANSWERED:
        return f"`{item}` links to {permalink}, which does not answer it"
    return ""


RULE = Rule("GT005", "link-answers-nothing", Severity.ERROR, check)
