"""A page with too few sourced figures, or with too few publishers behind them.

A page has at least six figures with a source, three of them first-party or
reported, from at least two publishers (one is enough for an incident). A
debugging guide needs three from the component's own documentation or source.

What to do: merge the page with a sibling, or leave it out. Never pad.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, Rule, Subject
from atlas_ssg.model.citation import Provenance
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.model.page import Page

# The content format, "Rules for authors".
FIGURES, STRONG, PUBLISHERS = 6, 3, 2
_OWN_WORDS = {Provenance.FIRST_PARTY, Provenance.REPORTED}
_COMPONENT_WORDS = _OWN_WORDS | {Provenance.DOCUMENTED_DEFAULT}


def check(subject: Subject) -> Iterator[Finding]:
    """Counted pages below the least."""
    counted = {c.id for c in subject.config.file.categories if c.counted}
    for page in subject.atlas_pages:
        if page.category in counted:
            lacks = _lacks(page, subject)
            if lacks:
                yield Finding(
                    page.fences[0].place,
                    "too little evidence: " + "; ".join(lacks),
                    "find what the operator published, or merge the page with a sibling",
                )


def _lacks(page: Page, subject: Subject) -> list[str]:
    sourced = [f for f in subject.indexes.page_facts.get(page.path, ()) if f.sources]
    guide = page.category == "debugging"
    strong_kinds = _COMPONENT_WORDS if guide else _OWN_WORDS
    strong = sum(fact.provenance in strong_kinds for fact in sourced)
    publishers = {
        subject.site.library.references[key].publisher
        or subject.site.library.references[key].container
        for key in page.references
        if key in subject.site.library.references
    }
    least_publishers = 1 if page.category in {"incidents", "debugging"} else PUBLISHERS
    result = []
    if not guide and len(sourced) < FIGURES:
        result.append(f"{len(sourced)} figures with a source, not {FIGURES}")
    if strong < STRONG:
        result.append(f"{strong} figures in the operator's own or reported words, not {STRONG}")
    if len(publishers) < least_publishers:
        result.append(f"{len(publishers)} publishers, not {least_publishers}")
    return result


RULE = Rule("SR003", "few-figures", Severity.ERROR, check)
