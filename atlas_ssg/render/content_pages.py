"""Pages of content: what stands on them beside the author's own text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from atlas_ssg.model.diagram import Outcome
from atlas_ssg.model.fact import Absence, CalculationResult, Fact
from atlas_ssg.model.gate import Answer, GateAnswer
from atlas_ssg.model.index import SystemMatrix
from atlas_ssg.model.page import Heading as PageHeading
from atlas_ssg.model.page import Page
from atlas_ssg.render.contexts.content import (
    AbsenceRow,
    Article,
    CalculationView,
    Drawing,
    GateCard,
    GateRow,
    Heading,
    InputRow,
    PageView,
    Piece,
    Sibling,
)
from atlas_ssg.render.contexts.shell import Link
from atlas_ssg.render.drawings import drawings
from atlas_ssg.render.edition import Edition, state_of
from atlas_ssg.render.evidence import Evidence, cited, evidence, key_figures, page_sources
from atlas_ssg.render.pictures import preview
from atlas_ssg.render.plan import Planned
from atlas_ssg.render.rows import section_rows
from atlas_ssg.render.trusted import NOTHING, bodies

_DEEPEST_IN_CONTENTS = 3


def plan(edition: Edition) -> Iterator[Planned]:
    """Every page of content that is not the face of the site, a system or a category."""
    faces = {"/", *edition.system_at, *(c.permalink for c in edition.indexes.categories)}
    for page in edition.site.pages.values():
        if page.permalink not in faces:
            material = Material(page, edition)
            yield Planned(
                page.permalink,
                "page.html",
                material.inputs,
                lambda m=material: view(m, edition),  # type: ignore[misc]
            )


class Material:
    """What one page is made from. `inputs` are compared with the last build's."""

    __slots__ = (
        "absences", "backlinks", "calculations", "children", "facts", "gates", "inputs", "known",
        "matrix", "next", "outcomes", "page", "previous", "related", "trail",
    )  # fmt: skip

    def __init__(self, page: Page, edition: Edition) -> None:
        before, after = edition.indexes.neighbours.get(page.path, ("", ""))
        self.page = page
        self.outcomes: tuple[Outcome, ...] = edition.outcomes(page)
        self.facts: tuple[Fact, ...] = edition.facts(page)
        self.gates: tuple[GateAnswer, ...] = edition.gates(page)
        self.calculations: tuple[CalculationResult, ...] = edition.calculations.get(page.path, ())
        self.absences: tuple[Absence, ...] = edition.absences.get(page.path, ())
        self.matrix: SystemMatrix | None = edition.systems.get(page.system)
        self.previous = edition.link(before)
        self.next = edition.link(after)
        self.related = _related(page, edition)
        self.backlinks = _backlinks(page, self.related, edition)
        self.trail = edition.trail(page)
        self.children = section_rows(page.permalink, edition) if page.is_index else ()
        self.known = cited(page, self.calculations, edition)
        self.inputs: tuple[object, ...] = (
            page, self.outcomes, self.facts, self.gates, self.calculations, self.absences,
            self.matrix, self.previous, self.next, self.backlinks, self.related, self.trail,
            self.known, self.children, edition.planes,
            edition.config.file.gates,
        )  # fmt: skip


def view(material: Material, edition: Edition) -> PageView:
    """The context of `page.html`."""
    page = material.page
    matrix = material.matrix if page.kind else None
    return PageView(
        layout=edition.layout,
        meta=edition.meta(
            page.title,
            page.description,
            page.permalink,
            page.front.updated,
            preview(page, edition),
        ),
        crumbs=material.trail,
        heading=page.title,
        summary=page.front.description,
        article=article(material, edition),
        related=material.related,
        backlinks=material.backlinks,
        siblings=_siblings(matrix, page) if matrix else (),
        system=edition.system_link(page.system) if page.system else None,
        previous=material.previous,
        next=material.next,
        tags=page.front.tags,
        state=state_of(page, material.outcomes, material.gates),
        children=material.children,
    )


def article(material: Material, edition: Edition) -> Article:
    """What the author wrote, and the evidence for it."""
    page = material.page
    drawn = drawings(page, material.outcomes, edition.planes)
    known = evidence(page.references, material.known)
    hero, pieces = _body(page, drawn)
    return Article(
        body=pieces,
        hero=hero,
        drawings=drawn,
        figures=key_figures(material.facts, known),
        contents=contents(page.headings),
        gates=tuple(gate_cards(material.gates, edition)),
        calculations=tuple(_calculation(c, known) for c in material.calculations),
        absences=_absences(material.absences),
        sources=page_sources(known),
    )


