"""A technology that `technologies.yaml` does not list.

The list gives each technology one name, so that its index page gathers all its
versions, and tells the check which words of a diagram need one.

What to do: add it to `content/technologies.yaml`, or use the name that stands
there.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, SiteRule, SiteSubject
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.model.source import Place
from atlas_ssg.schema import nearest


def check(subject: SiteSubject) -> Iterator[Finding]:
    """Names under `technologies:` that are neither a listed name nor an alias of one."""
    listed = subject.site.library.technologies
    aliases = {alias: name for name, entry in listed.items() for alias in entry.aliases}
    for page in subject.site.pages.values():
        for use in page.front.technologies:
            if use.name in listed or not subject.in_atlas(page):
                continue
            known = aliases.get(use.name, "")
            close = [known] if known else nearest(use.name, list(listed), 1)
            add = f"add `{use.name}:` to content/technologies.yaml"
            line = subject.texts.get(use.place.path, "").split("\n")[use.place.line - 1 :][:1]
            column = line[0].find(use.name) if line else -1
            yield Finding(
                Place(use.place.path, use.place.line, column + 1) if column >= 0 else use.place,
                f"`{use.name}` is not listed in technologies.yaml",
                f"it is listed as `{known}`" if known
                else f"did you mean `{close[0]}`? Otherwise {add}" if close else add,
                len(use.name),
            )  # fmt: skip


RULE = SiteRule("NH004", "technology-unlisted", Severity.WARNING, check)
