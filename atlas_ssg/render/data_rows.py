"""The rows of every table in `data_schema`, out of the site and its indexes.

Rows hold what a reader of the data can use: addresses, not line numbers, so
that moving a paragraph changes no row. A pointer to what does not exist (an
undeclared category, an unknown source) is None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from atlas_ssg.cache import Memo
from atlas_ssg.model.diagram import Rendered
from atlas_ssg.model.index import CrossReference, Indexes
from atlas_ssg.model.site import Site
from atlas_ssg.render.data_figures import Figures, Pointers, Row, address


@dataclass(frozen=True, slots=True)
class Material:
    """What rows are made of."""

    site: Site
    indexes: Indexes
    figures: Figures
    known: Pointers


def rows(material: Material, memo: Memo) -> dict[str, tuple[Row, ...]]:
    """Table name -> its rows, in the order of the columns; the same rows while equal."""
    return {
        name: memo("data-rows", name, inputs(material), partial(_made, make, material))
        for name, inputs, make in ROWS
    }


def references(indexes: Indexes) -> tuple[tuple[str, CrossReference], ...]:
    """The cross-references of figures with their ids, those that were made."""
    found = (indexes.costs, indexes.latencies, indexes.scale)
    return tuple((cross.id, cross) for cross in found if cross is not None)


def _made(make: Callable[[Material], Iterator[Row]], material: Material) -> tuple[Row, ...]:
    return tuple(make(material))


def _facts(material: Material) -> Iterator[Row]:
    for figures in material.figures.pages.values():
        for figure in figures:
            yield figure.row


def _fact_sources(material: Material) -> Iterator[Row]:
    for figures in material.figures.pages.values():
        for figure in figures:
            for key in figure.sources:
                yield (figure.row[0], key)


def _fact_groups(material: Material) -> Iterator[Row]:
    for name, cross in references(material.indexes):
        position = 0
        for title, facts in cross.groups:
            for figure in material.figures.of(facts):
                position += 1
                yield (name, position, title, figure.row[0])


def _categories(material: Material) -> Iterator[Row]:
    for c in material.indexes.categories:
        yield (c.id, c.title, c.permalink, c.description, c.target, c.diagrams)


def _systems(material: Material) -> Iterator[Row]:
    for s in material.indexes.systems:
        yield (s.id, s.title, s.tier, s.tier_title, s.focus, s.permalink, s.state)


def _matrix(material: Material) -> Iterator[Row]:
    for system in material.indexes.systems:
        for cell in system.cells:
            page = cell.page or None
            yield (system.id, cell.kind, cell.title, cell.state, page, cell.open)


def _pages(material: Material) -> Iterator[Row]:
    for page in material.site.pages.values():
        yield (
            page.path,
            page.permalink,
            page.title,
            page.description,
            material.known.category(page.category),
            material.known.system(page.system),
            page.kind,
            page.front.updated,
        )


def _diagrams(material: Material) -> Iterator[Row]:
    for (path, ordinal), outcome in material.site.diagrams.items():
        if isinstance(outcome, Rendered):
            graph = outcome.graph
            sizes = (len(graph.nodes), len(graph.edges), len(graph.groups), 1)
            yield (path, ordinal, graph.type, *sizes)
        else:
            yield (path, ordinal, "", 0, 0, 0, 0)


def _sources(material: Material) -> Iterator[Row]:
    for source in material.indexes.sources:
        reference = material.site.library.references[source.key]
        yield (
            reference.key,
            reference.title,
            reference.url,
            reference.provenance.value,
            reference.type,
            "; ".join(reference.authors),
            reference.container,
            reference.publisher,
            reference.issued,
            reference.accessed,
            reference.locator,
            reference.archive,
            source.permalink,
        )


def _page_sources(material: Material) -> Iterator[Row]:
    for page in material.site.pages.values():
        for number, key in enumerate(page.references, 1):
            if material.known.source(key):
                yield (page.path, key, number)


def _calculations(material: Material) -> Iterator[Row]:
    for c in material.site.facts.calculations:
        inputs = "; ".join(
            f"{name} = {amount}" + (f" [{source}]" if source else "")
            for name, amount, source in c.inputs
        )
        value = None if c.error else c.value
        yield (c.page, c.name, c.what, c.expression, inputs, value, c.unit, c.shown, c.error)


def _prices(material: Material) -> Iterator[Row]:
    for _, p in sorted(material.site.library.prices.items()):
        source = material.known.source(p.source)
        yield (p.id, p.amount, p.what, p.provider, p.region, p.as_of, source)


def _errors(material: Material) -> Iterator[Row]:
    for at, e in enumerate(material.indexes.errors, 1):
        category, system = material.known.category(e.category), material.known.system(e.system)
        yield (at, e.text, e.page, address(e.permalink, e.anchor), category, system)


def _metrics(material: Material) -> Iterator[Row]:
    for at, m in enumerate(material.indexes.metrics, 1):
        yield (at, m.name, m.text, m.page, m.permalink)


def _technologies(material: Material) -> Iterator[Row]:
    for t in material.indexes.technologies:
        yield (t.name, t.url, int(t.managed))


def _technology_uses(material: Material) -> Iterator[Row]:
    for t in material.indexes.technologies:
        unique = {(page, version): source for page, version, source in reversed(t.uses)}
        for (page, version), source in sorted(unique.items()):
            yield (t.name, page, version, material.known.source(source))


def _incidents(material: Material) -> Iterator[Row]:
    for i in material.indexes.incidents:
        yield (i.page, i.operator, i.began, i.ended, i.minutes)


def _absences(material: Material) -> Iterator[Row]:
    for at, a in enumerate(material.indexes.absences, 1):
        system = material.known.system(a.system)
        yield (at, a.what, a.page, a.looked_in, a.on, system, int(a.in_diagram))


def _gate_answers(material: Material) -> Iterator[Row]:
    for _, answers in sorted(material.indexes.gates.items()):
        for a in answers:
            yield (a.page, a.gate, a.item, a.title, a.answer.value, a.target, a.why)


Inputs = Callable[[Material], tuple[Any, ...]]


def _pages_and_known(material: Material) -> tuple[Any, ...]:
    return (tuple(material.site.pages.values()), material.known)


# Table, what its rows depend on, and what makes them.
ROWS: tuple[tuple[str, Inputs, Callable[[Material], Iterator[Row]]], ...] = (
    ("categories", lambda m: (m.indexes.categories,), _categories),
    ("systems", lambda m: (m.indexes.systems,), _systems),
    ("matrix", lambda m: (m.indexes.systems,), _matrix),
    ("pages", _pages_and_known, _pages),
    ("diagrams", lambda m: (m.site.diagrams,), _diagrams),
    ("sources", lambda m: (m.site.library.references,), _sources),
    ("facts", lambda m: tuple(m.figures.pages.items()), _facts),
    ("fact_sources", lambda m: tuple(m.figures.pages.items()), _fact_sources),
    (
        "fact_groups",
        lambda m: (tuple(m.figures.pages.items()), *(c.groups for _, c in references(m.indexes))),
        _fact_groups,
    ),
    ("page_sources", _pages_and_known, _page_sources),
    ("calculations", lambda m: (m.site.facts.calculations,), _calculations),
    ("prices", lambda m: (m.site.library.prices, m.known), _prices),
    ("errors", lambda m: (m.indexes.errors, m.known), _errors),
    ("metrics", lambda m: (m.indexes.metrics,), _metrics),
    ("technologies", lambda m: (m.indexes.technologies,), _technologies),
    ("technology_uses", lambda m: (m.indexes.technologies, m.known), _technology_uses),
    ("incidents", lambda m: (m.indexes.incidents,), _incidents),
    ("absences", lambda m: (m.indexes.absences, m.known), _absences),
    ("gate_answers", lambda m: (m.indexes.gates,), _gate_answers),
)