def _body(page: Page, drawn: Sequence[Drawing]) -> tuple[Drawing | None, tuple[Piece, ...]]:
    """The diagram that leads the page, and the rest in order.

    A page that has a description and begins with a diagram (after a few words
    at most) leads with it; elsewhere a diagram stays where its author put it.
    """
    by_ordinal = {fence.ordinal: d for fence, d in zip(page.fences, drawn, strict=True)}
    first = next((n for n, piece in enumerate(page.body) if isinstance(piece, int)), None)
    leads = first is not None and not any("<h" in str(part) for part in page.body[:first])
    texts = iter(bodies([part for part in page.body if isinstance(part, str)]))
    hero = None
    pieces = []
    for position, part in enumerate(page.body):
        if isinstance(part, str):
            pieces.append(Piece(next(texts)))
        elif leads and position == first and page.front.description:
            hero = by_ordinal[part]
        else:
            pieces.append(Piece(NOTHING, by_ordinal[part]))
    return hero, tuple(pieces)


def contents(headings: Sequence[PageHeading]) -> tuple[Heading, ...]:
    """The table of contents: the highest level in use, and the one below it."""
    levels = sorted({h.level for h in headings if h.level <= _DEEPEST_IN_CONTENTS})
    entries: list[tuple[PageHeading, list[Heading]]] = []
    for heading in headings:
        if heading.level == levels[0] if levels else False:
            entries.append((heading, []))
        elif entries and len(levels) > 1 and heading.level == levels[1]:
            entries[-1][1].append(Heading(f"#{heading.anchor}", heading.text))
    return tuple(Heading(f"#{h.anchor}", h.text, tuple(below)) for h, below in entries)


def gate_cards(answers: Iterable[GateAnswer], edition: Edition) -> Iterator[GateCard]:
    """The questions that concern a page, gate by gate."""
    titles = {gate.id: gate.title for gate in edition.config.file.gates}
    for gate, group in groupby(answers, key=lambda answer: answer.gate):
        rows = tuple(_gate_row(answer) for answer in group)
        settled = sum(row.state != "open" for row in rows)
        yield GateCard(gate, titles.get(gate, gate), rows, settled)


def _gate_row(answer: GateAnswer) -> GateRow:
    state = "open" if answer.answer is Answer.MISSING else answer.answer.value
    return GateRow(answer.title, state, answer.target, answer.why)


def _calculation(result: CalculationResult, known: Evidence) -> CalculationView:
    key = f"calc:{result.name}"
    references = known.keys
    inputs = (InputRow(name, value, known.link(source)) for name, value, source in result.inputs)
    return CalculationView(
        id=f"calc-{result.name}",
        number=references.index(key) + 1 if key in references else 0,
        what=result.what,
        expression=result.expression,
        inputs=tuple(inputs),
        result=result.shown,
        error=result.error,
    )


def _absences(absences: Iterable[Absence]) -> tuple[AbsenceRow, ...]:
    """What is not published, each once: first what says where it was looked for."""
    found = sorted(absences, key=lambda a: not a.looked_in)
    return tuple(dict.fromkeys(AbsenceRow(a.what, a.looked_in, a.on) for a in found))


def _siblings(matrix: SystemMatrix, page: Page) -> tuple[Sibling, ...]:
    return tuple(
        Sibling(cell.title, cell.permalink if cell.page else "", cell.state, cell.kind == page.kind)
        for cell in matrix.cells
    )


def _backlinks(page: Page, related: Iterable[Link], edition: Edition) -> tuple[Link, ...]:
    """The pages that link here; those that the author names stand there already."""
    named = {link.href.partition("#")[0] for link in related}
    links = (edition.link(path) for path in edition.indexes.backlinks.get(page.path, ()))
    return tuple(link for link in links if link and link.href not in named)


def _related(page: Page, edition: Edition) -> tuple[Link, ...]:
    """The pages that the author names; an address without a page is left to the checks."""
    found = []
    for target in page.front.related:
        other = edition.by_address.get(target.partition("#")[0])
        if other is not None:
            link = edition.links[other.path]  # of all that name this page whole, one object
            found.append(link if link.href == target else Link(target, other.title))
    return tuple(found)
