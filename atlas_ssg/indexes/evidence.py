"""Evidence: what must stand in a section (or diagram) for a gate's question to be answered.

Each word of `evidence` in `atlas.toml` is a function here; it returns what is
lacking, or an empty string.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from atlas_ssg.config import Evidence, GateItemTable
from atlas_ssg.indexes.acronyms import unexplained
from atlas_ssg.indexes.versions import unversioned
from atlas_ssg.indexes.vocabulary import Vocabulary
from atlas_ssg.model.diagram import Graph, connected
from atlas_ssg.model.fact import Fact, QuantityKind
from atlas_ssg.model.page import Page, Passage, PassageKind

_STEPS = 3  # a runbook has at least three steps (content format, "The four gates")
_NONE = re.compile(r"\b(none|no data|nothing was lost|not lost|without (data )?loss)\b", re.I)


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under an item's heading: passages and the facts in them."""

    page: Page
    vocabulary: Vocabulary
    passages: tuple[Passage, ...]
    facts: tuple[Fact, ...]
    graphs: tuple[Graph, ...]
    page_facts: tuple[Fact, ...]

    def has(self, *kinds: QuantityKind) -> bool:
        """Whether a figure of one of `kinds` stands here."""
        return any(fact.quantity.kind in kinds for fact in self.facts)


def lacking(
    page: Page,
    item: GateItemTable,
    facts: tuple[Fact, ...],
    graphs: tuple[Graph, ...],
    vocabulary: Vocabulary,
) -> str:
    """What `page` lacks to answer `item`; empty when it answers."""
    passages = tuple(p for p in page.passages if _under(p, item.heading))
    if item.heading and not passages:
        return "no section " + " › ".join(f"“{part}”" for part in item.heading)
    anchors = {passage.anchor for passage in passages}
    here = tuple(f for f in facts if not f.in_diagram and f.anchor in anchors)
    section = Section(page, vocabulary, passages, here, graphs, facts)
    return next((why for word in item.evidence if (why := _EVIDENCE[word](section))), "")


def _under(passage: Passage, heading: tuple[str, ...]) -> bool:
    trail = [part.casefold() for part in passage.trail]
    return bool(heading) and all(part.casefold() in trail for part in heading)


def _unless(holds: bool, why: str) -> str:
    return "" if holds else why


def _code(section: Section) -> str:
    found = any(p.codes or p.kind is PassageKind.CODE for p in section.passages)
    return _unless(found, "nothing in `code`: write the exact string or command")


def _ordered(section: Section, least: int = 1) -> str:
    steps = sum(p.kind is PassageKind.ITEM and p.number > 0 for p in section.passages)
    if steps >= least:
        return ""
    return "no numbered list of steps" if not steps else f"{steps} numbered steps, not {least}"


def _steps(section: Section) -> str:
    return _ordered(section, _STEPS)


def _list(section: Section) -> str:
    kinds = {passage.kind for passage in section.passages}
    return _unless(bool(kinds & {PassageKind.ITEM, PassageKind.CELL}), "no list or table")


def _text(section: Section) -> str:
    return _unless(any(p.text.strip() for p in section.passages), "the section is empty")


def _figure(section: Section) -> str:
    return _unless(bool(section.facts), "no figure")


def _money(section: Section) -> str:
    return _unless(section.has(QuantityKind.MONEY), "no money figure")


def _money_or_percentage(section: Section) -> str:
    found = section.has(QuantityKind.MONEY, QuantityKind.PERCENTAGE)
    return _unless(found, "neither money nor a percentage")


def _unit_money(section: Section) -> str:
    found = any(
        f.quantity.kind is QuantityKind.MONEY and _is_per_unit(f.quantity.unit)
        for f in section.facts
    )
    return _unless(found, "no money per unit (user, request, GB …)")


def _is_per_unit(unit: str) -> bool:
    """ "USD/request" and "USD/GB/month", but not "USD/month"."""
    return any(part != "month" for part in unit.split("/")[1:])


def _duration(section: Section) -> str:
    return _unless(section.has(QuantityKind.DURATION), "no duration")


def _size_duration_or_none(section: Section) -> str:
    kinds = (QuantityKind.SIZE, QuantityKind.DURATION, QuantityKind.COUNT, QuantityKind.PERCENTAGE)
    said = any(_NONE.search(passage.text) for passage in section.passages)
    return _unless(section.has(*kinds) or said, "no amount, duration, or the word “none”")


def _acronyms(section: Section) -> str:
    missing = unexplained(section.page, section.graphs, section.vocabulary.acronyms)
    return _unless(not missing, "not in the glossary: " + ", ".join(missing))


def _versions(section: Section) -> str:
    missing = unversioned(section.page, section.graphs, section.vocabulary)
    return _unless(not missing, "without a version: " + ", ".join(missing))


def _direction(section: Section) -> str:
    for graph in section.graphs:
        for edge in graph.edges:
            if not edge.directed:
                return f"the edge {edge.source} to {edge.target} has no arrowhead"
    return ""


def _dependencies(section: Section) -> str:
    for graph in section.graphs:
        touched = connected(graph)
        for node in graph.nodes:
            if graph.edges and node.id not in touched:
                return f"the node {node.id} has no edge"
    return ""


def _scale(section: Section) -> str:
    kinds = {QuantityKind.RATE, QuantityKind.SIZE, QuantityKind.COUNT}
    found = any(f.in_diagram and f.quantity.kind in kinds for f in section.page_facts)
    return _unless(found, "no rate, size or count in the diagram")


_EVIDENCE: dict[Evidence, Callable[[Section], str]] = {
    "code": _code,
    "steps": _steps,
    "ordered": _ordered,
    "list": _list,
    "text": _text,
    "figure": _figure,
    "money": _money,
    "money-or-percentage": _money_or_percentage,
    "unit-money": _unit_money,
    "duration": _duration,
    "size-duration-or-none": _size_duration_or_none,
    "acronyms": _acronyms,
    "versions": _versions,
    "direction": _direction,
    "dependencies": _dependencies,
    "scale": _scale,
}
