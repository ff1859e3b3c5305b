"""Sources and figures as pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from atlas_ssg.model.citation import Provenance, Reference, unmarked
from atlas_ssg.model.fact import CalculationResult, Fact
from atlas_ssg.model.page import Page
from atlas_ssg.render.contexts.content import KeyFigure, SourceView
from atlas_ssg.render.contexts.shell import Link
from atlas_ssg.render.edition import Edition

_MOST_KEY_FIGURES = 8
_LONGEST_SUBJECT = 90
_CALCULATION = "calc:"
# Evidence of the operator's own before evidence about it.
_RANK = {
    provenance: rank
    for rank, provenance in enumerate(
        (
            Provenance.FIRST_PARTY, Provenance.REPORTED, Provenance.BENCHMARK,
            Provenance.DERIVED, Provenance.PRICE_LIST, Provenance.DOCUMENTED_DEFAULT,
            Provenance.SUMMARY,
        )
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sources of a page: `keys` in the order of their numbers, and what is known of them."""

    keys: tuple[str, ...]
    known: tuple[Reference, ...]

    def find(self, key: str) -> Reference | None:
        """The reference with this key."""
        return next((reference for reference in self.known if reference.key == key), None)

    def anchor(self, fact: Fact) -> str:
        """Where on the page the source or calculation of a figure stands: "#source-3"."""
        if fact.calculation:
            return f"#calc-{fact.calculation}"
        number = next((self.keys.index(k) + 1 for k in fact.sources if k in self.keys), 0)
        return f"#source-{number}" if number else ""

    def link(self, key: str) -> Link | None:
        """A link to a source: to its place on the page when it has a number, else to its page."""
        reference = self.find(key)
        if key in self.keys:
            href = f"#source-{self.keys.index(key) + 1}"
        elif reference is not None:
            href = source_address(key)
        else:
            return None
        return Link(
            href, label(reference) if reference else key, reference.year if reference else ""
        )


def cited(
    page: Page, calculations: Iterable[CalculationResult], edition: Edition
) -> tuple[Reference | None, ...]:
    """The sources of `page`, then those of its calculations' inputs; None for an unknown key."""
    wanted = page.references
    inputs = [source for result in calculations for _, _, source in result.inputs]
    if inputs:
        wanted = tuple(dict.fromkeys((*wanted, *inputs)))
    return tuple(map(edition.references.get, wanted))


def evidence(keys: tuple[str, ...], found: Iterable[Reference | None]) -> Evidence:
    """The evidence of a page that cites `keys`, from what `cited` found."""
    return Evidence(keys, tuple(reference for reference in found if reference is not None))


def source_address(key: str) -> str:
    """The address of a source's own page."""
    return f"/sources/{key}/"


def label(reference: Reference) -> str:
    """Where a source appeared, in a word or two."""
    authors = reference.authors[0] if reference.authors else ""
    return reference.container or reference.publisher or authors or reference.title


def page_sources(evidence: Evidence) -> tuple[SourceView, ...]:
    """The sources of a page, by number; calculations have a place of their own."""
    return tuple(
        source_view(key, number, evidence.find(key))
        for number, key in enumerate(evidence.keys, 1)
        if not key.startswith(_CALCULATION)
    )


def source_view(key: str, number: int, reference: Reference | None) -> SourceView:
    """A source; one that the bibliography does not know has only its key."""
    if reference is None:
        return SourceView(
            id=f"source-{number}", number=number, key=key, title=key, url="", authors="",
            container="", issued="", accessed="", locator="", archive="", provenance="uncited",
            page="",
        )  # fmt: skip
    return SourceView(
        id=f"source-{number}",
        number=number,
        key=key,
        title=reference.title,
        url=reference.url,
        authors="; ".join(reference.authors),
        container=reference.container or reference.publisher,
        issued=reference.issued,
        accessed=reference.accessed,
        locator=reference.locator,
        archive=reference.archive,
        provenance=reference.provenance.value,
        page=source_address(key),
    )


def key_figures(facts: Iterable[Fact], evidence: Evidence) -> tuple[KeyFigure, ...]:
    """The figures worth seeing first: with a source, from the diagram before the text.

    At most two of one subject, each spelling once; in the order of the page.
    """
    supported = [fact for fact in facts if fact.sources or fact.calculation]
    ranked = sorted(supported, key=lambda f: (not f.in_diagram, _RANK.get(f.provenance, 9)))
    chosen: list[Fact] = []
    for fact in ranked:
        same = [f for f in chosen if f.subject == fact.subject]
        if len(same) < 2 and all(_value(f) != _value(fact) for f in chosen):
            chosen.append(fact)
        if len(chosen) == _MOST_KEY_FIGURES:
            break
    return tuple(_key_figures(sorted(chosen, key=supported.index), evidence))


def _key_figures(facts: Iterable[Fact], evidence: Evidence) -> Iterator[KeyFigure]:
    for fact in facts:
        reference = evidence.find(fact.sources[0]) if fact.sources else None
        yield KeyFigure(
            value=_value(fact),
            subject=shorten(unmarked(fact.subject)),
            href=f"{fact.permalink}#{fact.anchor}" if fact.anchor else fact.permalink,
            source=evidence.anchor(fact),
            label=label(reference) if reference else "calculated below",
            year=reference.year if reference else "",
            provenance=fact.provenance.value,
        )


def _value(fact: Fact) -> str:
    """A figure as the author spelled it, its line breaks as spaces."""
    return " ".join(fact.quantity.text.split())


def shorten(text: str, most: int = _LONGEST_SUBJECT) -> str:
    """`text`, cut between two words where it is too long for its place."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[:most].rpartition(" ")[0].rstrip(" ,;:") + "…"


def headline_figures(
    found: Iterable[tuple[tuple[Fact, ...], Page]], edition: Edition
) -> tuple[KeyFigure, ...]:
    """Key figures of several pages: the strongest of each page in turn, sources as pages."""
    queues = [
        (iter(key_figures(facts, evidence(page.references, cited(page, (), edition)))), page)
        for facts, page in found
    ]
    chosen: dict[str, KeyFigure] = {}
    while queues and len(chosen) < _MOST_KEY_FIGURES:
        for entry in list(queues):
            figure = next(entry[0], None)
            if figure is None:
                queues.remove(entry)
            elif len(chosen) < _MOST_KEY_FIGURES:
                source = entry[1].permalink + figure.source if figure.source else ""
                chosen.setdefault(figure.value, replace(figure, source=source))
    return tuple(chosen.values())
