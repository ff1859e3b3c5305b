"""The matrix of each system: its required diagrams and the state of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from atlas_ssg.config import ConfigFile, KindTable, SystemTable
from atlas_ssg.indexes.gates import Answers
from atlas_ssg.indexes.share import Share
from atlas_ssg.model.gate import Answer
from atlas_ssg.model.index import MatrixCell, SystemMatrix

_USUAL_HOME = "systems"  # where no system has a diagram yet


def systems(
    shares: Sequence[Share], file: ConfigFile, answers: Answers
) -> tuple[SystemMatrix, ...]:
    """One matrix for each declared system, and for each that only has pages."""
    members: dict[str, list[Share]] = defaultdict(list)
    for share in shares:
        if share.page.system:
            members[share.page.system].append(share)
    declared = {table.id for table in file.systems}
    others = [SystemTable(id=id, title=id) for id in sorted(members.keys() - declared)]
    home = _home(shares, file)
    return tuple(
        _matrix(table, members[table.id], file, answers, home) for table in (*file.systems, *others)
    )


def _home(shares: Sequence[Share], file: ConfigFile) -> str:
    """The folder of systems: that of the category in which most of their diagrams lie."""
    folders = {category.id: category.folder for category in file.categories}
    used = Counter(
        folders[share.page.category]
        for share in shares
        if share.page.system and share.page.kind and share.page.category in folders
    )
    return next((folder for folder, _ in used.most_common(1)), _USUAL_HOME)


def _matrix(
    table: SystemTable, members: Sequence[Share], file: ConfigFile, answers: Answers, home: str
) -> SystemMatrix:
    by_kind = {share.page.kind: share for share in members if share.page.kind}
    index = next((share.page for share in members if share.page.is_index), None)
    tiers = {tier.id: tier.title for tier in file.tiers}
    return SystemMatrix(
        id=table.id,
        title=index.title if index is not None and table.title == table.id else table.title,
        tier=table.tier,
        tier_title=tiers.get(table.tier, ""),
        focus=table.focus,
        permalink=index.permalink if index else f"/{home}/{table.id}/",
        cells=tuple(_cell(kind, by_kind.get(kind.id), answers) for kind in file.kinds),
        page=index.path if index else "",
    )


def _cell(kind: KindTable, share: Share | None, answers: Answers) -> MatrixCell:
    if share is None or not share.page.fences:
        permalink = share.page.permalink if share else ""
        return MatrixCell(kind.id, kind.title, "missing", permalink=permalink)
    page = share.page
    missing = sum(a.answer is Answer.MISSING for a in answers.get(page.path, ()))
    settled = "partial" if missing else "complete"
    state = settled if share.counted else "broken"
    return MatrixCell(kind.id, kind.title, state, page.path, page.permalink, missing)
