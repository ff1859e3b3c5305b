"""Addresses of the site: which page was meant by one that does not exist."""

from __future__ import annotations

from collections.abc import Collection

from atlas_ssg.schema import nearest


def meant(address: str, known: Collection[str]) -> str:
    """The sibling of nearly the same name, else the only page anywhere that has one; else "".

    Only last parts are compared: siblings share the rest, which would make all of them look near.
    """
    wanted = _name(address)
    names: dict[str, list[str]] = {}
    for permalink in sorted(known):
        names.setdefault(_name(permalink), []).append(permalink)
    close = nearest(wanted, list(names), 1) if wanted else []
    found = [permalink for name in close for permalink in names[name]]
    beside = [permalink for permalink in found if _folder(permalink) == _folder(address)]
    return next(iter(beside or (found if len(found) == 1 else [])), "")


def _name(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]


def _folder(address: str) -> str:
    return address.rstrip("/").rpartition("/")[0]
