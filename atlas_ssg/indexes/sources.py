"""Each source with all that rests on it."""

from __future__ import annotations

from collections import defaultdict

from atlas_ssg.config import Config
from atlas_ssg.model.fact import Fact
from atlas_ssg.model.index import SourceIndex
from atlas_ssg.model.site import Site


def sources(site: Site, config: Config) -> tuple[SourceIndex, ...]:
    """Every reference of the bibliography, cited or not, by key."""
    facts: dict[str, list[Fact]] = defaultdict(list)
    pages: dict[str, set[str]] = defaultdict(set)
    for fact in site.facts.figures:
        for key in fact.sources:
            facts[key].append(fact)
    for page in site.pages.values():
        for key in page.references:
            pages[key].add(page.path)
    return tuple(
        SourceIndex(key, f"/sources/{key}/", tuple(facts[key]), tuple(sorted(pages[key])))
        for key in sorted(site.library.references)
    )
