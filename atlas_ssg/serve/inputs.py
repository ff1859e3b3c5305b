"""Whether what a build reads is as it was, told by the state of its files without reading them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from atlas_ssg import __version__
from atlas_ssg.cache import digest
from atlas_ssg.config import Config

_PACKAGE = Path(__file__).parent.parent
# A wheel carries the themes inside the package; in a checkout they lie beside it.
_SHIPPED = (_PACKAGE / "themes", _PACKAGE.parent / "themes")

# Path, times of change (ns), size, inode.
State = tuple[str, int, int, int, int]


def inputs(config: Config) -> list[State]:
    """The state of all that a build reads: content, themes, configuration."""
    folders = [config.content, *{config.root / "themes", *_SHIPPED}]
    paths = [path for folder in folders for path in _below(str(folder))]
    if config.path is not None:
        paths.append(str(config.path))
    return [state for path in sorted(paths) if (state := _state(path)) is not None]


def changed_since(states: list[State], time: int) -> bool:
    """Whether any of the files was changed at or after that time (ns)."""
    return any(max(state[1:3]) >= time for state in states)


def stamp(states: list[State], config: Config) -> str:
    """A digest of the states, the configuration and the version of the program."""
    read = [__version__, states, config.file]
    return digest(msgspec.msgpack.encode(read, order="deterministic"))


def _below(folder: str) -> Iterator[str]:
    """Every file below a folder, hidden ones and compiled ones left out, and the folders: they
    change when a file is gone."""
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not _passing(name)]
        yield place
        yield from (os.path.join(place, name) for name in names if not _passing(name))


def _state(path: str) -> State | None:
    try:
        state = os.stat(path)
    except OSError:
        return None
    return (path, state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino)


def _passing(name: str) -> bool:
    return name.startswith(".") or name in {"node_modules", "__pycache__"}
