"""Routes: the address of every page and asset; two sources for one address name each other."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from atlas_ssg.model.diagnostic import Diagnostic
from atlas_ssg.model.route import output_path
from atlas_ssg.model.source import Place
from atlas_ssg.slugs import slug

INDEX_NAMES = ("index", "readme")

# Names that Windows cannot store, whatever the suffix.
_RESERVED = {"con", "prn", "aux", "nul"} | {f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10)}


def permalink(path: str, override: str = "", indexes: frozenset[str] = frozenset()) -> str:
    """The address of the page at `path`: "a/b.md" -> "/a/b/", the folder's index -> "/a/".

    `indexes` are the paths that act as the index of their folder.
    """
    if override:
        return override if override.endswith("/") else override + "/"
    folder, _, name = path.rpartition("/")
    parts = [_part(part) for part in folder.split("/") if part]
    if path not in indexes:
        parts.append(_part(name.rpartition(".")[0]))
    return "/" + "".join(f"{part}/" for part in parts)


def index_pages(paths: Iterable[str]) -> frozenset[str]:
    """The paths that are the index of their folder: `index.md`, else `README.md`."""
    by_folder: dict[str, dict[str, str]] = defaultdict(dict)
    for path in paths:
        folder, _, name = path.rpartition("/")
        stem = name.rpartition(".")[0].lower()
        if stem in INDEX_NAMES:
            by_folder[folder].setdefault(stem, path)
    return frozenset(
        next(found[name] for name in INDEX_NAMES if name in found) for found in by_folder.values()
    )


def _part(name: str) -> str:
    return slug(name.replace(".", "-")) or "page"


def collisions(routes: Mapping[str, str], shown: Mapping[str, str]) -> list[Diagnostic]:
    """Addresses with several sources, and those that some systems cannot store.

    `routes` maps the path of a page or asset to its address, `shown` to the path to print.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for path, address in routes.items():
        found[_file(address)].append(path)
    diagnostics = []
    for paths in found.values():
        for path in sorted(paths)[1:] if len(paths) > 1 else ():
            others = ", ".join(shown[other] for other in sorted(paths) if other != path)
            message = f"{routes[path]} is also the address of {others}"
            help = "rename one of them, or give it a `permalink:`"
            diagnostics.append(Diagnostic("RT001", message, Place(shown[path]), help=help))
    for path, beneath in in_the_way(routes).items():
        below = ", ".join(shown[other] for other in beneath)
        message = f"{routes[path]} is a file, and a folder for {below}"
        diagnostics.append(Diagnostic("RT001", message, Place(shown[path]), help="rename the file"))
    for path, address in routes.items():
        if not address.endswith("/"):
            continue  # an asset keeps its name
        for part in address.strip("/").split("/"):
            if part.partition(".")[0].lower() in _RESERVED or part.endswith((".", " ")):
                message = f"the name `{part}` in {address} cannot be stored on every system"
                diagnostics.append(
                    Diagnostic("RT002", message, Place(shown[path]), help="rename the file")
                )
    return diagnostics


def in_the_way(routes: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Sources whose file stands where others need a folder: `notes` beside `notes.md`."""
    owners = {_file(address): path for path, address in routes.items()}
    found: dict[str, list[str]] = defaultdict(list)
    for path, address in routes.items():
        for folder in _folders(_file(address)):
            if folder in owners:
                found[owners[folder]].append(path)
    return {path: tuple(sorted(others)) for path, others in found.items()}


def _folders(file: str) -> Iterator[str]:
    folder = file.rpartition("/")[0]
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]


def _file(address: str) -> str:
    """The file of an address without regard to case and Unicode form: file systems differ."""
    return unicodedata.normalize("NFC", output_path(address)).casefold()
