"""All facts of a site, page by page; the facts of an unchanged page are those of the last build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from itertools import chain
from typing import TypeVar

import msgspec

from atlas_ssg.cache import Cache, Memo, digest, program_digest
from atlas_ssg.config import Config
from atlas_ssg.facts.calculations import calculate, disagreements
from atlas_ssg.facts.extract import absences, figures
from atlas_ssg.facts.messages import errors
from atlas_ssg.facts.texts import texts
from atlas_ssg.model.citation import Reference
from atlas_ssg.model.diagram import Graph, Outcome, Rendered
from atlas_ssg.model.page import Page
from atlas_ssg.model.site import Facts, Library, Price

_KIND, _PAGE, _CITED = "facts", "facts-page", "facts-cited"
_ENCODE = msgspec.msgpack.Encoder().encode
_DECODE = msgspec.msgpack.Decoder(Facts).decode
T = TypeVar("T")
Graphs = tuple[Graph | None, ...]


def draw(
    pages: Mapping[str, Page],
    drawn: Mapping[tuple[str, int], Outcome],
    library: Library,
    config: Config,
    cache: Cache,
    memo: Memo,
) -> Facts:
    """Figures, calculations, absences and error strings of all pages, in their order."""
    # The same objects as in the last build while equal: then no page looks into them.
    references = memo(_KIND, "references", (library.references,), lambda: library.references)
    prices = memo(_KIND, "prices", (library.prices,), lambda: library.prices)
    found = []
    for page in pages.values():
        graphs = tuple([_graph(drawn.get((page.path, fence.ordinal))) for fence in page.fences])
        again = partial(_again, page, graphs, library, cache, memo)
        found.append(memo(_PAGE, page.path, (page, graphs, references, prices), again))
    for kind in (_PAGE, _CITED):
        memo.keep(kind, set(pages))
    return Facts(
        figures=_joined(one.figures for one in found),
        calculations=_joined(one.calculations for one in found),
        disagreements=_joined(one.disagreements for one in found),
        absences=_joined(one.absences for one in found),
        errors=_joined(one.errors for one in found),
    )


def _joined(parts: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(chain.from_iterable(parts))


def _again(page: Page, graphs: Graphs, library: Library, cache: Cache, memo: Memo) -> Facts:
    """The page's facts, made again only if what it cites has changed, not any other source."""
    inputs = (page, graphs, *_cited(page, library))
    return memo(_CITED, page.path, inputs, partial(_kept, inputs, page, graphs, library, cache))


def _kept(inputs: object, page: Page, graphs: Graphs, library: Library, cache: Cache) -> Facts:
    """The page's facts from the disk, where an earlier run had the same inputs."""
    key = digest(program_digest(), _ENCODE(inputs))
    stored = cache.get(_KIND, key)
    if stored is not None:
        try:
            return _DECODE(stored)
        except msgspec.DecodeError:
            pass  # damaged in a way that its checksum does not show: make it again
    found = of_page(page, graphs, library)
    cache.put(_KIND, key, _ENCODE(found))
    return found


def of_page(page: Page, graphs: Graphs, library: Library) -> Facts:
    """The facts of one page; `graphs` are those of its fences, None where one was not drawn."""
    said = tuple(texts(page, graphs))
    results = {one.name: calculate(one, page.path, library) for one in page.front.calculations}
    found = tuple(figures(page, said, library, results))
    return Facts(
        figures=found,
        calculations=tuple(results.values()),
        disagreements=tuple(disagreements(found, results)),
        absences=tuple(absences(page, said)),
        errors=tuple(errors(page)),
    )


def _graph(outcome: Outcome | None) -> Graph | None:
    return outcome.graph if isinstance(outcome, Rendered) else None


def _cited(
    page: Page, library: Library
) -> tuple[tuple[Reference | None, ...], tuple[Price | None, ...]]:
    """The references and prices that the page's facts depend on."""
    inputs = [entry for one in page.front.calculations for entry in one.inputs]
    prices = tuple(library.prices.get(entry.price) for entry in inputs if entry.price)
    keys = [
        *page.references,
        *(entry.source for entry in inputs),
        *(price.source for price in prices if price is not None),
    ]
    return tuple(library.references.get(key) for key in keys), prices
