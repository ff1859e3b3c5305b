"""All indexes of a site: each page's share, and each index merged from the shares.

An index whose part of every share is what it was in the last build is the same
object as then, so that what is made from it need not be made again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from atlas_ssg.cache import Memo
from atlas_ssg.config import Config
from atlas_ssg.indexes.absences import absences
from atlas_ssg.indexes.alphabet import entries
from atlas_ssg.indexes.categories import categories
from atlas_ssg.indexes.comparable import COSTS, LATENCY, SCALE
from atlas_ssg.indexes.coverage import coverage
from atlas_ssg.indexes.cross_references import backlinks, neighbours
from atlas_ssg.indexes.errors import errors
from atlas_ssg.indexes.figures import cross_references
from atlas_ssg.indexes.gates import Answers, gates
from atlas_ssg.indexes.incidents import incidents
from atlas_ssg.indexes.matrices import systems
from atlas_ssg.indexes.metrics import metrics
from atlas_ssg.indexes.pace import pace
from atlas_ssg.indexes.share import Share, Terms, shares, terms
from atlas_ssg.indexes.sources import sources
from atlas_ssg.indexes.technologies import technologies
from atlas_ssg.model.coverage import NO_HISTORY, History
from atlas_ssg.model.index import Indexes
from atlas_ssg.model.site import Site

T = TypeVar("T")


def build(site: Site, config: Config, memo: Memo, history: History = NO_HISTORY) -> Indexes:
    """Every index of `site`. `history` says when its pages came; without it there is no pace."""
    common: Terms = terms(site, config, memo)
    found = shares(site, common, memo)
    answers = gates(found, common.file, memo)
    index = _arranged(site, common, found, answers, memo)
    categories, systems, sources = index.categories, index.systems, index.sources
    measure = coverage(site, found, common.file, categories, systems, sources, answers, memo)
    counted = {category.id for category in categories if category.counted}
    pages = tuple(
        s.page.path
        for s in found
        if s.counted and s.page.category in counted and not s.page.is_index
    )
    plan = common.file.velocity
    return replace(
        index,
        coverage=memo("index", "coverage", (measure,), lambda: measure),
        pace=memo(
            "index",
            "pace",
            (history, pages, measure.target, plan),
            lambda: pace(history, pages, measure.target, plan),
        ),
    )


def _arranged(
    site: Site, common: Terms, found: Sequence[Share], answers: Answers, memo: Memo
) -> Indexes:
    """The pages and facts, arranged; nothing is measured yet."""
    pages = [share.page for share in found]
    figures = cross_references(found, memo)

    def merged(name: str, inputs: tuple[Any, ...], compute: Callable[[], T]) -> T:
        return memo("index", name, inputs, compute)

    uses = tuple(page.front.technologies for page in pages)
    known = site.library.technologies
    return Indexes(
        categories=categories(found, common.file),
        systems=systems(found, common.file, answers),
        costs=merged("costs", (figures[COSTS],), lambda: figures[COSTS]),
        latencies=merged("latencies", (figures[LATENCY],), lambda: figures[LATENCY]),
        scale=merged("scale", (figures[SCALE],), lambda: figures[SCALE]),
        technologies=merged(
            "technologies",
            (tuple(page.path for page in pages), uses, known),
            lambda: technologies(pages, known),
        ),
        errors=merged("errors", (site.facts.errors,), lambda: errors(site.facts.errors)),
        metrics=merged(
            "metrics",
            (parts := tuple(share.metrics for share in found),),
            lambda: metrics(parts),
        ),
        incidents=merged(
            "incidents",
            (tuple((page.path, page.front.incident) for page in pages),),
            lambda: incidents(pages),
        ),
        absences=merged("absences", (site.facts.absences,), lambda: absences(site.facts.absences)),
        sources=sources(found, site.library.references, memo),
        entries=merged(
            "entries", (terms_of := tuple(share.entries for share in found),),
            lambda: entries(terms_of),
        ),
        neighbours=merged(
            "neighbours",
            (tuple((share.order, share.page.section, share.page.is_index) for share in found),),
            lambda: neighbours(found),
        ),
        backlinks=merged(
            "backlinks",
            (tuple((share.page.path, share.page.permalink, share.targets) for share in found),),
            lambda: backlinks(found),
        ),
        gates=answers,
        page_facts={share.page.path: share.facts for share in found if share.facts},
    )  # fmt: skip
