"""Ways to find by words: the error index and A–Z."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TypeVar

from atlas_ssg.model.fact import ErrorString
from atlas_ssg.model.index import Entry
from atlas_ssg.render.contexts.listings import (
    AlphabetView,
    EntryRow,
    ErrorGroup,
    ErrorRow,
    ErrorsView,
    Letter,
)
from atlas_ssg.render.contexts.shell import Link
from atlas_ssg.render.edition import Edition
from atlas_ssg.render.parts import Piece, in_parts
from atlas_ssg.render.plan import Planned
from atlas_ssg.render.references import technology_places

T = TypeVar("T")

ERRORS = "/errors/"
ALPHABET = "/a-z/"
_MARKUP = 60  # bytes of a line of either list
_HEADING = 120  # of a letter
_OTHER = "#"
_HOME = (Link("/", "Home"),)


def plan_errors(edition: Edition) -> Iterator[Planned]:
    """Every exact message, on one page while that is bearable, so that the browser's own search
    finds it; else in parts by letter."""
    errors = edition.indexes.errors
    if not errors:
        return
    titles = {matrix.id: matrix.title for matrix in edition.indexes.systems}
    pieces = edition.memo("errors", "", (errors, titles), lambda: _error_pieces(errors, titles))
    index = _index(pieces)
    total = sum(len(piece.rows) for piece in pieces)
    for piece in pieces:
        yield Planned(
            piece.address,
            "errors.html",
            (piece, index, total),
            lambda p=piece: _errors(p, index, total, edition),  # type: ignore[misc]
        )


def _errors(
    piece: Piece[ErrorRow], index: tuple[Link, ...], total: int, edition: Edition
) -> ErrorsView:
    summary = (
        f"{total:,} exact messages. Press Ctrl+F (⌘F on a Mac) and paste a piece of yours "
        "without its numbers, names and times."
    )
    if piece.part.links:
        summary += " They stand by their first letter or digit, in parts."
    return ErrorsView(
        layout=edition.layout,
        meta=edition.meta("Error messages", summary, piece.address),
        crumbs=_HOME,
        heading="Error messages",
        summary=summary,
        groups=tuple(ErrorGroup(_anchor(title), title, rows) for title, rows in piece.groups),
        index=index,
        part=piece.part,
        total=total,
    )


def _error_pieces(
    errors: tuple[ErrorString, ...], titles: Mapping[str, str]
) -> tuple[Piece[ErrorRow], ...]:
    rows = tuple(_error_rows(errors, titles))
    return in_parts(ERRORS, rows, [_letter(row.text) for row in rows], markup=_MARKUP,
                    heading=_HEADING)  # fmt: skip


def _index(pieces: tuple[Piece[T], ...]) -> tuple[Link, ...]:
    """Every letter, where its entries begin."""
    found: dict[str, Link] = {}
    for piece in pieces:
        for title in piece.titles:
            if title not in found:
                found[title] = Link(f"{piece.address}#{_anchor(title)}", title)
    return tuple(found.values())


def _anchor(letter: str) -> str:
    return "letter-other" if letter == _OTHER else f"letter-{letter.lower()}"


def _error_rows(errors: tuple[ErrorString, ...], titles: Mapping[str, str]) -> Iterator[ErrorRow]:
    """Each message once, with every page that explains it."""
    for text, group in groupby(errors, key=lambda error: error.text):
        places = []
        for error in group:
            href = f"{error.permalink}#{error.anchor}" if error.anchor else error.permalink
            places.append(Link(href, error.title, titles.get(error.system, "")))
        yield ErrorRow(text, tuple(places))


def _letter(text: str) -> str:
    """The letter under which a term is looked up: its first letter without accent, else "#"."""
    for character in unicodedata.normalize("NFKD", text):
        if character.isalpha():
            return character.upper()
        if character.isdigit():
            return _OTHER
    return _OTHER


def plan_alphabet(edition: Edition) -> Iterator[Planned]:
    """A–Z, in parts where it is long."""
    entries = edition.indexes.entries
    if not entries:
        return
    titles = {page.permalink: page.title for page in edition.site.pages.values()}
    names = {category.id: category.title for category in edition.indexes.categories}
    places = technology_places(edition)
    pieces = edition.memo(
        "alphabet",
        "",
        (entries, titles, names, places),
        lambda: _entry_pieces(entries, titles, names, places),
    )
    index = _index(pieces)
    for piece in pieces:
        yield Planned(
            piece.address,
            "alphabet.html",
            (piece, index),
            lambda p=piece: _alphabet(p, index, edition),  # type: ignore[misc]
        )


def _entry_pieces(
    entries: tuple[Entry, ...], titles: Mapping[str, str], names: Mapping[str, str],
    places: Mapping[str, str],
) -> tuple[Piece[EntryRow], ...]:  # fmt: skip
    """The entries by letter; a technology's address is that of the part it stands in."""
    by_letter: dict[str, list[Entry]] = {}
    for entry in entries:
        by_letter.setdefault(_letter(entry.term), []).append(entry)
    rows, letters = [], []
    for letter in sorted(by_letter, key=lambda letter: (letter != _OTHER, letter)):
        of_letter = list(_entry_rows(by_letter[letter], titles, names, places))
        rows += of_letter
        letters += [letter] * len(of_letter)
    return in_parts(ALPHABET, rows, letters, markup=_MARKUP, heading=_HEADING)


def _entry_rows(
    entries: list[Entry], titles: Mapping[str, str], names: Mapping[str, str],
    addresses: Mapping[str, str],
) -> Iterator[EntryRow]:  # fmt: skip
    """Each term once, whatever its capitals, with the places it leads to.

    `titles` are those of pages by address, `names` those of categories by id.
    """
    for _, group in groupby(entries, key=lambda entry: entry.term.casefold()):
        alike = list(group)
        places = []
        for entry in alike:
            text = titles.get(entry.permalink, entry.term)
            note = names.get(entry.what, "" if entry.what == "page" else entry.what)
            places.append(Link(addresses.get(entry.permalink, entry.permalink), text, note))
        yield EntryRow(alike[0].term, tuple(places))


def _alphabet(piece: Piece[EntryRow], index: tuple[Link, ...], edition: Edition) -> AlphabetView:
    summary = "Pages, topics and technologies by name."
    return AlphabetView(
        layout=edition.layout,
        meta=edition.meta("A–Z", summary, piece.address),
        crumbs=_HOME,
        heading="A–Z",
        summary=summary,
        letters=tuple(Letter(_anchor(title), title, rows) for title, rows in piece.groups),
        index=index,
        part=piece.part,
    )
