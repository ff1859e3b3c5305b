"""Prices, glossary and technologies: the smaller shelves of the library."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from atlas_ssg.content.library import DataFile, Shelf
from atlas_ssg.model.site import Price, Technology

IsoDate = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}(-\d{2})?$")]
Url = Annotated[str, Meta(pattern=r"^(https?://\S+)?$")]


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    pass


class PriceTable(_Table, frozen=True, kw_only=True):
    """One price: an amount per unit ("0.05 USD/GB") and what it buys."""

    price: str
    what: str = ""


class PriceListTable(_Table, frozen=True, kw_only=True):
    """A dated list of public prices with its source."""

    id: str
    provider: str
    region: str = ""
    as_of: IsoDate
    source: str
    prices: dict[str, Any]  # each is a `PriceTable`: read one by one, so that a place is exact


class TechnologyTable(_Table, frozen=True, kw_only=True):
    """A technology's other names, whether it is a managed service, and its home."""

    aliases: tuple[str, ...] = ()
    managed: bool = False
    url: Url = ""


def read_prices(file: DataFile, shelf: Shelf) -> None:
    """Put a price list on the shelf, each price under "LIST/NAME"."""
    table, found = file.fit(file.document.data, PriceListTable, (), "PR001")
    shelf.diagnostics += found
    if table is None:
        return
    if not _is_date(table.as_of):
        help = "write 2026-07-20, or 2026-07"
        message = f"`as_of` is no date: `{table.as_of}`"
        shelf.diagnostics.append(file.diagnostic("PR001", message, ("as_of",), help))
    for name, entry in table.prices.items():
        row, found = file.fit(entry, PriceTable, ("prices", name), "PR001")
        shelf.diagnostics += found
        if row is None:
            continue
        key = f"{table.id}/{name}"
        place = file.place(("prices", name), on_key=True)
        if key in shelf.library.prices:
            message = f"the price `{key}` is already given at {shelf.library.prices[key].place}"
            shelf.diagnostics.append(file.diagnostic("PR001", message, ("prices", name)))
            continue
        shelf.library.prices[key] = Price(
            key, row.price, row.what, table.provider, table.region, table.as_of, table.source, place
        )


def read_glossary(file: DataFile, shelf: Shelf) -> None:
    """Put the acronyms on the shelf."""
    data = file.document.data
    if not isinstance(data, dict):
        message = "expected `ACRONYM: what it stands for` lines"
        shelf.diagnostics.append(file.diagnostic("GL001", message, ()))
        return
    for acronym, entry in data.items():
        meaning, found = file.fit(entry, str, (acronym,), "GL001")
        shelf.diagnostics += found
        if meaning is not None and not meaning.strip():
            message = f"`{acronym}` has no explanation"
            shelf.diagnostics.append(file.diagnostic("GL001", message, (acronym,), on_key=True))
        elif meaning is not None:
            shelf.library.glossary[acronym] = meaning


def read_technologies(file: DataFile, shelf: Shelf) -> None:
    """Put the technologies on the shelf. A name or alias belongs to one of them only."""
    data = file.document.data
    if not isinstance(data, dict):
        message = "expected `Name: {aliases: […], managed: true, url: …}` lines"
        shelf.diagnostics.append(file.diagnostic("TE001", message, ()))
        return
    taken = {name: name for name in data}
    for name, entry in data.items():
        table, found = file.fit(entry or {}, TechnologyTable, (name,), "TE001")
        shelf.diagnostics += found
        if table is None:
            continue
        for at, alias in enumerate(table.aliases):
            if taken.setdefault(alias, name) != name:
                message = f"`{alias}` already stands for `{taken[alias]}`"
                path = (name, "aliases", at)
                shelf.diagnostics.append(file.diagnostic("TE001", message, path))
        place = file.place((name,), on_key=True)
        shelf.library.technologies[name] = Technology(
            name, table.aliases, table.managed, table.url, place
        )


def _is_date(text: str) -> bool:
    """Whether "2026-07-20" or "2026-07" is in the calendar."""
    try:
        date.fromisoformat(text if len(text) == 10 else f"{text}-01")
    except ValueError:
        return False
    return True
