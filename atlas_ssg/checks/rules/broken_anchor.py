"""A link to a heading that the other page does not have.

The reader lands at the top of a page and must search again.

What to do: use the anchor of the heading as the page shows it (GitHub's slug of
its text).
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, Rule, Subject
from atlas_ssg.model.diagnostic import Edit, Severity
from atlas_ssg.model.page import Link
from atlas_ssg.schema import did_you_mean, nearest


def check(subject: Subject) -> Iterator[Finding]:
    """Links between pages whose fragment names no heading there."""
    pages = {page.permalink: page for page in subject.site.pages.values()}
    for page in subject.site.pages.values():
        for link in page.links:
            target = pages.get(link.permalink)
            if not link.fragment or target is None or target is page:
                continue
            anchors = [heading.anchor for heading in target.headings]
            if link.fragment not in anchors:
                close = nearest(link.fragment, anchors, 1)
                yield Finding(
                    link.place,
                    f"{target.permalink} has no heading `#{link.fragment}`",
                    did_you_mean(link.fragment, anchors),
                    len(link.target),
                    _edit(link, close[0]) if close else None,
                )


def _edit(link: Link, anchor: str) -> Edit:
    """Unsafe: the nearest heading may not be the one that was meant."""
    fixed = f"{link.target.partition('#')[0]}#{anchor}"
    return Edit(link.place, len(link.target), fixed, safe=False)


RULE = Rule("LK002", "broken-anchor", Severity.ERROR, check, fixable=True)
