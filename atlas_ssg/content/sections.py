"""Sections: the tree of folders, each with the pages that stand directly in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from atlas_ssg.model.site import Section


def sections(routes: Mapping[str, str], indexes: frozenset[str]) -> dict[str, Section]:
    """Every section by its address. `routes` maps page paths to addresses."""
    pages: dict[str, list[str]] = defaultdict(list)
    index: dict[str, str] = {}
    names: dict[str, str] = {"/": "Home"}
    for path, address in sorted(routes.items()):
        home = section_of(path, address, indexes)
        if path in indexes:
            index[address] = path
        else:
            pages[home].append(path)
        _name_ancestors(path, home, names)
    return {
        address: Section(
            permalink=address,
            title=names[address],
            pages=tuple(pages.get(address, ())),
            parent=parent(address) if address != "/" else "",
            index=index.get(address, ""),
        )
        for address in sorted(names)
    }


def section_of(path: str, address: str, indexes: frozenset[str]) -> str:
    """The section that a page stands in; an index page stands in the section it heads."""
    return address if path in indexes else parent(address)


def parent(address: str) -> str:
    """The address one level up ("/a/b/" -> "/a/")."""
    return address.rstrip("/").rpartition("/")[0] + "/"


def _name_ancestors(path: str, home: str, names: dict[str, str]) -> None:
    folders = path.split("/")[:-1]
    while home != "/":
        name = folders.pop() if folders else home.rstrip("/").rpartition("/")[2]
        names.setdefault(home, name.replace("-", " ").replace("_", " ").strip().capitalize())
        home = parent(home)
