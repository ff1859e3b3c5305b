"""A source that was last read longer ago than its kind allows.

A default changes with the next version and a price list with the next month; a
postmortem of 2017 stays what it is. `[checks.source_age]` in `atlas.toml` says
for each provenance after how many months a source must be opened again. The
age is counted from `accessed` (for a price list from its `as_of`) to the
`updated` of the page that cites it, so that a finding never comes by itself.

What to do: open the source again, compare the figures, then set `accessed`.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, SiteRule, SiteSubject
from atlas_ssg.model.citation import Reference
from atlas_ssg.model.coverage import is_dated, months
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.model.page import Page


def check(subject: SiteSubject) -> Iterator[Finding]:
    """Sources that were too old when a page that cites them was last read against them."""
    limits = {str(name): limit for name, limit in subject.config.file.checks.source_age.items()}
    references = {
        key: reference
        for key, reference in subject.site.library.references.items()
        if reference.provenance.value in limits
    }
    dated = {price.source: price.as_of for price in subject.site.library.prices.values()}
    newest: dict[str, Page] = {}
    for page in subject.site.pages.values():
        for key in page.references:
            if key in references and page.front.updated > _updated(newest.get(key)):
                newest[key] = page
    for key, page in newest.items():
        reference = references[key]
        limit = limits[reference.provenance.value]
        read = max(reference.accessed, dated.get(key, ""))
        dated_both = is_dated(read) and is_dated(page.front.updated)
        if dated_both and months(read, page.front.updated) > limit:
            yield _finding(reference, page, read, limit)


def _finding(reference: Reference, page: Page, read: str, limit: int) -> Finding:
    return Finding(
        reference.place,
        f"`{reference.key}` was last read in {read[:7]}, and {page.shown} was updated in "
        f"{page.front.updated[:7]}: a {reference.provenance.value} source is read again after "
        f"{limit} months",
        "open it again, compare the figures, then set `accessed`",
    )


def _updated(page: Page | None) -> str:
    return page.front.updated if page else ""


RULE = SiteRule("SR013", "source-stale", Severity.WARNING, check)
