"""The site as it is served: the last good build in memory, and what is wrong with the newest."""

from __future__ import annotations

import linecache
import logging
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from atlas_ssg.model.diagnostic import Diagnostic, InputError, Severity
from atlas_ssg.model.output import Build, OutputFile
from atlas_ssg.model.route import output_path
from atlas_ssg.model.source import NOWHERE, Place
from atlas_ssg.serve.bell import Bell
from atlas_ssg.serve.search import SearchIndex

# Problems that leave something unread, undrawn or unwritten; the rest are findings
# of `check`, which an author wants to count but not to be stopped by.
_STOPPING = (
    "CF", "RD", "YA", "FM", "RT", "BI", "PR", "GL", "TE", "MD", "MM001", "MM002", "TP",
)  # fmt: skip
_TEMPLATES = "TP"
INTERNAL = "BUG"
_LOG = logging.getLogger("atlas_ssg.serve")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is served: files by path, the file that each source page became, the facets.

    A `sound` one was made with whole templates.
    """

    number: int = 0
    sound: bool = False
    files: Mapping[str, OutputFile] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)
    categories: tuple[tuple[str, str], ...] = ()
    systems: tuple[tuple[str, str], ...] = ()

    def content(self, path: str) -> bytes:
        """The bytes of a file, or none where there is no such file."""
        file = self.files.get(path)
        return b"" if file is None else file.content


class LiveSite:
    """Holds the newest snapshot; `refresh` replaces it and rings the bell."""

    def __init__(self, build: Callable[[], Build]) -> None:
        self._build = build
        self.bell = Bell()
        self.search = SearchIndex()
        self.snapshot = Snapshot()
        self.problems: tuple[Diagnostic, ...] = ()
        self.began: int | None = None  # when the last finished build began; None before the first

    def close(self) -> None:
        """End the streams and the search."""
        self.bell.silence()
        self.search.close()

    def refresh(self) -> Build | None:
        """Build anew. A build that fails leaves the last snapshot, and says why over it."""
        began = time.time_ns()
        try:
            build = self._build()
            self.adopt(build, began)
            return build
        except InputError as error:
            self.problems = error.diagnostics
        except Exception as error:  # a fault of the program must not end the server
            self.problems = (_explained(error),)
        self.bell.ring()
        return None

    def show(self, snapshot: Snapshot) -> None:
        """Serve what an earlier server kept, until the first build."""
        self.snapshot = snapshot

    def adopt(self, build: Build, began: int) -> None:
        """Serve `build`, which began at that time (ns). Where it is broken, the last good files
        stay."""
        problems = tuple(d for d in build.diagnostics if _stops(d))
        self.snapshot = _next(self.snapshot, build, problems)
        self.problems, self.began = problems, began
        self.bell.ring()
        # Only now: whoever edits waits for the page, not for the search.
        if self.search.update(build.site):
            self.bell.ring()


def _next(last: Snapshot, build: Build, problems: tuple[Diagnostic, ...]) -> Snapshot:
    sound = not any(d.code.startswith(_TEMPLATES) for d in problems)
    if last.sound and not sound:
        return replace(last, number=last.number + 1)  # every page is made with them
    broken = {d.place.path for d in problems}
    files = {file.path: file for file in build.files}
    pages = {page.shown: output_path(page.permalink) for page in build.site.pages.values()}
    used = {name for page in build.site.pages.values() for name in (page.category, page.system)}
    if broken:
        files = _kept(last, pages, broken) | files | _held(last, pages, broken)
    return Snapshot(
        last.number + 1,
        sound,
        files,
        pages,
        tuple((c.id, c.title) for c in build.indexes.categories if c.id in used),
        tuple((s.id, s.title) for s in build.indexes.systems if s.id in used),
    )


def _kept(last: Snapshot, pages: Mapping[str, str], broken: set[str]) -> dict[str, OutputFile]:
    """All that was there before, less the pages whose source is gone: nothing may be missing
    because a page, or the template of one, is broken."""
    gone = {
        path for shown, path in last.pages.items() if shown not in pages and shown not in broken
    }
    return {path: last.files[path] for path in last.files if path not in gone}


def _held(last: Snapshot, pages: Mapping[str, str], broken: set[str]) -> dict[str, OutputFile]:
    """The last files of the broken pages."""
    paths = (path for shown, path in pages.items() if shown in broken)
    return {path: last.files[path] for path in paths if path in last.files}


def _stops(diagnostic: Diagnostic) -> bool:
    return diagnostic.severity is Severity.ERROR and diagnostic.code.startswith(_STOPPING)


def _explained(error: Exception) -> Diagnostic:
    # Imported here: what was kept is shown before the stages are loaded.
    from atlas_ssg.diagrams.renderer import RenderError

    if isinstance(error, RenderError):
        return Diagnostic("MM002", str(error), NOWHERE, help=error.help)
    _LOG.error("the build failed", exc_info=error)
    return _fault(error)


def _fault(error: Exception) -> Diagnostic:
    """A fault of the program itself, at the line that raised it."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return Diagnostic(
        INTERNAL,
        f"the build failed by a fault of atlas-ssg: {type(error).__name__}: {error}",
        Place(Path(frame.filename).name, frame.lineno or 1, (frame.colno or 0) + 1),
        help="the last good site is still served; the traceback is in the terminal",
        source_line=linecache.getline(frame.filename, frame.lineno or 1).rstrip(),
    )
