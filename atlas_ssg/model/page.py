"""A parsed page: typed front matter, body in blocks, and the passages that facts are drawn from."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from atlas_ssg.model.citation import Citation
from atlas_ssg.model.source import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class CalculationInput:
    """One input of a calculation: a quantity with its source, or a list price by id."""

    name: str
    value: str = ""
    source: str = ""
    price: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Calculation:
    """A derived figure of a page, recomputed at each build."""

    name: str
    what: str
    expression: str
    inputs: tuple[CalculationInput, ...]
    result: str
    place: Place


@dataclass(frozen=True, slots=True)
class NotPublished:
    """Something looked for and not found; shown to the reader."""

    what: str
    looked_in: str
    on: str
    place: Place


@dataclass(frozen=True, slots=True)
class TechnologyUse:
    """A technology named on a page: its version there, or `managed`, or `n/p`."""

    name: str
    version: str
    source: str
    place: Place


@dataclass(frozen=True, slots=True)
class Incident:
    """When an incident began and ended (ISO 8601, UTC, as published; may be empty)."""

    operator: str
    began: str = ""
    ended: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter of one page, validated. Dates are ISO strings."""

    title: str = ""
    description: str = ""
    updated: str = ""
    permalink: str = ""
    tags: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    category: str = ""
    system: str = ""
    kind: str = ""
    draft: bool = False
    technologies: tuple[TechnologyUse, ...] = ()
    calculations: tuple[Calculation, ...] = ()
    not_published: tuple[NotPublished, ...] = ()
    incident: Incident | None = None
    # key path as written ("answers.runbook") -> where it stands, for diagnostics
    places: tuple[tuple[str, Place], ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the body: `anchor` is unique on its page (GitHub's slug)."""

    level: int
    text: str
    anchor: str
    place: Place


@dataclass(frozen=True, slots=True)
class Link:
    """A link or image as written, and what it resolved to.

    `permalink` is the site-absolute address of a page or asset of this site,
    empty for an outside link and for one that leads nowhere (`broken` says
    which). `image` is true for images.
    """

    target: str
    place: Place
    permalink: str = ""
    fragment: str = ""
    external: bool = False
    broken: bool = False
    image: bool = False


@dataclass(frozen=True, slots=True)
class Fence:
    """A `mermaid` fence. `source` is the author's text; line 1 of it stands at `place`.

    `marked` is the same text with every citation replaced by its guarded
    marker: what is drawn.
    """

    ordinal: int
    source: str
    marked: str
    place: Place
    citations: tuple[Citation, ...] = ()


class PassageKind(StrEnum):
    """What a passage is in the page's structure."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the page's text, as facts, checks and search read it.

    `text` is plain text in which a citation is its guarded marker. `trail` is
    the headings above it, outermost first ("At 3 AM", "Error messages");
    `anchor` the nearest heading's. For a cell, `row` is the row's first cell
    and `column` the column's header; for an item of an ordered list, `number`
    counts from 1. `codes` are the inline code spans in it, `language` a code
    block's info word.
    """

    kind: PassageKind
    text: str
    place: Place
    anchor: str = ""
    trail: tuple[str, ...] = ()
    row: str = ""
    column: str = ""
    number: int = 0
    codes: tuple[str, ...] = ()
    language: str = ""
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site, as parsed; nothing is added to it later.

    `path` names the source file relative to the content root. `permalink` is
    site-absolute and ends in "/". `section` is the permalink of the folder it
    stands in. `body` is sanitised HTML in pieces (addresses of this site are
    site-absolute: "/…"), and between them the ordinals of the diagrams that
    stand there. `references` are the cited keys in the order of their numbers.
    """

    path: str
    shown: str
    permalink: str
    section: str
    title: str
    front: FrontMatter
    category: str = ""
    system: str = ""
    kind: str = ""
    body: tuple[str | int, ...] = ()
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    fences: tuple[Fence, ...] = ()
    passages: tuple[Passage, ...] = ()
    citations: tuple[Citation, ...] = ()
    references: tuple[str, ...] = ()
    lead: str = field(default="")
    is_index: bool = False

    @property
    def description(self) -> str:
        """The description from the front matter, else the first paragraph's plain text."""
        return self.front.description or self.lead
