"""The bibliography as a ledger: each source with its age and all that rests on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from atlas_ssg.cache import Cache
from atlas_ssg.model.coverage import SourceAge, is_dated, months
from atlas_ssg.model.index import Indexes
from atlas_ssg.model.site import Site
from atlas_ssg.sources.public import Lookup, look_up
from atlas_ssg.sources.reachability import Answer, Manners, Verdict, reach


@dataclass(frozen=True, slots=True)
class Entry:
    """One source. `figures` and `pages` rest on it; `systems` are those the pages belong to.

    A figure is (as spelled, what it is said of, where it stands). Dates are
    ISO, perhaps cut short, or empty. `limit` is the number of months after
    which such a source must be read again.
    """

    key: str
    title: str
    publisher: str
    provenance: str
    issued: str
    read: str
    limit: int
    url: str
    archive: str
    systems: tuple[str, ...]
    pages: tuple[str, ...]
    figures: tuple[tuple[str, str, str], ...]


class Order(StrEnum):
    """How a ledger can be sorted: the weakest, the largest or the oldest first."""

    KEY = "key"
    READ = "read"
    ISSUED = "issued"
    FIGURES = "figures"
    PROVENANCE = "provenance"


@dataclass(frozen=True, slots=True)
class Checked:
    """What an address of the bibliography gave; `advice` where it is dead."""

    entry: Entry
    answer: Answer
    advice: str


def ledger(site: Site, indexes: Indexes) -> tuple[Entry, ...]:
    """Every source of the bibliography, by key."""
    ages: Mapping[str, SourceAge] = {age.key: age for age in indexes.coverage.sources}
    found = []
    for index in indexes.sources:
        reference, age = site.library.references[index.key], ages[index.key]
        systems = {site.pages[path].system for path in index.pages} - {""}
        entry = Entry(
            key=reference.key,
            title=reference.title,
            publisher=reference.publisher or reference.container,
            provenance=reference.provenance.value,
            issued=reference.issued,
            read=age.read,
            limit=age.limit,
            url=reference.url,
            archive=reference.archive,
            systems=tuple(sorted(systems)),
            pages=index.pages,
            figures=tuple(
                (fact.quantity.text, fact.subject, str(fact.place)) for fact in index.facts
            ),
        )
        found.append(entry)
    return tuple(found)


def ordered(entries: Sequence[Entry], order: Order) -> tuple[Entry, ...]:
    """The entries in another order; equal ones by key."""
    keys: Mapping[Order, Callable[[Entry], Any]] = {
        Order.KEY: lambda entry: entry.key,
        Order.READ: lambda entry: (entry.read, entry.key),
        Order.ISSUED: lambda entry: (entry.issued, entry.key),
        Order.FIGURES: lambda entry: (-len(entry.figures), entry.key),
        Order.PROVENANCE: lambda entry: (entry.provenance, entry.key),
    }
    return tuple(sorted(entries, key=keys[order]))


def unread(entry: Entry, today: str) -> int | None:
    """Months since a source was read, until `today` (ISO); None where nobody says when it was."""
    return max(0, months(entry.read, today)) if is_dated(entry.read) else None


def stale(entries: Sequence[Entry], today: str, limit: int | None = None) -> tuple[Entry, ...]:
    """Sources last read more than `limit` months before `today`, the longest ago first.

    Without a limit each provenance has its own (`[checks.source_age]`). A
    source that does not say when it was read comes before all others.
    """

    def old(entry: Entry) -> bool:
        age = unread(entry, today)
        return age is None or age > (entry.limit if limit is None else limit)

    return ordered([entry for entry in entries if old(entry)], Order.READ)


def check(
    entries: Sequence[Entry],
    cache: Cache,
    advance: Callable[[int, int], None] = lambda done, total: None,
    *,
    manners: Manners | None = None,
    lookup: Lookup = look_up,
) -> tuple[Checked, ...]:
    """Whether each source can be reached, and for a dead one where a copy may be."""
    answers = reach([e.url for e in entries], cache, advance, manners=manners, lookup=lookup)
    return tuple(
        Checked(entry, answer, _advice(entry) if answer.verdict is Verdict.DEAD else "")
        for entry in entries
        for answer in (answers[entry.url],)
    )


def _advice(entry: Entry) -> str:
    """The copy that the author keeps, or the address at which an archive would have one.

    The archive leads to the copy nearest to the day on which the source was read.
    """
    if entry.archive:
        return f"a copy is kept: {entry.archive}"
    day = (entry.read or entry.issued).replace("-", "") or "2"
    return (
        f"look for a copy: https://web.archive.org/web/{day}/{entry.url} "
        "and keep its address as `custom: {archive: …}`"
    )
