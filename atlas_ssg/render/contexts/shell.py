"""What every page has round its own content."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A link and what it says."""

    href: str  # site-absolute, or an outside address
    text: str  # what the reader sees
    note: str = ""  # a few words beside it: a count, a year, a system


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """Links below a title: a column of the footer."""

    title: str  # what the links have in common
    links: tuple[Link, ...]  # in reading order


@dataclass(frozen=True, slots=True)
class Layout:
    """What all pages of a site share: names, navigation, files of the theme."""

    title: str  # the site's title
    description: str  # the site's description
    language: str  # BCP 47, for the `lang` of the page
    generator: str  # name and version of the program
    stylesheet: str  # address of the one stylesheet
    font: str  # address of the font, or empty where there is none
    favicon: str  # address of the icon (SVG)
    feed: str  # address of the Atom feed
    navigation: tuple[Link, ...]  # the header's links
    footer: tuple[LinkGroup, ...]  # the footer's columns


@dataclass(frozen=True, slots=True)
class Meta:
    """What the head of a page says about it."""

    title: str  # for the `title`, without the site's title
    description: str  # one sentence
    address: str  # the page's own address
    canonical: str = ""  # its full address, when the site's base address is known
    image: str = ""  # full address of a PNG of its diagram, likewise
    updated: str = ""  # ISO date of the last change, or empty


@dataclass(frozen=True, slots=True)
class View:
    """The part of a context that every template has."""

    layout: Layout  # what all pages share
    meta: Meta  # what the head says
    crumbs: tuple[Link, ...]  # the way from the home page to the page above this one
    heading: str  # the text of the one `h1`
    summary: str  # one or two sentences below it, or empty


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list of pages."""

    href: str  # address of the page
    title: str  # its title
    description: str = ""  # one sentence
    state: str = ""  # "complete", "partial", "broken", "missing", or empty where nothing is judged
    note: str = ""  # what else is worth a few words: a system, a date
    updated: str = ""  # ISO date, or empty
    thumbnail: str = ""  # address of its first diagram (SVG), or empty
    width: int = 0  # of the thumbnail, in CSS pixels
    height: int = 0  # likewise
    figures: int = 0  # how many figures it holds
    sources: int = 0  # how many sources it cites
    open: int = 0  # how many gate questions nobody answers
    facets: str = ""  # the classes by which filters pick it ("f-system-netflix f-state-partial")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter."""

    id: str  # the class that rows of this value have
    text: str  # what the reader sees
    count: int  # how many rows have it


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter: one of its values can be chosen, without script."""

    id: str  # unique on the page
    title: str  # what is chosen
    choices: tuple[Choice, ...]  # most frequent first


@dataclass(frozen=True, slots=True)
class Parts:
    """A long table in several pages: which part this is, and where the others are."""

    number: int = 1  # from 1
    links: tuple[Link, ...] = ()  # all parts; empty when there is only one
