"""The figures of the data: rows of `facts`, and the same as JSON and CSV text, page by page.

The text of a row is made once and joined into every table that holds the
figure, so that an edit of one page costs the rows of that page.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from atlas_ssg.cache import Memo
from atlas_ssg.model.fact import Fact
from atlas_ssg.model.index import CrossReference, Indexes
from atlas_ssg.model.site import Site
from atlas_ssg.render.data_schema import COLUMNS

Value = str | int | float | None
Row = tuple[Value, ...]

_COLUMNS = (*COLUMNS["facts"], "sources")


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure: its row, the sources it rests on, and both as JSON and CSV without what is
    said of its place in a cross-reference."""

    row: Row
    sources: tuple[str, ...]
    json: str
    csv: str


Listed = tuple[tuple[str, tuple[FigureRow, ...]], ...]  # (group, its figures)


@dataclass(frozen=True, slots=True)
class Pointers:
    """The keys that a row may point to; a pointer to anything else is None."""

    categories: frozenset[str]
    systems: frozenset[str]
    sources: frozenset[str]

    def category(self, id: str) -> str | None:
        """The category, if there is such a one."""
        return id if id in self.categories else None

    def system(self, id: str) -> str | None:
        """The system, if there is such a one."""
        return id if id in self.systems else None

    def source(self, key: str) -> str | None:
        """The source, if the bibliography has it."""
        return key if key in self.sources else None


def pointers(site: Site, indexes: Indexes, memo: Memo) -> Pointers:
    """What rows may point to; the same object as in the last build while equal."""
    found = Pointers(
        frozenset(category.id for category in indexes.categories),
        frozenset(system.id for system in indexes.systems),
        frozenset(site.library.references),
    )
    return memo("data", "pointers", (found,), lambda: found)


class Figures:
    """The figures of all pages, found again by their facts."""

    def __init__(self, indexes: Indexes, known: Pointers, memo: Memo) -> None:
        self._facts = indexes.page_facts
        self.pages: dict[str, tuple[FigureRow, ...]] = {
            path: memo("data-page", path, (facts, known), partial(_page, facts, known))
            for path, facts in indexes.page_facts.items()
        }
        memo.keep("data-page", set(indexes.page_facts))
        self._by_fact: dict[int, FigureRow] = {}

    def of(self, facts: Sequence[Fact]) -> Iterator[FigureRow]:
        """The figures of some facts.

        An index may hold a fact of the build before: equal, but not the same object.
        """
        known = self._by_fact or self._indexed()
        for fact in facts:
            row = known.get(id(fact))
            yield row or self.pages[fact.page][self._facts[fact.page].index(fact)]

    def _indexed(self) -> dict[int, FigureRow]:
        self._by_fact = {
            id(fact): row
            for path, facts in self._facts.items()
            for fact, row in zip(facts, self.pages[path], strict=True)
        }
        return self._by_fact


def listed(cross: CrossReference, figures: Figures) -> Listed:
    """The figures of a cross-reference, group by group."""
    return tuple((title, tuple(figures.of(facts))) for title, facts in cross.groups)


def as_json(groups: Listed) -> bytes:
    """A list of objects, one a line, in the order of the cross-reference."""
    lines = []
    for title, figures in groups:
        head = '{"comparable": ' + json.dumps(title, ensure_ascii=False) + ", "
        lines += [head + figure.json for figure in figures]
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode("utf-8")


def as_csv(groups: Listed) -> bytes:
    """RFC 4180, with a header."""
    parts = [csv_line(("comparable", *_COLUMNS))]
    for title, figures in groups:
        head = csv_line((title,)).removesuffix("\r\n") + ","
        parts += [head + figure.csv for figure in figures]
    return "".join(parts).encode("utf-8")


def csv_line(values: Sequence[Value]) -> str:
    """One line of CSV with its end."""
    text = io.StringIO(newline="")
    csv.writer(text).writerow(values)
    return text.getvalue()


def address(permalink: str, anchor: str) -> str:
    """The address of a place on a page."""
    return f"{permalink}#{anchor}" if anchor else permalink


def _page(facts: tuple[Fact, ...], known: Pointers) -> tuple[FigureRow, ...]:
    return tuple(_figure(fact, number, known) for number, fact in enumerate(facts, 1))


def _figure(fact: Fact, number: int, known: Pointers) -> FigureRow:
    sources = tuple(key for key in dict.fromkeys(fact.sources) if known.source(key))
    row = _row(fact, number, known)
    values = (*row, "; ".join(sources))
    text = json.dumps(dict(zip(_COLUMNS, values, strict=True)), ensure_ascii=False)
    return FigureRow(row, sources, text.removeprefix("{"), csv_line(values))


def _row(fact: Fact, number: int, known: Pointers) -> Row:
    quantity = fact.quantity
    return (
        f"{fact.page.removesuffix('.md')}/{number}",
        fact.page,
        address(fact.permalink, fact.anchor),
        fact.subject,
        fact.context if fact.context != fact.subject else "",
        fact.where,
        quantity.kind.value,
        quantity.text,
        quantity.low,
        quantity.high,
        quantity.unit,
        quantity.hedge,
        quantity.percentile,
        quantity.counted,
        quantity.per,
        known.category(fact.category),
        known.system(fact.system),
        fact.kind,
        fact.calculation,
        fact.provenance.value,
        fact.as_of,
    )
