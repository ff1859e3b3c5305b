"""Facts out of the texts of one page: figures, what is not published, exact messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from atlas_ssg.facts.association import Cited, associate
from atlas_ssg.facts.calculations import rests_on
from atlas_ssg.facts.provenance import as_of, provenance
from atlas_ssg.facts.quantities import find
from atlas_ssg.facts.texts import NOT_PUBLISHED, Said, unmasked
from atlas_ssg.model.citation import unmarked
from atlas_ssg.model.fact import Absence, CalculationResult, Fact
from atlas_ssg.model.page import Page
from atlas_ssg.model.site import Library
from atlas_ssg.model.source import Place

_CALCULATION = "calc:"

Results = Mapping[str, CalculationResult]


def figures(page: Page, said: Iterable[Said], library: Library, results: Results) -> Iterator[Fact]:
    """Every figure of the page, diagrams first, in the order in which they stand.

    `results` are those of the page's calculations, by name.
    """
    for one in said:
        found = find(one.text, one.header, one.row)
        for cited in associate(one.text, found, sentences=one.is_prose):
            yield _fact(cited, one, page, library, results)


def absences(page: Page, said: Iterable[Said]) -> Iterator[Absence]:
    """What the page says nobody publishes: `n/p` in labels and cells, `not_published:` entries."""
    for one in said:
        if not one.is_prose and NOT_PUBLISHED.search(one.text):
            what = NOT_PUBLISHED.sub("", one.subject).strip(" ,:—-") or one.subject
            yield Absence(
                what=what,
                page=page.path,
                permalink=page.permalink,
                place=one.place,
                system=page.system,
                in_diagram=one.where != "cell",
            )
    for entry in page.front.not_published:
        yield Absence(
            what=entry.what,
            page=page.path,
            permalink=page.permalink,
            place=entry.place,
            looked_in=entry.looked_in,
            on=entry.on,
            system=page.system,
        )


def _fact(cited: Cited, said: Said, page: Page, library: Library, results: Results) -> Fact:
    sources, calculation = _evidence(cited, page, results)
    known = library.references
    references = [known[key] for key in sources if key in known]
    inputs = [known[key] for key in _inputs(page, calculation, library) if key in known]
    sentence = unmasked(cited.sentence)
    return Fact(
        quantity=cited.quantity,
        subject=sentence if said.is_prose else said.subject,
        context=sentence if said.is_prose else f"{said.subject}: {unmasked(unmarked(said.text))}",
        where=said.where,
        page=page.path,
        permalink=page.permalink,
        anchor=said.anchor,
        place=said.place if said.where in _LABELS else _in_text(said, cited),
        category=page.category,
        system=page.system,
        kind=page.kind,
        sources=sources,
        calculation=calculation,
        provenance=provenance(references, derived=bool(calculation)),
        as_of=as_of([*references, *inputs]),
    )


def _evidence(cited: Cited, page: Page, results: Results) -> tuple[tuple[str, ...], str]:
    """(sources, calculation): those of the first run of citations that can be meant."""
    first: tuple[tuple[str, ...], str] | None = None
    for run in cited.runs:
        keys = [page.references[n - 1] for n in run if 0 < n <= len(page.references)]
        names = [key.removeprefix(_CALCULATION) for key in keys if key.startswith(_CALCULATION)]
        sources = [key for key in keys if not key.startswith(_CALCULATION)]
        resting = rests_on(cited.quantity, names, results)
        if resting.source:
            sources.append(resting.source)
        found = (tuple(dict.fromkeys(sources)), resting.calculation)
        if sources or resting.possible:
            return found
        first = first or found
    return first or ((), "")


_LABELS = frozenset({"node", "edge", "group", "text"})


def _inputs(page: Page, name: str, library: Library) -> Iterator[str]:
    """The sources that a calculation's inputs rest on: they date what is derived from them."""
    for calculation in page.front.calculations:
        if calculation.name == name:
            for entry in calculation.inputs:
                price = library.prices.get(entry.price)
                yield price.source if price else entry.source


def _in_text(said: Said, cited: Cited) -> Place:
    """The line on which the figure stands: a passage keeps its author's line breaks."""
    line = said.text.count("\n", 0, cited.quantity.start)
    column = said.place.column if line == 0 else 1
    return Place(said.place.path, said.place.line + line, column)
