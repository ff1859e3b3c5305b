"""One digest of everything that the metrics depend on: equal digests mean equal metrics."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import msgspec

from atlas_ssg import __version__
from atlas_ssg.cache import digest
from atlas_ssg.config import Config
from atlas_ssg.model.coverage import History

_PACKAGE = Path(__file__).parent.parent


def fingerprint(config: Config, renderer: str, history: History) -> str:
    """The digest of content, configuration, history, the renderer's identity, and the program."""
    return digest(
        __version__,
        program(),
        renderer,
        msgspec.json.encode(config.file, order="deterministic"),
        msgspec.json.encode(history.added, order="sorted"),
        *_content(config.content),
    )


@lru_cache(maxsize=1)
def program() -> str:
    """The state of the program's own files: while it is worked on, its version says nothing."""
    found = sorted(_PACKAGE.rglob("*.py")) + sorted(_PACKAGE.rglob("*.js"))
    states = ((path, path.stat()) for path in found)
    return digest(*(f"{path} {state.st_size} {state.st_mtime_ns}" for path, state in states))


def _content(root: Path) -> Iterator[bytes]:
    """Name and bytes of every file, by name; one that cannot be read is its name alone."""
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            path = Path(folder, name)
            yield os.fsencode(path.relative_to(root))
            try:
                yield path.read_bytes()
            except OSError:
                yield b""
