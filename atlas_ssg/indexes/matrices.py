"""The matrix of each system: its required diagrams and the state of each."""

from __future__ import annotations

from collections.abc import Mapping

from atlas_ssg.config import Config, KindTable, SystemTable
from atlas_ssg.indexes.categories import counted
from atlas_ssg.model.gate import Answer, GateAnswer
from atlas_ssg.model.index import MatrixCell, SystemMatrix
from atlas_ssg.model.page import Page
from atlas_ssg.model.site import Site

Answers = Mapping[str, tuple[GateAnswer, ...]]


def systems(site: Site, config: Config, gates: Answers) -> tuple[SystemMatrix, ...]:
    """One matrix for each declared system, and for each that only has pages."""
    declared = config.systems
    undeclared = sorted({page.system for page in site.pages.values()} - declared.keys() - {""})
    tables = [*declared.values(), *(SystemTable(id=id, title=id) for id in undeclared)]
    return tuple(_matrix(table, site, config, gates) for table in tables)


def _matrix(table: SystemTable, site: Site, config: Config, gates: Answers) -> SystemMatrix:
    pages = [page for page in site.pages.values() if page.system == table.id]
    by_kind = {page.kind: page for page in pages if page.kind}
    index = next((page for page in pages if page.is_index), None)
    tiers = {tier.id: tier.title for tier in config.file.tiers}
    title = index.title if index is not None and table.title == table.id else table.title
    return SystemMatrix(
        id=table.id,
        title=title,
        tier=table.tier,
        tier_title=tiers.get(table.tier, ""),
        focus=table.focus,
        permalink=index.permalink if index else f"/systems/{table.id}/",
        cells=tuple(_cell(kind, by_kind.get(kind.id), site, gates) for kind in config.kinds),
        page=index.path if index else "",
    )


def _cell(kind: KindTable, page: Page | None, site: Site, gates: Answers) -> MatrixCell:
    if page is None or not page.fences:
        return MatrixCell(kind.id, kind.title, "missing", permalink=page.permalink if page else "")
    open_items = sum(a.answer is Answer.MISSING for a in gates.get(page.path, ()))
    settled = "partial" if open_items else "complete"
    state = settled if counted(page, site) else "broken"
    return MatrixCell(kind.id, kind.title, state, page.path, page.permalink, open_items)
