"""How a page itself stands to the gates' questions that it owns."""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.config import ConfigFile, GateItemTable, GateTable
from atlas_ssg.indexes.evidence import lacking
from atlas_ssg.indexes.vocabulary import Vocabulary
from atlas_ssg.model.diagram import Graph
from atlas_ssg.model.fact import Fact
from atlas_ssg.model.gate import Answer, GateAnswer
from atlas_ssg.model.page import Page


def own_answers(
    page: Page,
    facts: tuple[Fact, ...],
    graphs: tuple[Graph, ...],
    file: ConfigFile,
    vocabulary: Vocabulary,
) -> dict[str, GateAnswer]:
    """Item id -> answer, for a page with a diagram that belongs to a category."""
    if not page.fences or not page.category:
        return {}
    found = {}
    for gate, item in items(file):
        if owns(page, item):
            why = lacking(page, item, facts, graphs, vocabulary)
            found[item.id] = _answer(page, gate, item, why)
    return found


def items(file: ConfigFile) -> Iterator[tuple[GateTable, GateItemTable]]:
    """Every question with its gate."""
    for gate in file.gates:
        for item in gate.items:
            yield gate, item


def owns(page: Page, item: GateItemTable) -> bool:
    """Whether the page's kind or category has to answer the question."""
    return not item.owners or (page.kind or page.category) in item.owners


def _answer(page: Page, gate: GateTable, item: GateItemTable, why: str) -> GateAnswer:
    """What the page says: an answer, else a link, else "not published", else nothing."""
    if not why:
        anchor = next((h.anchor for h in page.headings if _is_heading(h.text, item)), "")
        target = f"{page.permalink}#{anchor}" if anchor else page.permalink
        return GateAnswer(page.path, gate.id, item.id, item.title, Answer.ANSWERED, target)
    linked = dict(page.front.answers).get(item.id)
    if linked:
        return GateAnswer(page.path, gate.id, item.id, item.title, Answer.LINKED, linked)
    if any(entry.what.startswith(f"{item.id}:") for entry in page.front.not_published):
        unpublished = Answer.NOT_PUBLISHED
        return GateAnswer(page.path, gate.id, item.id, item.title, unpublished, page.permalink)
    return GateAnswer(page.path, gate.id, item.id, item.title, Answer.MISSING, why=why)


def _is_heading(text: str, item: GateItemTable) -> bool:
    return bool(item.heading) and text.casefold() == item.heading[-1].casefold()
