"""A `related:` address that is no page of this site.

What to do: correct the address (`/section/page/`), or leave it out until the
page exists.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, Rule, Subject
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.model.source import Place
from atlas_ssg.schema import did_you_mean


def check(subject: Subject) -> Iterator[Finding]:
    """Entries of `related:` that lead nowhere."""
    known = [page.permalink for page in subject.site.pages.values()]
    for page in subject.site.pages.values():
        places = dict(page.front.places)
        for index, target in enumerate(page.front.related):
            if target.partition("#")[0] not in known:
                place = places.get(f"related.{index}", places.get("related", Place(page.shown)))
                yield Finding(
                    place,
                    f"`{target}` is no page of this site",
                    did_you_mean(target, known),
                    len(target),
                )


RULE = Rule("LK003", "related-missing", Severity.ERROR, check)
