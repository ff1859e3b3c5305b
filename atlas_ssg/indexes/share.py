"""What one page contributes to the indexes. The shares of unchanged pages are used again.

Everything here depends on the page, its facts and graphs, and on `Terms`: what
all pages have in common. Indexes are made of shares alone, so that an edit of
one page costs the making of one share and the merging of what it touches.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import attrgetter

from atlas_ssg.cache import Memo
from atlas_ssg.config import Config, ConfigFile
from atlas_ssg.indexes.alphabet import entries_of
from atlas_ssg.indexes.answers import own_answers
from atlas_ssg.indexes.comparable import Chunks, chunks_of
from atlas_ssg.indexes.metrics import metrics_of
from atlas_ssg.indexes.order import Order, OrderKey
from atlas_ssg.indexes.vocabulary import Vocabulary
from atlas_ssg.model.diagram import Graph, Rendered
from atlas_ssg.model.fact import Fact
from atlas_ssg.model.gate import GateAnswer
from atlas_ssg.model.index import Entry, MetricEntry
from atlas_ssg.model.page import Page
from atlas_ssg.model.site import Library, Site

_KIND = "index-share"


@dataclass(frozen=True, slots=True)
class Terms:
    """What all pages have in common, as the same objects from build to build while equal."""

    file: ConfigFile
    order: Order
    vocabulary: Vocabulary


SourcePart = tuple[str, tuple[Fact, ...]]  # page path, its facts that rest on a source


@dataclass(frozen=True, slots=True)
class Share:
    """One page's part of every index. `counted`: it has diagrams and all of them are drawn."""

    page: Page
    facts: tuple[Fact, ...]
    graphs: tuple[Graph, ...]
    counted: bool
    order: OrderKey
    chunks: Chunks
    by_source: tuple[tuple[str, SourcePart], ...]
    targets: tuple[str, ...]
    entries: tuple[Entry, ...]
    metrics: tuple[MetricEntry, ...]
    answers: Mapping[str, GateAnswer]


def terms(site: Site, config: Config, memo: Memo) -> Terms:
    """The common terms; what is equal to that of the last build is the same object as then."""
    library = site.library
    file = memo("index-terms", "file", (config.file,), lambda: config.file)
    technologies = memo("index-terms", "technologies", (library.technologies,),
                        lambda: library.technologies)  # fmt: skip
    glossary = memo("index-terms", "glossary", (library.glossary,), lambda: library.glossary)
    words = Library(glossary=glossary, technologies=technologies)
    return memo(
        "index-terms",
        "all",
        (file, glossary, technologies),
        lambda: Terms(file, Order(file), Vocabulary(words)),
    )


def shares(site: Site, common: Terms, memo: Memo) -> tuple[Share, ...]:
    """The shares of all pages, in the order of the site."""
    facts: dict[str, tuple[Fact, ...]] = {}
    for path, group in groupby(site.facts.figures, attrgetter("page")):
        facts[path] = facts.get(path, ()) + tuple(group)
    found = []
    for path, page in site.pages.items():
        drawn = [site.diagrams.get((path, fence.ordinal)) for fence in page.fences]
        graphs = tuple([one.graph for one in drawn if isinstance(one, Rendered)])
        inputs = (page, facts.get(path, ()), graphs, common)
        found.append(memo(_KIND, path, inputs, partial(_share, *inputs)))
    memo.keep(_KIND, set(site.pages))
    return tuple(found)


def _share(page: Page, facts: tuple[Fact, ...], graphs: tuple[Graph, ...], common: Terms) -> Share:
    by_source: dict[str, list[Fact]] = {key: [] for key in page.references}
    for fact in facts:
        for key in fact.sources:
            by_source.setdefault(key, []).append(fact)
    return Share(
        page=page,
        facts=facts,
        graphs=graphs,
        counted=bool(page.fences) and len(graphs) == len(page.fences),
        order=common.order(page),
        chunks=chunks_of(facts, common.vocabulary),
        by_source=tuple((key, (page.path, tuple(found))) for key, found in by_source.items()),
        targets=tuple(_targets(page)),
        entries=tuple(entries_of(page)),
        metrics=tuple(metrics_of(page)),
        answers=own_answers(page, facts, graphs, common.file, common.vocabulary),
    )


def _targets(page: Page) -> Iterator[str]:
    """The addresses that the page links to in text, `related` and `answers`, once each."""
    named = [link.permalink for link in page.links if link.permalink]
    named += [target.partition("#")[0] for target in page.front.related]
    named += [target.partition("#")[0] for _, target in page.front.answers]
    yield from dict.fromkeys(named)
