"""The site as the last server left it: what the next one shows until its own first build.

It is shown only when no file that a build reads has changed since, judged by its
state (times, size, inode), and the program is of the same version. It is read as
plain data and is never trusted for long: the first build replaces it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from atlas_ssg import __version__
from atlas_ssg.cache import Cache, digest
from atlas_ssg.config import Config
from atlas_ssg.serve.live import Snapshot

_PACKAGE = Path(__file__).parent.parent
# A wheel carries the themes inside the package; in a checkout they lie beside it.
_SHIPPED = (_PACKAGE / "themes", _PACKAGE.parent / "themes")
_KIND = "served"
_State = tuple[str, int, int, int, int]


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """A snapshot, and the state of everything that it was built from."""

    inputs: str
    files: dict[str, bytes]
    pages: dict[str, str]
    categories: tuple[tuple[str, str], ...]
    systems: tuple[tuple[str, str], ...]


def recall(config: Config) -> Snapshot | None:
    """The last server's snapshot, if a build would read now what it read then."""
    stored = Cache(config.cache).get(_KIND, _key(config))
    if stored is None:
        return None
    try:
        kept = msgspec.msgpack.decode(stored, type=_Kept)
    except msgspec.DecodeError:
        return None  # written by another version
    if kept.inputs != _digest(_inputs(config), config):
        return None
    return Snapshot(1, True, kept.files, kept.pages, kept.categories, kept.systems)


def keep(snapshot: Snapshot, began: int, config: Config) -> None:
    """Store a snapshot whose build began at that time (ns), unless something changed since."""
    states = _inputs(config)
    if config.cache is None or max(max(state[1:3]) for state in states) >= began:
        return
    kept = _Kept(
        _digest(states, config),
        dict(snapshot.files),
        dict(snapshot.pages),
        snapshot.categories,
        snapshot.systems,
    )
    Cache(config.cache).put(_KIND, _key(config), msgspec.msgpack.encode(kept))


def _key(config: Config) -> str:
    """One entry a project: the next takes its place."""
    return digest(str(config.content), str(config.path), config.site.base_url)


def _inputs(config: Config) -> list[_State]:
    """The state of all that a build reads: content, themes, configuration."""
    folders = [config.content, *{config.root / "themes", *_SHIPPED}]
    paths = [path for folder in folders for path in _below(str(folder))]
    if config.path is not None:
        paths.append(str(config.path))
    return [state for path in sorted(paths) if (state := _state(path)) is not None]


def _digest(states: list[_State], config: Config) -> str:
    read = [__version__, states, config.file]
    return digest(msgspec.msgpack.encode(read, order="deterministic"))


def _below(folder: str) -> Iterator[str]:
    """Every file below a folder, hidden ones and compiled ones left out, and the folders: they
    change when a file is gone."""
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not _passing(name)]
        yield place
        yield from (os.path.join(place, name) for name in names if not _passing(name))


def _state(path: str) -> _State | None:
    try:
        state = os.stat(path)
    except OSError:
        return None
    return (path, state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino)


def _passing(name: str) -> bool:
    return name.startswith(".") or name in {"node_modules", "__pycache__"}
