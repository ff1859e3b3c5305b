"""What lists of pages show: home, sections, categories, systems, coverage, A–Z, errors."""

from __future__ import annotations

from dataclasses import dataclass

from atlas_ssg.render.contexts.content import Article, KeyFigure
from atlas_ssg.render.contexts.shell import Facet, Link, LinkGroup, Parts, Row, View


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """An exact message and where it is explained."""

    text: str  # the message, to the letter
    places: tuple[Link, ...]  # the sections that explain it, with the system as their note


@dataclass(frozen=True, slots=True)
class Guide:
    """A page that explains messages, with the first of them."""

    href: str  # its address
    title: str  # its title
    note: str  # system or category
    messages: tuple[str, ...]  # exact messages
    more: int  # how many it explains beside them


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident on the timeline."""

    href: str  # its page
    title: str  # of the page
    operator: str  # who had it
    began: str  # ISO 8601, as published, possibly only a date
    minutes: float | None  # from end to end, where both times are known
    description: str  # one sentence


@dataclass(frozen=True, slots=True)
class SystemCard:
    """A system in a list of systems."""

    id: str  # "netflix"
    title: str  # its name
    href: str  # its page, or empty when nothing is written yet
    focus: str  # what it is known for
    state: str  # "complete", "partial" or "not-started"
    done: int  # diagrams that render
    required: int  # diagrams that there must be


@dataclass(frozen=True, slots=True)
class Tier:
    """Systems of one tier."""

    title: str  # "The giants", or empty
    systems: tuple[SystemCard, ...]  # as declared


@dataclass(frozen=True, slots=True)
class CategoryCard:
    """A category in a list of categories."""

    title: str  # its name
    href: str  # its page, or empty when it has none yet
    description: str  # one sentence
    diagrams: int  # diagrams that render
    target: int  # how many are planned, 0 where none is set
    pages: int  # its pages


@dataclass(frozen=True, slots=True)
class HomeView(View):
    """`home.html`: the way in, by symptom first."""

    article: Article | None  # the text of content/index.md
    guides: tuple[Guide, ...]  # pages that explain messages
    errors: int  # how many messages the error index holds
    incidents: tuple[IncidentRow, ...]  # the newest incidents
    metrics: tuple[Link, ...]  # metrics and alerts, with the page that explains each as a note
    tiers: tuple[Tier, ...]  # the systems
    coverage: str  # address of the coverage table, or empty
    categories: tuple[CategoryCard, ...]  # the categories
    references: tuple[Link, ...]  # cross-references
    sections: tuple[LinkGroup, ...]  # folders and their pages, where no category is declared
    recent: tuple[Row, ...]  # pages that changed last
    diagrams: int  # diagrams that render
    figures: int  # figures with a source
    sources: int  # entries of the bibliography


@dataclass(frozen=True, slots=True)
class SectionView(View):
    """`section.html`: a folder without a page of its own."""

    rows: tuple[Row, ...]  # its folders and pages, of this part
    part: Parts  # which part this is


@dataclass(frozen=True, slots=True)
class CategoryView(View):
    """`category.html`: every page of a category, in one of several orders."""

    article: Article | None  # the text of the category's own index page
    rows: tuple[Row, ...]  # its pages
    orders: tuple[Link, ...]  # the same list in other orders
    order: str  # address of the order shown
    facets: tuple[Facet, ...]  # filters
    part: Parts  # which part of the list this is
    diagrams: int  # diagrams that render
    target: int  # how many are planned, 0 where none is set
    total: int  # pages of the whole list


@dataclass(frozen=True, slots=True)
class Cell:
    """One of a system's diagrams in its matrix."""

    title: str  # of the kind
    question: str  # what the kind answers
    shows: tuple[str, ...]  # what it must show
    state: str  # "complete", "partial", "broken" or "missing"
    href: str  # its page, or empty
    open: int  # gate questions that nobody answers
    thumbnail: str  # address of the SVG, or empty
    width: int  # of the SVG, in CSS pixels
    height: int  # likewise
    figures: int  # figures on the page


@dataclass(frozen=True, slots=True)
class SystemView(View):
    """`system.html`: a system with its diagrams."""

    article: Article | None  # the text of the system's own index page
    cells: tuple[Cell, ...]  # its diagrams, in the order of the kinds
    figures: tuple[KeyFigure, ...]  # headline figures of all its pages
    others: tuple[Row, ...]  # further pages about it
    focus: str  # what it is known for
    tier: str  # title of its tier, or empty
    state: str  # "complete", "partial" or "not-started"
    done: int  # diagrams that render


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """A system's diagram of one kind, as a state and a small picture."""

    kind: str  # title of the kind
    state: str  # "complete", "partial", "broken" or "missing"
    href: str  # its page, or empty
    open: int  # gate questions that nobody answers
    thumbnail: str  # address of the SVG, or empty
    width: int  # of the SVG, in CSS pixels
    height: int  # likewise


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A system and the states of its diagrams."""

    system: SystemCard  # the system
    cells: tuple[CoverageCell, ...]  # in the order of the kinds


@dataclass(frozen=True, slots=True)
class CoverageTier:
    """The systems of one tier."""

    title: str  # "The giants", or empty
    rows: tuple[CoverageRow, ...]  # as declared


@dataclass(frozen=True, slots=True)
class CoverageView(View):
    """`coverage.html`: systems by kinds."""

    kinds: tuple[str, ...]  # titles of the kinds
    tiers: tuple[CoverageTier, ...]  # systems by tier
    counts: tuple[tuple[str, int], ...]  # (state, how many cells)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry of the alphabetical index."""

    term: str  # as it is looked up
    places: tuple[Link, ...]  # where it is treated


@dataclass(frozen=True, slots=True)
class Letter:
    """The entries under one letter."""

    id: str  # its anchor: "letter-a"
    title: str  # "A"
    entries: tuple[EntryRow, ...]  # in order


@dataclass(frozen=True, slots=True)
class AlphabetView(View):
    """`alphabet.html`: A–Z."""

    letters: tuple[Letter, ...]  # of this part
    index: tuple[Link, ...]  # every letter, wherever it stands
    part: Parts  # which part this is


@dataclass(frozen=True, slots=True)
class ErrorGroup:
    """The messages under one letter."""

    id: str  # its anchor: "letter-a"
    title: str  # "A"
    rows: tuple[ErrorRow, ...]  # in order


@dataclass(frozen=True, slots=True)
class ErrorsView(View):
    """`errors.html`: every exact message, for Ctrl+F; very many come in parts."""

    groups: tuple[ErrorGroup, ...]  # by first letter, of this part
    index: tuple[Link, ...]  # every letter, wherever it stands
    part: Parts  # which part this is
    total: int  # messages in all


@dataclass(frozen=True, slots=True)
class NotFoundView(View):
    """`not_found.html`: the page for addresses that do not exist."""

    links: tuple[Link, ...]  # where to look instead
