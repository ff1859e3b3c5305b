"""The gates: how each page stands to each question that concerns it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import partial

from atlas_ssg.cache import Memo
from atlas_ssg.config import ConfigFile, GateItemTable, GateTable
from atlas_ssg.indexes.answers import items, owns
from atlas_ssg.indexes.share import Share
from atlas_ssg.model.gate import Answer, GateAnswer
from atlas_ssg.model.page import Page

_KIND = "index-gates"
Answers = dict[str, tuple[GateAnswer, ...]]  # page path -> its answers


def gates(shares: Sequence[Share], file: ConfigFile, memo: Memo) -> Answers:
    """Page path -> its answers, for pages with a diagram that belong to a category.

    Only pages of one system inherit from each other, so a system's answers
    are made together, and again only when one of its pages changes.
    """
    systems: dict[str, list[Share]] = defaultdict(list)
    asked = [share for share in shares if share.page.fences and share.page.category]
    for share in asked:
        # A page of no system inherits nothing: it is a group of its own.
        systems[share.page.system or share.page.path].append(share)
    found: Answers = {}
    for system, members in systems.items():
        inputs = (tuple(members), file)
        found |= memo(_KIND, system, inputs, partial(_of_system, members, file))
    memo.keep(_KIND, set(systems))
    return {share.page.path: found[share.page.path] for share in asked}


def _of_system(members: Sequence[Share], file: ConfigFile) -> Answers:
    kinds = frozenset(kind.id for kind in file.kinds)
    return {
        share.page.path: tuple(
            share.answers.get(item.id) or _inherited(share.page, gate, item, members)
            for gate, item in items(file)
            if owns(share.page, item) or _inherits(share.page, item, kinds)
        )
        for share in members
    }


def _inherits(page: Page, item: GateItemTable, kinds: frozenset[str]) -> bool:
    """A system's page inherits what a sibling kind owns."""
    return bool(page.system) and page.kind in kinds and not kinds.isdisjoint(item.owners)


def _inherited(
    page: Page, gate: GateTable, item: GateItemTable, members: Sequence[Share]
) -> GateAnswer:
    """The best answer among the siblings that own the question."""
    order = (Answer.ANSWERED, Answer.LINKED, Answer.NOT_PUBLISHED)
    answers = (share.answers.get(item.id) for share in members)
    best = min(
        (answer for answer in answers if answer is not None and answer.answer in order),
        key=lambda answer: order.index(answer.answer),
        default=None,
    )
    if best is None:
        owners = " or ".join(f"`{owner}`" for owner in item.owners)
        why = f"no page of this system answers it (owned by {owners})"
        return GateAnswer(page.path, gate.id, item.id, item.title, Answer.MISSING, why=why)
    shown = best.answer if best.answer is Answer.NOT_PUBLISHED else Answer.INHERITED
    return GateAnswer(page.path, gate.id, item.id, item.title, shown, best.target)
