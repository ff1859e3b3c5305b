"""What a page of content shows: its diagrams, figures, gates, sources and neighbours."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from atlas_ssg.render.contexts.shell import Link, Row, View


@dataclass(frozen=True, slots=True)
class Plane:
    """A colour class of the diagrams, for the legend."""

    id: str  # "edge"
    title: str  # "Edge plane"
    cue: str  # the letter that says it without colour
    shows: str  # what belongs to it
    class_name: str  # the class of its nodes in the SVG


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A node of a diagram, in words."""

    label: Markup  # with links to its sources
    plane: str  # title of its plane, or empty
    group: str  # the label of the group it stands in, or empty


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """An edge of a diagram, in words."""

    source: str  # where it begins
    target: str  # where it ends
    label: Markup  # what it says, with links to its sources
    directed: bool  # whether it has an arrowhead


@dataclass(frozen=True, slots=True)
class FailureView:
    """Why a diagram could not be drawn, at the author's own place."""

    message: str  # what is wrong
    place: str  # "content/a.md:12:7"
    source_line: str  # the author's line
    caret: str  # spaces and carets that underline what is wrong
    expected: str  # what the parser would have taken, or empty
    help: str  # what to do, or empty


@dataclass(frozen=True, slots=True)
class Drawing:
    """A diagram on a page: the picture, or why there is none, and the same in words."""

    id: str  # its anchor: "diagram", "diagram-2"
    name: str  # "Netflix architecture", or with a number when a page has several
    picture_id: str  # the id of its `svg`
    svg: Markup  # the picture, empty when it failed
    width: int  # of the picture, in CSS pixels
    height: int  # likewise
    start: float  # where its reading begins: a share of the width, 0 at the left
    page: str  # address of the page that shows it alone
    file: str  # address of the SVG file
    crops: tuple[Link, ...]  # parts of a wide picture: left, middle, right
    planes: tuple[Plane, ...]  # the planes it uses
    failure: FailureView | None  # why there is no picture
    nodes: tuple[NodeRow, ...]  # its nodes
    edges: tuple[EdgeRow, ...]  # its edges
    texts: tuple[Markup, ...]  # labels that are neither
    source: str  # Mermaid, as the author wrote it


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the body: text, or a diagram."""

    html: Markup  # sanitised HTML, empty where a diagram stands
    drawing: Drawing | None = None  # the diagram


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure worth seeing first, with its evidence."""

    value: str  # as the author spelled it
    subject: str  # what it is said of
    href: str  # where it stands
    source: str  # address of the source on the page, or empty
    label: str  # what the link to the source says: publisher or container
    year: str  # of the source, or empty
    provenance: str  # "first-party", "reported", …


@dataclass(frozen=True, slots=True)
class GateRow:
    """One question of a gate and how it stands on this page."""

    title: str  # the question
    state: str  # "answered", "linked", "inherited", "not-published" or "open"
    href: str  # where the answer is, or empty
    why: str  # what is lacking, when it is open


@dataclass(frozen=True, slots=True)
class GateCard:
    """A quality gate with its questions."""

    id: str  # "three-am"
    title: str  # "3 AM"
    rows: tuple[GateRow, ...]  # its questions
    settled: int  # how many are not open


@dataclass(frozen=True, slots=True)
class InputRow:
    """An input of a calculation."""

    name: str  # as in the formula
    value: str  # the amount with its unit
    source: Link | None  # where it comes from


@dataclass(frozen=True, slots=True)
class CalculationView:
    """A derived figure: formula, inputs and result."""

    id: str  # its anchor: "calc-egress"
    number: int  # what the page cites it by, 0 where it is not cited
    what: str  # what is computed
    expression: str  # the formula
    inputs: tuple[InputRow, ...]  # in the order given
    result: str  # with its unit, empty when it could not be computed
    error: str  # why not, or empty


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """Something that nobody publishes."""

    what: str  # what was looked for
    looked_in: str  # where, or empty
    on: str  # when, or empty
    page: Link | None = None  # the page that says so, in lists of several


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source as a page shows it."""

    id: str  # its anchor: "source-3"
    number: int  # what the page cites it by
    key: str  # its key in the bibliography
    title: str  # of the article, talk, filing
    url: str  # where it was read, or empty
    authors: str  # "Park, A.; Denlinger, D."
    container: str  # blog, journal, publisher
    issued: str  # ISO date, possibly only a year, or empty
    accessed: str  # ISO date, or empty
    locator: str  # page, slide, section, or empty
    archive: str  # address of an archived copy, or empty
    provenance: str  # "first-party", "reported", …
    page: str  # address of the source's own page, empty for an unknown key


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the table of contents."""

    href: str  # "#failure"
    text: str  # the heading
    children: tuple[Heading, ...] = ()  # the headings one level below


@dataclass(frozen=True, slots=True)
class Sibling:
    """One of the diagrams of the same system."""

    title: str  # of its kind
    href: str  # empty where there is no page yet
    state: str  # "complete", "partial", "broken" or "missing"
    current: bool  # whether it is this page


@dataclass(frozen=True, slots=True)
class Article:
    """What an author wrote, and what the page adds to it."""

    body: tuple[Piece, ...]  # the text and its diagrams, in order
    hero: Drawing | None  # the diagram that leads the page; it is not in the body
    drawings: tuple[Drawing, ...]  # every diagram of the page
    figures: tuple[KeyFigure, ...]  # key figures
    contents: tuple[Heading, ...]  # table of contents
    gates: tuple[GateCard, ...]  # the quality gates
    calculations: tuple[CalculationView, ...]  # derived figures
    absences: tuple[AbsenceRow, ...]  # what is not published
    sources: tuple[SourceView, ...]  # the sources, by number


@dataclass(frozen=True, slots=True)
class PageView(View):
    """`page.html`: a page of content, with its diagrams or without."""

    article: Article  # what the author wrote
    related: tuple[Link, ...]  # pages that the author names
    backlinks: tuple[Link, ...]  # pages that link here
    siblings: tuple[Sibling, ...]  # the diagrams of the same system
    system: Link | None  # the page of the system; without address when it has none
    previous: Link | None  # the page before this one
    next: Link | None  # the page after it
    tags: tuple[str, ...]  # the author's words for it
    state: str  # "complete", "partial", "broken", or empty where nothing is judged
    children: tuple[Row, ...]  # the pages of the folder, when this is its index


@dataclass(frozen=True, slots=True)
class DrawingView(View):
    """`diagram.html`: one diagram alone, at its full size."""

    drawing: Drawing  # the diagram
    page: Link  # the page it belongs to
