"""How a build's progress is shown: a bar on a terminal, plain lines elsewhere. On stderr."""

from __future__ import annotations

import time
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

_WORDS = {
    "read": "Reading content",
    "parse": "Parsing Markdown",
    "draw": "Drawing diagrams",
    "facts": "Collecting facts",
    "index": "Building indexes",
    "check": "Checking",
    "links": "Following links",
    "feeds": "Reading feeds",
    "render": "Writing pages",
    "publish": "Publishing",
}

# Plain output, not a terminal: a line at most this often while diagrams are drawn.
_EVERY_SECONDS = 10.0


class TerminalProgress:
    """A bar that goes away when the build ends."""

    def __init__(self, console: Console) -> None:
        self._bars = Bars(
            TextColumn("{task.description:<18}"),
            BarColumn(bar_width=32),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        )
        self._task: TaskID | None = None

    def __enter__(self) -> TerminalProgress:
        self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bars.stop()

    def begin(self, stage: str) -> None:
        """Show the stage with an unknown length."""
        self._task = self._bars.add_task(_WORDS.get(stage, stage), total=None)

    def advance(self, done: int, total: int) -> None:
        """Move the bar."""
        if self._task is not None:
            self._bars.update(self._task, completed=done, total=total)

    def end(self, stage: str, seconds: float) -> None:
        """Take the bar away."""
        if self._task is not None:
            self._bars.remove_task(self._task)
            self._task = None


class PlainProgress:
    """A line now and then while diagrams are drawn, for logs."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._next = time.monotonic() + _EVERY_SECONDS
        self._stage = ""

    def __enter__(self) -> PlainProgress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pass

    def begin(self, stage: str) -> None:
        """Remember the stage."""
        self._stage = stage

    def advance(self, done: int, total: int) -> None:
        """Print a line when the last is old enough."""
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + _EVERY_SECONDS
            self._console.print(f"{_WORDS.get(self._stage, self._stage)}: {done} of {total}")

    def end(self, stage: str, seconds: float) -> None:
        """Nothing to take away."""


def progress_for(console: Console) -> TerminalProgress | PlainProgress:
    """The bar for a terminal, plain lines otherwise."""
    return TerminalProgress(console) if console.is_terminal else PlainProgress(console)
