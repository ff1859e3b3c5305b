"""Changes of what a site is made of: content, themes, configuration. A burst is one change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

from watchfiles import Change, DefaultFilter, watch

from atlas_ssg.config import Config

# Editors write a file in several steps (temporary file, rename, chmod): what
# comes within this time of each other is one change. Milliseconds.
_STEP_MS = 15
_DEBOUNCE_MS = 250


class _SourceFilter(DefaultFilter):
    """Passes what the build reads, and nothing that it or an editor writes beside."""

    def __init__(self, config: Config) -> None:
        super().__init__(ignore_paths=[p for p in (config.output, config.cache) if p is not None])
        self._roots = sources(config)
        self._config = config.path

    def __call__(self, change: Change, path: str) -> bool:
        place = Path(path)
        if place == self._config:
            return True
        inside = any(root == place or root in place.parents for root in self._roots)
        return inside and super().__call__(change, path)


def sources(config: Config) -> tuple[Path, ...]:
    """The folders that a build reads and that exist: content and the project's own themes."""
    folders = (config.content, config.root / "themes")
    return tuple(folder for folder in folders if folder.is_dir())


def changes(config: Config, stop: Event | None = None) -> Iterator[frozenset[Path]]:
    """Sets of changed paths, until `stop` is set or the process is interrupted."""
    watched = [*sources(config), *([config.path.parent] if config.path else [])]
    for found in watch(
        *watched,
        watch_filter=_SourceFilter(config),
        step=_STEP_MS,
        debounce=_DEBOUNCE_MS,
        stop_event=stop,
        raise_interrupt=False,
    ):
        yield frozenset(Path(path) for _, path in found)
