"""A–Z: pages, tags and technologies by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from atlas_ssg.model.index import Entry
from atlas_ssg.model.page import Page
from atlas_ssg.slugs import slug


def entries_of(page: Page) -> Iterator[Entry]:
    """What one page adds to the index: itself, its tags, the technologies it names."""
    yield Entry(page.title, page.permalink, page.category or "page")
    for tag in page.front.tags:
        yield Entry(tag, page.permalink, "tag")
    for use in page.front.technologies:
        yield Entry(use.name, f"/reference/technologies/#{slug(use.name)}", "technology")


def entries(found: Iterable[tuple[Entry, ...]]) -> tuple[Entry, ...]:
    """Every entry, without repetition, sorted by term without regard to case."""
    unique = {entry for of_page in found for entry in of_page}
    return tuple(sorted(unique, key=lambda e: (e.term.casefold(), e.term, e.permalink, e.what)))
