"""Technologies and the versions that pages name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from atlas_ssg.model.index import TechnologyIndex
from atlas_ssg.model.page import Page
from atlas_ssg.model.site import Technology


def technologies(
    pages: Iterable[Page], known: Mapping[str, Technology]
) -> tuple[TechnologyIndex, ...]:
    """Every technology that a page's front matter names, by name."""
    uses: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for page in pages:
        for use in page.front.technologies:
            uses[use.name].append((page.path, use.version, use.source))
    return tuple(
        TechnologyIndex(
            name=name,
            url=known[name].url if name in known else "",
            managed=name in known and known[name].managed,
            uses=tuple(sorted(uses[name])),
        )
        for name in sorted(uses, key=lambda name: (name.casefold(), name))
    )
