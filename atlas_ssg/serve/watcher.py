"""Changes of what a site is made of: content, themes, configuration. A burst is one change.

Content and themes are watched with everything below them; the folders that hold
them, and `atlas.toml`, only by their own entries, so that the environment and the
output beside them cost nothing. What changes while nobody asks is kept together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Condition, Event, Thread

from watchfiles import Change, watch

from atlas_ssg.config import Config

# Editors write a file in several steps (temporary file, rename, chmod): what
# comes within this time of each other is one change. Milliseconds.
_STEP_MS = 3
_DEBOUNCE_MS = 250
_READY_MS = 50

_SKIPPED = {"node_modules", "__pycache__"}


@dataclass(frozen=True, slots=True)
class Sources:
    """What a build reads: folders with all below them, and single files."""

    folders: tuple[Path, ...]
    files: tuple[Path, ...] = ()

    @classmethod
    def of(cls, config: Config) -> Sources:
        """The content, the project's own themes, and its configuration."""
        folders = (config.content, config.root / "themes")
        return cls(folders, (config.path,) if config.path else ())

    @property
    def holders(self) -> tuple[Path, ...]:
        """The folders in which the sources themselves lie."""
        return tuple(sorted({path.parent for path in (*self.folders, *self.files)}))

    def deep(self, _: Change, path: str) -> bool:
        """Whether a change below one of the folders is of something that a build reads."""
        for folder in self.folders:
            with suppress(ValueError):
                parts = Path(path).relative_to(folder).parts
                return not any(map(_passing, parts))
        return False

    def shallow(self, _: Change, path: str) -> bool:
        """Whether a change is of a source itself: the configuration, or a whole folder."""
        return Path(path) in {*self.folders, *self.files}


class Watcher:
    """Gathers changed paths from its threads; `changes` hands them out."""

    def __init__(self, sources: Callable[[], Sources]) -> None:
        self._sources = sources
        self._condition = Condition()
        self._changed: set[Path] = set()
        self._stopped = False
        self._watched = Sources(())
        self._ends: list[Event] = []

    def start(self) -> None:
        """Watch; what changes after this returns is not missed."""
        end = Event()
        self._ends.append(end)
        self._watched = sources = self._sources()
        deep, shallow = _there(sources.folders), _there(sources.holders)
        ready = [
            self._follow(deep, sources.deep, end, recursive=True),
            self._follow(shallow, sources.shallow, end, recursive=False),
        ]
        for event in ready:
            event.wait()
        # A folder that came or went before the folder that holds it was watched.
        self._add(set(_there(sources.folders)) ^ set(deep))
        if self._stopped:
            end.set()

    def stop(self) -> None:
        """End the threads and `changes`."""
        with self._condition:
            self._stopped = True
            self._condition.notify_all()
        for end in self._ends:
            end.set()

    def changes(self) -> Iterator[frozenset[Path]]:
        """Sets of changed paths, until `stop`: each holds all since the last one was taken.

        Whoever is handed one reads the sources anew, and misses nothing: what came into
        a folder before it was watched was there before, all that comes later is reported.
        """
        while changed := self._take():
            if self._outdated(changed):
                self._restart()
            yield changed
            if (sources := self._sources()) != self._watched:
                self._add(set(sources.folders))  # that were read before they are watched

    def _take(self) -> frozenset[Path]:
        with self._condition:
            self._condition.wait_for(lambda: self._changed or self._stopped)
            changed = frozenset(() if self._stopped else self._changed)
            self._changed.clear()
        return changed

    def _outdated(self, changed: frozenset[Path]) -> bool:
        """Whether a folder came or went, or the configuration now names another."""
        return (
            self._sources() != self._watched
            or not changed.isdisjoint(self._watched.folders)
            or any(path.is_dir() for path in changed)
        )

    def _restart(self) -> None:
        """Watch anew. What the old watch has not reported by the end of this, it never will."""
        old = self._ends
        self._ends = []
        self.start()
        for end in old:
            end.set()

    def _follow(
        self,
        folders: tuple[Path, ...],
        wanted: Callable[[Change, str], bool],
        end: Event,
        *,
        recursive: bool,
    ) -> Event:
        ready = Event()

        def follow(*, poll: bool | None = None) -> None:
            for found in watch(
                *folders,
                watch_filter=wanted,
                step=_STEP_MS,
                debounce=_DEBOUNCE_MS,
                stop_event=end,
                rust_timeout=_READY_MS,
                yield_on_timeout=True,
                recursive=recursive,
                force_polling=poll,
                ignore_permission_denied=True,
            ):
                ready.set()
                self._add({Path(path) for _, path in found})

        def run() -> None:
            try:
                if folders:
                    follow()
            except FileNotFoundError:  # gone before it was watched
                self._add(set(folders))
            except OSError:  # no more notifications to be had from the system: look instead
                follow(poll=True)
            finally:
                ready.set()

        Thread(target=run, name="watcher", daemon=True).start()
        return ready

    def _add(self, paths: set[Path]) -> None:
        if paths:
            with self._condition:
                self._changed |= paths
                self._condition.notify_all()


def _there(folders: tuple[Path, ...]) -> tuple[Path, ...]:
    return tuple(folder for folder in folders if folder.is_dir())


def _passing(name: str) -> bool:
    """Names that a build skips, and what editors write beside a file while they save it."""
    return name.startswith((".", "#")) or name.endswith(("~", ".swp")) or name in _SKIPPED
