"""The site as it is served: the last good build in memory, and what is wrong with the newest."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Condition

from atlas_ssg.cache import digest
from atlas_ssg.model.diagnostic import Diagnostic, InputError, Severity
from atlas_ssg.model.output import Build
from atlas_ssg.serve.search import SearchIndex

_STYLESHEET = re.compile(rb'href="[^"]*?/?(static/[^"/]+\.css)"')

# Problems that leave something undrawn or unread; the rest are findings of
# `check`, which an author wants to count but not to be stopped by.
_OVERLAY = ("CF", "FM", "MD", "MM001", "MM002", "TP")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One good build: files by path, their digests, and its search index."""

    number: int
    files: dict[str, bytes] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    search: SearchIndex | None = None

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """The errors that are shown over the page."""
        return tuple(d for d in self.diagnostics if d.code.startswith(_OVERLAY) and _is_error(d))


class LiveSite:
    """Holds the newest snapshot; `refresh` replaces it, `wait` wakes those who look at it."""

    def __init__(self, build: Callable[[], Build]) -> None:
        self._build = build
        self._changed = Condition()
        self._snapshot = Snapshot(0)
        self._failure: tuple[Diagnostic, ...] = ()
        self._turn = 0

    @property
    def snapshot(self) -> Snapshot:
        """The last good build."""
        return self._snapshot

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """What to show over the page: why the newest build failed, or its broken parts."""
        return self._failure or self._snapshot.problems

    @property
    def turn(self) -> int:
        """Counts every attempt to build, good or not."""
        return self._turn

    def refresh(self) -> None:
        """Build anew. A build that fails leaves the last snapshot and its own diagnostics."""
        try:
            build = self._build()
        except InputError as error:
            snapshot, failure = self._snapshot, error.diagnostics
        else:
            snapshot, failure = self._next(build), ()
        with self._changed:
            self._snapshot, self._failure = snapshot, failure
            self._turn += 1
            self._changed.notify_all()

    def _next(self, build: Build) -> Snapshot:
        files = {file.path: file.content for file in build.files}
        digests = {path: digest(_without_style(path, content)) for path, content in files.items()}
        return Snapshot(
            self._snapshot.number + 1, files, digests, build.diagnostics, SearchIndex(build.site)
        )


def stylesheet(page: bytes) -> str:
    """The path of the stylesheet that an HTML page links to, or an empty string."""
    match = _STYLESHEET.search(page)
    return match[1].decode() if match else ""


def _without_style(path: str, content: bytes) -> bytes:
    """A page without the fingerprint of its stylesheet: a new style is no new page."""
    if not path.endswith(".html"):
        return content
    match = _STYLESHEET.search(content)
    return content.replace(match[1], b"static/") if match else content


def _is_error(diagnostic: Diagnostic) -> bool:
    return diagnostic.severity is Severity.ERROR
