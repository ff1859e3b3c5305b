"""A `related:` address that is no page of this site.

What to do: correct the address (`/section/page/`), or leave it out until the
page exists.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.addresses import meant
from atlas_ssg.checks.rule import Finding, SiteRule, SiteSubject
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.model.source import Place


def check(subject: SiteSubject) -> Iterator[Finding]:
    """Entries of `related:` that lead nowhere, or to the page itself."""
    known = {page.permalink for page in subject.site.pages.values()}
    known |= subject.site.sections.keys()
    for page in subject.site.pages.values():
        for index, target in enumerate(page.front.related):
            address = target.partition("#")[0]
            address = address if address.endswith("/") else address + "/"
            if address in known and address != page.permalink:
                continue
            place = dict(page.front.places).get(f"related.{index}", Place(page.shown))
            if address == page.permalink:
                message, help = f"`{target}` is this page itself", "take it out"
            else:
                close = meant(address, known)
                message = f"`{target}` is no page of this site"
                help = f"did you mean {close}?" if close else "leave it out until it exists"
            yield Finding(place, message, help, len(target))


RULE = SiteRule("LK003", "related-missing", Severity.ERROR, check)
