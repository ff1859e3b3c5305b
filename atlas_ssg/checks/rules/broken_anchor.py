"""A link to a heading that the page does not have.

The reader lands at the top of a page and must search again.

What to do: use the anchor of the heading as the page shows it (GitHub's slug of
its text).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, SiteRule, SiteSubject
from atlas_ssg.model.diagnostic import Edit, Severity
from atlas_ssg.model.page import Link, Page
from atlas_ssg.schema import nearest

# Ids that every page of the theme has or may have.
_MADE = re.compile(
    r"(?:main|top|search|navigation|contents|facts|gates|sources|calculations|not-published|"
    r"related|siblings|footer|diagram(?:-\d+)?|source-\d+|calc-[\w-]+|fn-?\w+|fnref-?\w+)"
)

_SHOWN = 8  # headings that are worth listing


def check(subject: SiteSubject) -> Iterator[Finding]:
    """Links whose fragment names no heading on the page that they lead to."""
    pages = {page.permalink: page for page in subject.site.pages.values()}
    for page in subject.site.pages.values():
        for link in page.links:
            target = pages.get(link.permalink) if link.fragment else None
            if target is not None and not _has(target, link.fragment):
                anchors = [heading.anchor for heading in target.headings]
                close = nearest(link.fragment, anchors, 1)
                yield Finding(
                    link.place,
                    f"{target.permalink} has no heading `#{link.fragment}`",
                    _help(link.fragment, anchors),
                    len(link.target),
                    _edit(link, close[0]) if close else None,
                )


def _has(page: Page, fragment: str) -> bool:
    if any(heading.anchor == fragment for heading in page.headings) or _MADE.fullmatch(fragment):
        return True
    written = re.compile(rf'\b(?:id|name)="{re.escape(fragment)}"')
    return any(isinstance(piece, str) and written.search(piece) for piece in page.body)


def _help(fragment: str, anchors: list[str]) -> str:
    close = nearest(fragment, anchors)
    if close:
        return "did you mean " + " or ".join(f"`#{anchor}`" for anchor in close) + "?"
    if not anchors:
        return "the page has no headings: link to the page itself"
    more = ", …" if len(anchors) > _SHOWN else ""
    return "its headings: " + ", ".join(f"`#{a}`" for a in anchors[:_SHOWN]) + more


def _edit(link: Link, anchor: str) -> Edit:
    """Unsafe: the nearest heading may not be the one that was meant."""
    fixed = f"{link.target.partition('#')[0]}#{anchor}"
    return Edit(link.place, len(link.target), fixed, safe=False)


RULE = SiteRule("LK002", "broken-anchor", Severity.ERROR, check, fixable=True)
