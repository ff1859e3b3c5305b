"""A page of a system that is none of the required kinds, or the second of one kind.

A system has exactly the kinds that `atlas.toml` declares, each once, so that
every matrix reads the same.

What to do: rename the file to one of the kinds, merge it with the page of that
kind, or move it to another category.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, SiteRule, SiteSubject
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.model.page import Page
from atlas_ssg.model.source import Place
from atlas_ssg.schema import did_you_mean


def check(subject: SiteSubject) -> Iterator[Finding]:
    """Pages of undeclared systems, without a kind, or with one that is taken."""
    kinds = [kind.id for kind in subject.config.kinds]
    systems = list(subject.config.systems)
    of_kinds = {page.category for page in subject.site.pages.values() if page.kind}
    taken: dict[tuple[str, str], Page] = {}
    for page in subject.site.pages.values():
        if not page.system or page.is_index or not subject.in_atlas(page):
            continue
        place = Place(page.shown)
        first = taken.setdefault((page.system, page.kind), page)
        if systems and page.system not in systems:
            message = f"the system `{page.system}` is not declared in atlas.toml"
            yield Finding(place, message, did_you_mean(page.system, systems))
        elif page.kind and page.kind not in kinds:
            message = f"`{page.kind}` is none of the required kinds"
            yield Finding(place, message, did_you_mean(page.kind, kinds))
        elif not page.kind and page.category in of_kinds:
            name = page.path.rpartition("/")[2].rpartition(".")[0]
            message = f"`{name}` is none of the required kinds"
            yield Finding(place, message, did_you_mean(name, kinds))
        elif page.kind and first is not page:
            message = f"{page.system} has its {page.kind} already: {first.shown}"
            yield Finding(place, message, "merge the two, or give one another kind")


RULE = SiteRule("ST001", "system-kinds", Severity.ERROR, check)
