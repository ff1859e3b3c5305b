"""Ways to find by words: the error index and A–Z."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from itertools import groupby

from atlas_ssg.model.fact import ErrorString
from atlas_ssg.model.index import Entry
from atlas_ssg.render.contexts.listings import (
    AlphabetView,
    EntryRow,
    ErrorRow,
    ErrorsView,
    Letter,
)
from atlas_ssg.render.contexts.shell import Link
from atlas_ssg.render.edition import Edition
from atlas_ssg.render.plan import Planned
from atlas_ssg.render.rows import part_address

ERRORS = "/errors/"
ALPHABET = "/a-z/"
_MOST_ENTRIES = 1_500  # of a part of A–Z: about 250 KB
_OTHER = "#"
_HOME = (Link("/", "Home"),)


def plan_errors(edition: Edition) -> Iterator[Planned]:
    """Every exact message on one page, so that the browser's own search finds it."""
    errors = edition.indexes.errors
    if not errors:
        return
    titles = {matrix.id: matrix.title for matrix in edition.indexes.systems}
    groups = edition.memo(
        "errors", "", (errors, titles), lambda: tuple(_error_groups(errors, titles))
    )
    yield Planned(ERRORS, "errors.html", (groups,), lambda: _errors(groups, edition))


def _errors(groups: tuple[tuple[str, tuple[ErrorRow, ...]], ...], edition: Edition) -> ErrorsView:
    total = sum(len(rows) for _, rows in groups)
    summary = (
        f"{total} exact messages. Press Ctrl+F (⌘F on a Mac) and paste a piece of yours "
        "without its numbers, names and times."
    )
    return ErrorsView(
        layout=edition.layout,
        meta=edition.meta("Error messages", summary, ERRORS),
        crumbs=_HOME,
        heading="Error messages",
        summary=summary,
        groups=groups,
        total=total,
    )


def _error_groups(
    errors: tuple[ErrorString, ...], titles: Mapping[str, str]
) -> Iterator[tuple[str, tuple[ErrorRow, ...]]]:
    for letter, group in groupby(errors, key=lambda error: _letter(error.text)):
        yield letter, tuple(_error_rows(group, titles))


def _error_rows(errors: Iterator[ErrorString], titles: Mapping[str, str]) -> Iterator[ErrorRow]:
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
    pieces = edition.memo(
        "alphabet", "", (entries, titles, names), lambda: _pieces(entries, titles, names)
    )
    index = tuple(
        Link(f"{part_address(ALPHABET, number)}#{letter.id}", letter.title)
        for number, letters in enumerate(pieces, 1)
        for letter in letters
    )
    for number, letters in enumerate(pieces, 1):
        yield Planned(
            part_address(ALPHABET, number),
            "alphabet.html",
            (letters, index),
            lambda n=number, p=letters: _alphabet(n, p, index, edition),  # type: ignore[misc]
        )


def _pieces(
    entries: tuple[Entry, ...], titles: Mapping[str, str], names: Mapping[str, str]
) -> list[tuple[Letter, ...]]:
    """Whole letters, gathered to parts of a bearable length."""
    by_letter: dict[str, list[Entry]] = {}
    for entry in entries:
        by_letter.setdefault(_letter(entry.term), []).append(entry)
    pieces: list[list[Letter]] = [[]]
    size = 0
    for title in sorted(by_letter, key=lambda letter: (letter != _OTHER, letter)):
        group = by_letter[title]
        if pieces[-1] and size + len(group) > _MOST_ENTRIES:
            pieces.append([])
            size = 0
        size += len(group)
        id = "letter-other" if title == _OTHER else f"letter-{title.lower()}"
        pieces[-1].append(Letter(id, title, tuple(_entry_rows(group, titles, names))))
    return [tuple(letters) for letters in pieces]


def _entry_rows(
    entries: list[Entry], titles: Mapping[str, str], names: Mapping[str, str]
) -> Iterator[EntryRow]:
    """Each term once, whatever its capitals, with the places it leads to.

    `titles` are those of pages by address, `names` those of categories by id.
    """
    for _, group in groupby(entries, key=lambda entry: entry.term.casefold()):
        alike = list(group)
        places = []
        for entry in alike:
            text = titles.get(entry.permalink, entry.term)
            note = names.get(entry.what, "" if entry.what == "page" else entry.what)
            places.append(Link(entry.permalink, text, note))
        yield EntryRow(alike[0].term, tuple(places))


def _alphabet(
    number: int, letters: tuple[Letter, ...], index: tuple[Link, ...], edition: Edition
) -> AlphabetView:
    summary = "Pages, topics and technologies by name."
    return AlphabetView(
        layout=edition.layout,
        meta=edition.meta("A–Z", summary, part_address(ALPHABET, number)),
        crumbs=_HOME,
        heading="A–Z",
        summary=summary,
        letters=letters,
        index=index,
    )
