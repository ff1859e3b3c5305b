"""The gates: how each page stands to each question that concerns it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from atlas_ssg.config import Config, GateItemTable, GateTable
from atlas_ssg.indexes.evidence import lacking
from atlas_ssg.model.fact import Fact
from atlas_ssg.model.gate import Answer, GateAnswer
from atlas_ssg.model.page import Page
from atlas_ssg.model.site import Site

_Key = tuple[str, str]  # page path, item id


def gates(site: Site, config: Config) -> dict[str, tuple[GateAnswer, ...]]:
    """Page path -> its answers, for pages with a diagram that belong to a category."""
    pages = [page for page in site.pages.values() if page.fences and page.category]
    facts: dict[str, list[Fact]] = defaultdict(list)
    for fact in site.facts.figures:
        facts[fact.page].append(fact)
    own = {
        (page.path, item.id): _own(page, gate, item, site, facts[page.path])
        for page in pages
        for gate, item in _items(config)
        if _owns(page, item)
    }
    return {
        page.path: tuple(
            own.get((page.path, item.id)) or _inherited(page, gate, item, site, own)
            for gate, item in _items(config)
            if _owns(page, item) or _inherits(page, item, config)
        )
        for page in pages
    }


def _items(config: Config) -> Iterator[tuple[GateTable, GateItemTable]]:
    for gate in config.file.gates:
        for item in gate.items:
            yield gate, item


def _owns(page: Page, item: GateItemTable) -> bool:
    return not item.owners or (page.kind or page.category) in item.owners


def _inherits(page: Page, item: GateItemTable, config: Config) -> bool:
    """A system's page inherits what a sibling kind owns."""
    kinds = {kind.id for kind in config.kinds}
    return page.kind in kinds and bool(kinds & set(item.owners))


def _own(
    page: Page, gate: GateTable, item: GateItemTable, site: Site, facts: list[Fact]
) -> GateAnswer:
    """What the page itself says: an answer, else a link, else "not published", else nothing."""
    why = lacking(page, item, site, facts)
    if not why:
        anchor = next((h.anchor for h in page.headings if _is_heading(h.text, item)), "")
        target = f"{page.permalink}#{anchor}" if anchor else page.permalink
        return GateAnswer(page.path, gate.id, item.id, item.title, Answer.ANSWERED, target)
    linked = dict(page.front.answers).get(item.id)
    if linked:
        return GateAnswer(page.path, gate.id, item.id, item.title, Answer.LINKED, linked)
    if any(entry.what.startswith(f"{item.id}:") for entry in page.front.not_published):
        return GateAnswer(
            page.path, gate.id, item.id, item.title, Answer.NOT_PUBLISHED, page.permalink
        )
    return GateAnswer(page.path, gate.id, item.id, item.title, Answer.MISSING, why=why)


def _is_heading(text: str, item: GateItemTable) -> bool:
    return bool(item.heading) and text.casefold() == item.heading[-1].casefold()


def _inherited(
    page: Page, gate: GateTable, item: GateItemTable, site: Site, own: dict[_Key, GateAnswer]
) -> GateAnswer:
    """The best answer among the siblings that own the question."""
    siblings = [
        own[(other.path, item.id)]
        for other in site.pages.values()
        if other.system == page.system and (other.path, item.id) in own
    ]
    order = (Answer.ANSWERED, Answer.LINKED, Answer.NOT_PUBLISHED)
    best = min(
        (answer for answer in siblings if answer.answer in order),
        key=lambda answer: order.index(answer.answer),
        default=None,
    )
    if best is None:
        owners = " or ".join(f"`{owner}`" for owner in item.owners)
        why = f"no page of this system answers it (owned by {owners})"
        return GateAnswer(page.path, gate.id, item.id, item.title, Answer.MISSING, why=why)
    shown = best.answer if best.answer is Answer.NOT_PUBLISHED else Answer.INHERITED
    return GateAnswer(page.path, gate.id, item.id, item.title, shown, best.target)
