"""The bibliography: `sources/*.yaml`, CSL-YAML as Zotero and Pandoc write it.

Keys that CSL knows and we do not need are passed over; `custom` is ours and
strict. The fields are those of the Citation Style Language's data schema.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from atlas_ssg.content.library import DataFile, Shelf
from atlas_ssg.model.citation import Provenance, Reference
from atlas_ssg.model.diagnostic import Diagnostic
from atlas_ssg.schema import did_you_mean

_CODE = "BI001"
_PUBLISHED = tuple(
    p.value
    for p in Provenance
    if p not in {Provenance.DERIVED, Provenance.NOT_PUBLISHED, Provenance.UNCITED}
)
# Of Pandoc's citation keys those that may stand in an address as they are.
_KEY = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_:.+~-]*")
_URL = re.compile(r"https?://[^\s/][^\s]*")
_DATE_HELP = "write {date-parts: [[2016, 3, 1]]}, [[2016, 3]] or [[2016]]; or 2016-03-01"


class NameTable(msgspec.Struct, frozen=True):
    """A person or, as `literal`, an organisation."""

    family: str = ""
    given: str = ""
    literal: str = ""


class DateTable(msgspec.Struct, frozen=True):
    """A date of one to three parts (year, month, day), or as ISO text."""

    date_parts: tuple[tuple[int | str, ...], ...] = msgspec.field(name="date-parts", default=())
    raw: str = ""
    literal: str = ""


# CSL's own form, or ISO text as Pandoc reads it ("2016-03"); a bare year is a number in YAML.
Date = DateTable | str | int | None


class CustomTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What CSL has no field for."""

    provenance: str
    archive: str = ""
    locator: str = ""


class ReferenceTable(msgspec.Struct, frozen=True):
    """One entry under `references:`."""

    id: str
    title: str
    url: str = msgspec.field(name="URL")
    custom: CustomTable
    type: str = "webpage"
    author: tuple[NameTable, ...] = ()
    container: str = msgspec.field(name="container-title", default="")
    publisher: str = ""
    issued: Date = None
    accessed: Date = None


def accepts(path: str) -> bool:
    """Whether a data file belongs to the bibliography."""
    return path.startswith("sources/")


def read_bibliography(file: DataFile, shelf: Shelf) -> None:
    """Put the file's references on the shelf."""
    data = file.document.data
    base: tuple[Any, ...] = ()
    if isinstance(data, dict):
        if "references" not in data:
            key = next(iter(data), "")
            help = did_you_mean(key, ["references"]) if key else ""
            message = "no `references:` in this file"
            shelf.diagnostics.append(file.diagnostic(_CODE, message, (key,), help, on_key=True))
            return
        data, base = data["references"], ("references",)
    if data is None:
        return
    if not isinstance(data, list):
        message = "expected a list of references under `references:`"
        shelf.diagnostics.append(file.diagnostic(_CODE, message, base))
        return
    for index, entry in enumerate(data):
        table, found = file.fit(entry, ReferenceTable, (*base, index), _CODE)
        shelf.diagnostics += found
        if table is not None:
            shelf.diagnostics += _shelve(table, file, (*base, index), shelf)


def _refused(
    table: ReferenceTable, file: DataFile, path: tuple[Any, ...], shelf: Shelf
) -> Iterator[Diagnostic]:
    """Why an entry cannot be cited at all."""
    if not _KEY.fullmatch(table.id):
        help = "a key is letters, digits and _ : . + ~ -, and begins with a letter, digit or _"
        yield file.diagnostic(_CODE, f"`{table.id}` is no citation key", (*path, "id"), help)
    if not table.title.strip():
        yield file.diagnostic(_CODE, "the title is empty", (*path, "title"))
    if not _URL.fullmatch(table.url):
        help = "write the address that was read, with http:// or https://"
        yield file.diagnostic(_CODE, f"`{table.url}` is no web address", (*path, "URL"), help)
    known = shelf.library.references.get(table.id)
    if known is not None:
        message = f"the id `{table.id}` is already taken at {known.place}"
        help = "give each source an id of its own"
        yield file.diagnostic(_CODE, message, (*path, "id"), help)
    if table.custom.provenance not in _PUBLISHED:
        message = f"unknown provenance `{table.custom.provenance}`"
        help = did_you_mean(table.custom.provenance, list(_PUBLISHED))
        yield file.diagnostic(_CODE, message, (*path, "custom", "provenance"), help)


def _shelve(
    table: ReferenceTable, file: DataFile, path: tuple[Any, ...], shelf: Shelf
) -> list[Diagnostic]:
    references = shelf.library.references
    refused = list(_refused(table, file, path, shelf))
    if refused:
        return refused
    dates, problems = _dates(table, file, path)
    references[table.id] = Reference(
        key=table.id,
        title=table.title,
        url=table.url,
        provenance=Provenance(table.custom.provenance),
        place=file.place(path),
        type=table.type,
        authors=tuple(a.literal or f"{a.given} {a.family}".strip() for a in table.author),
        container=table.container,
        publisher=table.publisher,
        issued=dates["issued"],
        accessed=dates["accessed"],
        locator=table.custom.locator,
        archive=table.custom.archive,
    )
    return problems


def _dates(
    table: ReferenceTable, file: DataFile, path: tuple[Any, ...]
) -> tuple[dict[str, str], list[Diagnostic]]:
    """The dates as ISO text, empty where there is none, and those that are no dates."""
    dates, problems = {}, []
    for name, given in (("issued", table.issued), ("accessed", table.accessed)):
        found = "" if given is None else _iso(given)
        dates[name] = found or ""
        if found is None:
            message = f"`{name}` is no date"
            problems.append(file.diagnostic(_CODE, message, (*path, name), _DATE_HELP))
    return dates, problems


def _iso(given: DateTable | str | int) -> str | None:
    """The date as ISO text, cut short where the source is; None when it is no date."""
    if isinstance(given, DateTable) and given.date_parts:
        parts = [str(part) for part in given.date_parts[0]]
    else:
        text = given if not isinstance(given, DateTable) else given.raw or given.literal
        parts = str(text).split("-")
    if not 1 <= len(parts) <= 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    year, *rest = (int(part) for part in parts)
    try:
        date(year, *[*rest, 1, 1][:2])
    except (ValueError, OverflowError):
        return None
    return "-".join([f"{year:04}", *(f"{part:02}" for part in rest)]) if year >= 1000 else None
