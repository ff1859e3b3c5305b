"""One edition of the site: all that its pages look up, gathered once a build."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from atlas_ssg.cache import Cache, Memo
from atlas_ssg.config import Config
from atlas_ssg.model.citation import Reference
from atlas_ssg.model.diagram import Failed, Outcome
from atlas_ssg.model.fact import Absence, CalculationResult, Fact
from atlas_ssg.model.gate import Answer, GateAnswer
from atlas_ssg.model.index import Indexes, SystemMatrix
from atlas_ssg.model.page import Page
from atlas_ssg.model.site import Section, Site
from atlas_ssg.render.contexts.content import Plane
from atlas_ssg.render.contexts.shell import Layout, Link, Meta

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Edition:
    """The site with lookups; pages by address, what belongs to a page by its path."""

    site: Site
    indexes: Indexes
    config: Config
    layout: Layout
    memo: Memo
    cache: Cache
    drawn: Mapping[str, tuple[Outcome, ...]] = field(default_factory=dict)
    planes: tuple[Plane, ...] = ()
    references: Mapping[str, Reference] = field(default_factory=dict)  # the bibliography
    links: Mapping[str, Link] = field(default_factory=dict)  # to pages, by path
    by_address: Mapping[str, Page] = field(default_factory=dict)
    systems: Mapping[str, SystemMatrix] = field(default_factory=dict)
    system_at: Mapping[str, SystemMatrix] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)  # of sections, by address
    trails: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)  # down to a section
    calculations: Mapping[str, tuple[CalculationResult, ...]] = field(default_factory=dict)
    absences: Mapping[str, tuple[Absence, ...]] = field(default_factory=dict)

    def outcomes(self, page: Page) -> tuple[Outcome, ...]:
        """The diagrams of a page, in order."""
        return self.drawn[page.path]

    def facts(self, page: Page) -> tuple[Fact, ...]:
        """The figures of a page."""
        return self.indexes.page_facts.get(page.path, ())

    def gates(self, page: Page) -> tuple[GateAnswer, ...]:
        """How a page stands to the gates' questions."""
        return self.indexes.gates.get(page.path, ())

    def trail(self, page: Page) -> tuple[Link, ...]:
        """The way from the home page to the one above `page`."""
        section = self.site.sections.get(page.section)
        if page.is_index:
            return self.trails.get(section.parent, ()) if section else ()
        return self.trails.get(page.section, ())

    def link(self, path: str) -> Link | None:
        """A link to the page at a path of the content, if there is one."""
        return self.links.get(path)

    def system_link(self, id: str) -> Link | None:
        """A link to a system's page; a system without pages has none."""
        matrix = self.systems.get(id)
        if matrix is None:
            return None
        return Link(matrix.permalink if has_pages(matrix, self.site) else "", matrix.title)

    def meta(
        self, title: str, description: str, address: str, updated: str = "", image: str = ""
    ) -> Meta:
        """The head of the page at `address`."""
        base = self.config.site.base_url.rstrip("/")
        canonical = base + address if base else ""
        return Meta(title, description, address, canonical, image, updated)


def has_pages(matrix: SystemMatrix, site: Site) -> bool:
    """Whether a system has a page of any kind: only then it has an address."""
    started = any(cell.page for cell in matrix.cells)
    return bool(matrix.page) or started or matrix.permalink in site.sections


def state_of(page: Page, outcomes: Iterable[Outcome], gates: Iterable[GateAnswer]) -> str:
    """ "broken", "partial" or "complete" for a page that is judged; else an empty string."""
    if any(isinstance(outcome, Failed) for outcome in outcomes):
        return "broken"
    answers = {answer.answer for answer in gates}
    if not answers:
        return ""
    return "partial" if Answer.MISSING in answers else "complete"


def gather(site: Site, indexes: Indexes, config: Config, memo: Memo, layout: Layout) -> Edition:
    """The edition of one build.

    What many pages are made from is remembered as a whole: the same object is
    compared with itself in no time.
    """
    titles = memo("titles", "", (_titles(site, indexes),), lambda: _titles(site, indexes))
    references = site.library.references
    named = tuple((path, page.permalink, page.title) for path, page in site.pages.items())
    return Edition(
        site=site,
        indexes=indexes,
        config=config,
        layout=memo("layout", "", (layout,), lambda: layout),
        memo=memo,
        cache=Cache(config.cache),
        drawn={
            path: tuple([site.diagrams[path, fence.ordinal] for fence in page.fences])
            for path, page in site.pages.items()
        },
        planes=memo("planes", "", (config.file.planes,), lambda: _planes(config)),
        references=memo("references", "", (references,), lambda: references),
        links=memo(
            "links", "", (named,), lambda: {path: Link(href, text) for path, href, text in named}
        ),
        by_address={page.permalink: page for page in site.pages.values()},
        systems={matrix.id: matrix for matrix in indexes.systems},
        system_at={matrix.permalink: matrix for matrix in indexes.systems},
        titles=titles,
        trails=memo(
            "trails",
            "",
            (titles, site.sections),
            lambda: {address: _trail(address, site.sections, titles) for address in site.sections},
        ),
        calculations=_by_page(site.facts.calculations, lambda result: result.page),
        absences=_by_page(site.facts.absences, lambda absence: absence.page),
    )


def _planes(config: Config) -> tuple[Plane, ...]:
    return tuple(Plane(p.id, p.title, p.cue, p.shows, p.class_) for p in config.file.planes)


def _titles(site: Site, indexes: Indexes) -> dict[str, str]:
    """A section has the title of the configuration, else of its own page, else of its folder."""
    titles = {}
    for address, section in site.sections.items():
        page = site.pages.get(section.index)
        titles[address] = page.title if page else section.title
    titles |= {matrix.permalink: matrix.title for matrix in indexes.systems}
    titles |= {category.permalink: category.title for category in indexes.categories}
    return titles


def _trail(
    address: str, sections: Mapping[str, Section], titles: Mapping[str, str]
) -> tuple[Link, ...]:
    links = []
    while address in sections:
        links.append(Link(address, "Home" if address == "/" else titles[address]))
        address = sections[address].parent
    return tuple(reversed(links))


def _by_page(values: Iterable[T], page_of: Callable[[T], str]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = defaultdict(list)
    for value in values:
        found[page_of(value)].append(value)
    return {path: tuple(group) for path, group in found.items()}
