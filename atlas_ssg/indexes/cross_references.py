"""How pages hang together: neighbours, backlinks, and the facts of each page."""

from __future__ import annotations

from collections import defaultdict

from atlas_ssg.config import Config
from atlas_ssg.indexes.order import reading_order
from atlas_ssg.model.fact import Fact
from atlas_ssg.model.site import Site


def neighbours(site: Site, config: Config) -> dict[str, tuple[str, str]]:
    """Page path -> (previous, next) path within its system, else its section; "" at the ends."""
    groups: dict[str, list[str]] = defaultdict(list)
    for page in sorted(site.pages.values(), key=lambda p: reading_order(p, config)):
        if not page.is_index:
            groups[page.system or page.section].append(page.path)
    return {
        path: (members[at - 1] if at else "", members[at + 1] if at + 1 < len(members) else "")
        for members in groups.values()
        for at, path in enumerate(members)
    }


def backlinks(site: Site, config: Config) -> dict[str, tuple[str, ...]]:
    """Page path -> the paths of pages that link to it in text, `related` or `answers`."""
    by_permalink = {page.permalink: page.path for page in site.pages.values()}
    found: dict[str, set[str]] = defaultdict(set)
    for page in site.pages.values():
        targets = [link.permalink for link in page.links]
        targets += [target.partition("#")[0] for target in page.front.related]
        targets += [target.partition("#")[0] for _, target in page.front.answers]
        for target in targets:
            path = by_permalink.get(target)
            if path and path != page.path:
                found[path].add(page.path)
    return {path: tuple(sorted(origins)) for path, origins in sorted(found.items())}


def page_facts(site: Site, config: Config) -> dict[str, tuple[Fact, ...]]:
    """Page path -> its facts, in the order in which they stand."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in site.facts.figures:
        found[fact.page].append(fact)
    return {path: tuple(facts) for path, facts in found.items()}
