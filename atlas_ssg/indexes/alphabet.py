"""A–Z: pages, tags, systems, technologies and acronyms by name."""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.config import Config
from atlas_ssg.model.index import Entry
from atlas_ssg.model.site import Site
from atlas_ssg.slugs import slug


def entries(site: Site, config: Config) -> tuple[Entry, ...]:
    """Every entry, without repetition, sorted by term without regard to case."""
    found = {*_pages(site), *_tags(site), *_technologies(site)}
    return tuple(sorted(found, key=lambda e: (e.term.casefold(), e.term, e.permalink)))


def _pages(site: Site) -> Iterator[Entry]:
    for page in site.pages.values():
        yield Entry(page.title, page.permalink, page.category or "page")


def _tags(site: Site) -> Iterator[Entry]:
    for page in site.pages.values():
        for tag in page.front.tags:
            yield Entry(tag, page.permalink, "tag")


def _technologies(site: Site) -> Iterator[Entry]:
    for page in site.pages.values():
        for use in page.front.technologies:
            yield Entry(use.name, f"/reference/technologies/#{slug(use.name)}", "technology")
