"""Categories: their pages in reading order, and how many diagrams count toward the target."""

from __future__ import annotations

from atlas_ssg.config import CategoryTable, Config
from atlas_ssg.indexes.order import reading_order
from atlas_ssg.model.diagram import Rendered
from atlas_ssg.model.index import CategoryIndex
from atlas_ssg.model.page import Page
from atlas_ssg.model.site import Site


def categories(site: Site, config: Config) -> tuple[CategoryIndex, ...]:
    """One index for each declared category, in the order of the configuration."""
    return tuple(_category(table, site, config) for table in config.file.categories)


def counted(page: Page, site: Site) -> bool:
    """Whether a page counts as a diagram: it has one, and it renders (no skeleton counts)."""
    return bool(page.fences) and all(
        isinstance(site.diagrams.get((page.path, fence.ordinal)), Rendered) for fence in page.fences
    )


def _category(table: CategoryTable, site: Site, config: Config) -> CategoryIndex:
    members = [
        page for page in site.pages.values() if page.category == table.id and not page.is_index
    ]
    ordered = sorted(members, key=lambda page: reading_order(page, config))
    return CategoryIndex(
        id=table.id,
        title=table.title,
        permalink=f"/{table.folder}/",
        description=table.description,
        target=table.target,
        counted=table.counted,
        pages=tuple(page.path for page in ordered),
        diagrams=sum(counted(page, site) for page in ordered),
    )
