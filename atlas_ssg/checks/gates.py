"""The gates' open questions as findings, one rule a gate."""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, Subject
from atlas_ssg.config import GateItemTable
from atlas_ssg.model.gate import Answer
from atlas_ssg.model.page import Page


def missing(subject: Subject, gate: str) -> Iterator[Finding]:
    """The questions of `gate` that pages leave open, at the pages that own them."""
    items = {i.id: i for g in subject.config.file.gates if g.id == gate for i in g.items}
    for page in subject.atlas_pages:
        for answer in subject.indexes.gates.get(page.path, ()):
            item = items.get(answer.item)
            if item and answer.answer is Answer.MISSING and _owns(page, item):
                place = page.fences[0].place
                heading = next((h for h in page.headings if _is(h.text, item)), None)
                yield Finding(
                    heading.place if heading else place,
                    f"{answer.title} {_sentence(answer.why)}",
                    _help(item),
                )


def _owns(page: Page, item: GateItemTable) -> bool:
    """An inherited question is reported once, at its owner."""
    return not item.owners or (page.kind or page.category) in item.owners


def _is(text: str, item: GateItemTable) -> bool:
    return bool(item.heading) and text.casefold() == item.heading[-1].casefold()


def _sentence(why: str) -> str:
    return why[:1].upper() + why[1:] + "." if why else "Nothing answers it."


def _help(item: GateItemTable) -> str:
    if not item.heading:
        return ""
    heading = "` › `".join("#" * (2 + depth) + " " + h for depth, h in enumerate(item.heading))
    return (
        f"answer it below `{heading}`, link the page that does (`answers: "
        f"{{{item.id}: /page/#heading}}`), or say that it is not published "
        f'(`not_published:` with `what: "{item.id}: …"`)'
    )
