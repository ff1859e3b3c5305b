"""Categories: their pages in reading order, and how many diagrams count toward the target."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from atlas_ssg.config import ConfigFile
from atlas_ssg.indexes.share import Share
from atlas_ssg.model.index import CategoryIndex


def categories(shares: Sequence[Share], file: ConfigFile) -> tuple[CategoryIndex, ...]:
    """One index for each declared category, in the order of the configuration.

    A page counts as a diagram when it has one and all of its diagrams are
    drawn: no skeleton counts.
    """
    members: dict[str, list[Share]] = defaultdict(list)
    for share in shares:
        if not share.page.is_index:
            members[share.page.category].append(share)
    return tuple(
        CategoryIndex(
            id=table.id,
            title=table.title,
            permalink=f"/{table.folder}/",
            description=table.description,
            target=table.target,
            counted=table.counted,
            pages=tuple(s.page.path for s in sorted(members[table.id], key=lambda s: s.order)),
            diagrams=sum(share.counted for share in members[table.id]),
        )
        for table in file.categories
    )
