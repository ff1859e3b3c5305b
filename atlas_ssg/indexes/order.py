"""The order in which pages are read: systems as declared, kinds as declared, then by title."""

from __future__ import annotations

from atlas_ssg.config import Config
from atlas_ssg.model.page import Page


def reading_order(page: Page, config: Config) -> tuple[int, str, int, str, str]:
    """A sort key for pages of one category."""
    systems = list(config.systems)
    kinds = [kind.id for kind in config.kinds]
    return (
        systems.index(page.system) if page.system in systems else len(systems),
        page.system,
        kinds.index(page.kind) if page.kind in kinds else len(kinds),
        page.title.casefold(),
        page.path,
    )
