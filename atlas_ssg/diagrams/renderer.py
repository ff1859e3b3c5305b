"""The seam to the slow outside thing: what a renderer is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


class RenderError(Exception):
    """Nothing can be drawn at all (no browser, no Mermaid): exit code 2. `help` says what to do."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.help = help


@dataclass(frozen=True, slots=True)
class Job:
    """One drawing to make: Mermaid text that has passed the checks of `source`."""

    text: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the browser drew: raw SVG (not yet cleaned) and the raw graph, as plain data."""

    svg: str
    graph: dict[str, Any]
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Refusal:
    """What the browser said instead.

    `reason` is that of `model.diagram.Failed`. `line` and `column` count in
    the text that Mermaid's parser saw (the job's, without front matter), from
    1, columns in UTF-16 units; 0 where nothing is known. `message` is the
    parser's own.
    """

    reason: str
    message: str
    line: int = 0
    column: int = 0
    length: int = 1
    expected: tuple[str, ...] = ()
    found: str = ""
    seconds: float = 0.0

    @property
    def lasting(self) -> bool:
        """Whether the same text would be refused again, whatever the machine does."""
        return self.reason in {"syntax", "too-large"}


Answer = Drawing | Refusal


class Renderer(Protocol):
    """Draws. Implementations: Chromium, and in the tests a fake of a few lines.

    One renderer serves any number of builds, so a server keeps its browser warm.
    """

    @property
    def identity(self) -> str:
        """Everything that a drawing depends on beside its job: versions, fonts, configuration."""

    @property
    def launch_seconds(self) -> float:
        """How long the last call of `render` spent on starting something."""

    @property
    def remarks(self) -> tuple[str, ...]:
        """What whoever runs the build should know ("the sandbox is off: …"), once a browser ran."""

    def render(self, jobs: Sequence[Job]) -> Iterator[tuple[int, Answer]]:
        """(index of the job, its answer), in the order in which they are finished.

        Raises `RenderError` when nothing can be drawn at all.
        """
