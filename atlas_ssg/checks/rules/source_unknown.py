"""A `source:` that no bibliography entry has.

Technologies, inputs of calculations, incidents and price lists name their
source in YAML, by the same keys as citations.

What to do: correct the key, or add the source to `content/sources/`.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, SiteRule, SiteSubject
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.model.page import Page
from atlas_ssg.model.source import Place
from atlas_ssg.schema import nearest


def check(subject: SiteSubject) -> Iterator[Finding]:
    """Keys in front matter and price lists that lead to no source."""
    known = subject.site.library.references
    named = [use for page in subject.site.pages.values() for use in _of_page(page)]
    named += [(price.source, price.place) for price in subject.site.library.prices.values()]
    seen: set[tuple[str, str]] = set()
    for key, place in named:
        if key in known or (key, place.path) in seen:
            continue
        seen.add((key, place.path))
        close = nearest(key, list(known))
        offer = " or ".join(f"`{name}`" for name in close)
        yield Finding(
            _where(key, place, subject),
            f"`{key}` is no source of the bibliography",
            f"did you mean {offer}?" if close else "add it to content/sources/",
            len(key),
        )


def _of_page(page: Page) -> Iterator[tuple[str, Place]]:
    front = page.front
    for use in front.technologies:
        if use.source:
            yield use.source, use.place
    for calculation in front.calculations:
        for given in calculation.inputs:
            if given.source:
                yield given.source, given.place
    if front.incident and front.incident.source:
        yield front.incident.source, dict(front.places).get("incident", Place(page.shown))


def _where(key: str, near: Place, subject: SiteSubject) -> Place:
    """The key itself: on the line of what names it, or below."""
    lines = subject.texts.get(near.path, "").split("\n")
    for number in range(near.line, min(near.line + 12, len(lines)) + 1):
        column = lines[number - 1].find(key)
        if column >= 0:
            return Place(near.path, number, column + 1)
    return near


RULE = SiteRule("SR011", "source-unknown", Severity.ERROR, check)
