"""Progress of a build: which stage runs, how far it is, and how long each took."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Progress(Protocol):
    """Who is told how a build goes on."""

    def begin(self, stage: str) -> None:
        """A stage starts."""

    def advance(self, done: int, total: int) -> None:
        """`done` of `total` steps of the running stage are finished."""

    def end(self, stage: str, seconds: float) -> None:
        """A stage ended after `seconds`."""


class _Silent:
    def begin(self, stage: str) -> None:
        pass

    def advance(self, done: int, total: int) -> None:
        pass

    def end(self, stage: str, seconds: float) -> None:
        pass


SILENT: Progress = _Silent()


class StageClock:
    """Times the stages of one build and passes their progress on."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._timings: list[tuple[str, float]] = []

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Run a block as the stage `name`."""
        self._progress.begin(name)
        start = time.perf_counter()
        try:
            yield
        finally:
            seconds = time.perf_counter() - start
            self._timings.append((name, seconds))
            self._progress.end(name, seconds)

    def advance(self, done: int, total: int) -> None:
        """Report progress within the running stage."""
        self._progress.advance(done, total)

    @property
    def timings(self) -> tuple[tuple[str, float], ...]:
        """(stage, seconds), in the order in which they ended."""
        return tuple(self._timings)
