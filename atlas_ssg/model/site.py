"""The whole site as one value: what the stages have made so far, for those that come after."""

from __future__ import annotations

from dataclasses import dataclass, field

from atlas_ssg.model.citation import Reference
from atlas_ssg.model.diagram import Outcome
from atlas_ssg.model.fact import Absence, CalculationResult, Disagreement, ErrorString, Fact
from atlas_ssg.model.page import Page
from atlas_ssg.model.source import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that is copied as it is: `path` below the content root, `permalink` in the site."""

    path: str
    permalink: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Section:
    """A folder of pages. `index` is the path of its own page, if it has one."""

    permalink: str
    title: str
    pages: tuple[str, ...]
    parent: str = ""
    index: str = ""


@dataclass(frozen=True, slots=True)
class Technology:
    """An entry of `technologies.yaml`."""

    name: str
    aliases: tuple[str, ...] = ()
    managed: bool = False
    url: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Price:
    """One list price: `id` is "LIST/NAME"; `amount` reads as pint would ("0.05 USD/GB")."""

    id: str
    amount: str
    what: str
    provider: str
    region: str
    as_of: str
    source: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Library:
    """What pages may refer to: bibliography, glossary, technologies, list prices."""

    references: dict[str, Reference] = field(default_factory=dict)
    glossary: dict[str, str] = field(default_factory=dict)
    technologies: dict[str, Technology] = field(default_factory=dict)
    prices: dict[str, Price] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that the facts stage draws from pages and diagrams."""

    figures: tuple[Fact, ...] = ()
    calculations: tuple[CalculationResult, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    absences: tuple[Absence, ...] = ()
    errors: tuple[ErrorString, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """Pages by path, sections by permalink, diagrams by (page path, ordinal)."""

    pages: dict[str, Page]
    sections: dict[str, Section]
    assets: tuple[Asset, ...] = ()
    library: Library = field(default_factory=Library)
    diagrams: dict[tuple[str, int], Outcome] = field(default_factory=dict)
    facts: Facts = field(default_factory=Facts)
