"""An `answers:` link to a page that does not answer.

A linked answer counts as an answer, so it must lead to a page (and a heading)
of this site that exists and itself answers the question.

What to do: correct the address, or answer on the page itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.addresses import meant
from atlas_ssg.checks.rule import Finding, SiteRule, SiteSubject
from atlas_ssg.config import GateItemTable
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.model.gate import Answer
from atlas_ssg.model.page import Page
from atlas_ssg.model.source import Place
from atlas_ssg.schema import did_you_mean

_HELP = "correct the address, or answer it on this page"


def check(subject: SiteSubject) -> Iterator[Finding]:
    """Links under `answers:` that lead nowhere, or to a page that leaves the question open."""
    pages = {page.permalink: page for page in subject.site.pages.values()}
    items = {item.id: item for gate in subject.config.file.gates for item in gate.items}
    for page in subject.site.pages.values():
        for name, target in page.front.answers:
            place = dict(page.front.places).get(f"answers.{name}", Place(page.shown))
            if name not in items:
                message = f"`{name}` is no question of a gate"
                yield Finding(place, message, did_you_mean(name, list(items)), len(target))
            elif fault := _fault(items[name], target, pages, subject):
                yield Finding(place, fault[0], fault[1] or _HELP, len(target))


def _fault(
    item: GateItemTable, target: str, pages: dict[str, Page], subject: SiteSubject
) -> tuple[str, str] | None:
    """What is wrong with the link, and what to do where that is known."""
    address, _, fragment = target.partition("#")
    page = pages.get(address) or pages.get(address + "/")
    if page is None:
        close = meant(address, pages)
        offer = f"did you mean {close}?" if close else ""
        return f"`{item.id}` is said to be answered at {address}, which is no page here", offer
    anchors = [heading.anchor for heading in page.headings]
    if fragment and fragment not in anchors:
        return f"{address} has no heading `#{fragment}`", did_you_mean(fragment, anchors)
    return _answers(item, page, subject)


def _answers(item: GateItemTable, page: Page, subject: SiteSubject) -> tuple[str, str] | None:
    answers = {answer.item: answer for answer in subject.indexes.gates.get(page.path, ())}
    found = answers.get(item.id)
    if found is None:
        # The page does not own the question: its heading must do.
        wanted = item.heading[-1].casefold() if item.heading else ""
        if wanted and any(heading.text.casefold() == wanted for heading in page.headings):
            return None
    elif found.answer is Answer.ANSWERED:
        return None
    elif found.answer is Answer.NOT_PUBLISHED:
        return f"{page.permalink} only says that `{item.id}` is not published", ""
    elif found.target:
        return f"{page.permalink} only links to the answer", f"link to {found.target} itself"
    return f"{page.permalink} does not answer `{item.id}`", ""


RULE = SiteRule("GT005", "link-answers-nothing", Severity.ERROR, check)
