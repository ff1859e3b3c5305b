"""Every figure of the site as a line of a table, made once and kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from atlas_ssg.model.citation import Reference, unmarked
from atlas_ssg.model.fact import Fact
from atlas_ssg.render.contexts.references import FigureRow
from atlas_ssg.render.contexts.shell import Link
from atlas_ssg.render.edition import Edition
from atlas_ssg.render.evidence import label, shorten, source_address
from atlas_ssg.render.parts import Piece, in_parts
from atlas_ssg.render.rows import choice_class
from atlas_ssg.render.words import comparable

_LONGEST_SUBJECT = 160
_HEADING = 650  # bytes of a group's title and of the head of its table
_BYTES = 600  # of a row on a page, the markup with it


class Shelf:
    """Rows by the identity of their facts, kept from build to build.

    A site holds tens of thousands of figures, and an edit touches a few: a
    fact is looked up, not compared. The shelf holds the facts themselves, so
    no identity is used twice.
    """

    def __init__(self, titles: Mapping[str, str], names: Mapping[str, str],
                 references: Mapping[str, Reference]) -> None:  # fmt: skip
        self._titles = titles
        self._names = names
        self._references = references
        self._rows: dict[int, tuple[Fact, FigureRow]] = {}

    def rows(self, facts: Sequence[Fact]) -> list[FigureRow]:
        """The row of each fact."""
        known = self._rows
        try:
            return [known[id(fact)][1] for fact in facts]
        except KeyError:  # some are new
            for fact in facts:
                if id(fact) not in known:
                    title, system = self._titles[fact.page], self._names.get(fact.system, "")
                    known[id(fact)] = fact, _row(fact, title, system, self._references)
        return [known[id(fact)][1] for fact in facts]

    def in_parts(
        self,
        address: str,
        rows: Sequence[FigureRow],
        titles: Sequence[str],
        *,
        heading: int = _HEADING,
        before: int = 0,
    ) -> tuple[Piece[FigureRow], ...]:
        """A table of figures in parts. Their texts are short, so each counts as much as any."""
        return in_parts(address, rows, titles, markup=_BYTES, heading=heading, before=before,
                        size=lambda row: 0)  # fmt: skip

    def keep(self, most: int) -> None:
        """Start anew when there are more than `most` rows: those of facts that are gone."""
        if len(self._rows) > most:
            self._rows.clear()


def shelf(edition: Edition) -> Shelf:
    """The rows of this site's figures; a new shelf when titles or sources change."""
    site = edition.site
    titles = {path: page.title for path, page in site.pages.items()}
    names = {matrix.id: matrix.title for matrix in edition.indexes.systems}
    references = edition.references
    inputs = (titles, names, references)
    found = edition.memo("figure-rows", "", inputs, lambda: Shelf(*inputs))
    found.keep(4 * len(site.facts.figures) + 1_000)
    return found


def _row(fact: Fact, title: str, system: str, references: Mapping[str, Reference]) -> FigureRow:
    value = " ".join(fact.quantity.text.split())
    facets = [choice_class("provenance", fact.provenance.value)]
    if fact.system:
        facets.append(choice_class("system", fact.system))
    return FigureRow(
        value=value,
        comparable=comparable(fact.quantity),
        subject=shorten(unmarked(fact.subject), _LONGEST_SUBJECT),
        system=system,
        href=f"{fact.permalink}#{fact.anchor}" if fact.anchor else fact.permalink,
        page=title,
        source=_source(fact, references),
        provenance=fact.provenance.value,
        facets=" ".join(facets),
    )


def _source(fact: Fact, references: Mapping[str, Reference]) -> Link | None:
    reference = next((references[key] for key in fact.sources if key in references), None)
    if reference is not None:
        return Link(source_address(reference.key), label(reference), reference.year)
    if fact.calculation:
        return Link(f"{fact.permalink}#calc-{fact.calculation}", "calculation")
    return None
