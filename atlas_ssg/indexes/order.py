"""The order in which pages are read: systems as declared, kinds as declared, then by title."""

from __future__ import annotations

from atlas_ssg.config import ConfigFile
from atlas_ssg.model.page import Page

OrderKey = tuple[int, str, int, str, str]


class Order:
    """A sort key for pages of one category, from the order of the configuration."""

    def __init__(self, file: ConfigFile) -> None:
        self._systems = {system.id: at for at, system in enumerate(file.systems)}
        self._kinds = {kind.id: at for at, kind in enumerate(file.kinds)}

    def __call__(self, page: Page) -> OrderKey:
        """The key of a page; what is not declared comes last."""
        return (
            self._systems.get(page.system, len(self._systems)),
            page.system,
            self._kinds.get(page.kind, len(self._kinds)),
            page.title.casefold(),
            page.path,
        )
