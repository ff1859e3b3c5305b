"""Prices, glossary and technologies: the smaller shelves of the library."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from atlas_ssg.content.library import DataFile, Shelf
from atlas_ssg.model.site import Price, Technology

IsoDate = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}(-\d{2})?$")]


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
    prices: dict[str, PriceTable]


class TechnologyTable(_Table, frozen=True, kw_only=True):
    """A technology's other names, whether it is a managed service, and its home."""

    aliases: tuple[str, ...] = ()
    managed: bool = False
    url: str = ""


def read_prices(file: DataFile, shelf: Shelf) -> None:
    """Put a price list on the shelf, each price under "LIST/NAME"."""
    table, found = file.fit(file.document.data, PriceListTable, (), "PR001")
    shelf.diagnostics += found
    if table is None:
        return
    for name, row in table.prices.items():
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
    table, found = file.fit(file.document.data, dict[str, str], (), "GL001")
    shelf.diagnostics += found
    shelf.library.glossary.update(table or {})


def read_technologies(file: DataFile, shelf: Shelf) -> None:
    """Put the technologies on the shelf."""
    data = file.document.data
    if not isinstance(data, dict):
        message = "expected `Name: {aliases: […], managed: true, url: …}` lines"
        shelf.diagnostics.append(file.diagnostic("TE001", message, ()))
        return
    for name, entry in data.items():
        table, found = file.fit(entry or {}, TechnologyTable, (name,), "TE001")
        shelf.diagnostics += found
        if table is not None:
            place = file.place((name,), on_key=True)
            shelf.library.technologies[name] = Technology(
                name, table.aliases, table.managed, table.url, place
            )
