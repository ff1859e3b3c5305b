"""The bibliography: `sources/*.yaml`, CSL-YAML as Zotero and Pandoc write it.

Keys that CSL knows and we do not need are passed over; `custom` is ours and
strict. The fields are those of the Citation Style Language's data schema.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import msgspec
from msgspec import Meta

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
# Pandoc's citation keys: they begin with a letter, digit or underscore.
Key = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_:.#$%&+?<>~/-]*$")]
Url = Annotated[str, Meta(pattern=r"^https?://[^\s]+$")]


class NameTable(msgspec.Struct, frozen=True):
    """A person or, as `literal`, an organisation."""

    family: str = ""
    given: str = ""
    literal: str = ""


class DateTable(msgspec.Struct, frozen=True):
    """A date of one to three parts: year, month, day."""

    date_parts: tuple[tuple[int | str, ...], ...] = msgspec.field(name="date-parts", default=())
    raw: str = ""
    literal: str = ""


class CustomTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What CSL has no field for."""

    provenance: str
    archive: str = ""
    locator: str = ""


class ReferenceTable(msgspec.Struct, frozen=True):
    """One entry under `references:`."""

    id: Key
    title: str
    url: Url = msgspec.field(name="URL")
    custom: CustomTable
    type: str = "webpage"
    author: tuple[NameTable, ...] = ()
    container: str = msgspec.field(name="container-title", default="")
    publisher: str = ""
    issued: DateTable | None = None
    accessed: DateTable | None = None


def accepts(path: str) -> bool:
    """Whether a data file belongs to the bibliography."""
    return path.startswith("sources/")


def read_bibliography(file: DataFile, shelf: Shelf) -> None:
    """Put the file's references on the shelf."""
    data = file.document.data
    entries = data.get("references") if isinstance(data, dict) else data
    if entries is None:
        return
    if not isinstance(entries, list):
        message = "expected a list of references under `references:`"
        shelf.diagnostics.append(file.diagnostic(_CODE, message, ()))
        return
    base = ("references",) if isinstance(data, dict) else ()
    for index, entry in enumerate(entries):
        table, found = file.fit(entry, ReferenceTable, (*base, index), _CODE)
        shelf.diagnostics += found
        if table is not None:
            shelf.diagnostics += _shelve(table, file, (*base, index), shelf)


def _shelve(
    table: ReferenceTable, file: DataFile, path: tuple[Any, ...], shelf: Shelf
) -> list[Diagnostic]:
    references = shelf.library.references
    if table.id in references:
        other = references[table.id].place
        return [file.diagnostic(_CODE, f"the id `{table.id}` is already taken at {other}",
                                (*path, "id"), "give each source an id of its own")]  # fmt: skip
    if table.custom.provenance not in _PUBLISHED:
        message = f"unknown provenance `{table.custom.provenance}`"
        help = did_you_mean(table.custom.provenance, list(_PUBLISHED))
        return [file.diagnostic(_CODE, message, (*path, "custom", "provenance"), help)]
    problems = []
    dates = {}
    for name in ("issued", "accessed"):
        date = getattr(table, name)
        dates[name] = "" if date is None else _iso(date)
        if dates[name] is None:
            message = f"`{name}` is no date"
            help = "write {date-parts: [[2016, 3, 1]]}, [[2016, 3]] or [[2016]]"
            problems.append(file.diagnostic(_CODE, message, (*path, name), help))
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
        issued=dates["issued"] or "",
        accessed=dates["accessed"] or "",
        locator=table.custom.locator,
        archive=table.custom.archive,
    )
    return problems


def _iso(table: DateTable) -> str | None:
    """The date as ISO text, cut short where the source is; None when it is no date."""

    if not table.date_parts:
        return (table.raw or table.literal)[:10] or None
    try:
        parts = [int(part) for part in table.date_parts[0]]
        date(*[*parts, 1, 1][:3])
    except (ValueError, TypeError):
        return None
    if not 1 <= len(parts) <= 3 or parts[0] < 1000:
        return None
    return "-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])])
