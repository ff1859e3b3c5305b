"""What the build hands over: files in memory, diagnostics, timings."""

from __future__ import annotations

from dataclasses import dataclass, field

from atlas_ssg.model.diagnostic import Diagnostic, Severity
from atlas_ssg.model.diagram import RenderStats
from atlas_ssg.model.index import Indexes
from atlas_ssg.model.site import Site


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file of the site: `path` is relative to the output folder, with forward slashes.

    `raw` are its bytes, but for one name in it that is not settled until all are
    made: of `named`, the first is written as the second, once.
    """

    path: str
    raw: bytes
    named: tuple[bytes, bytes] | None = None

    @property
    def content(self) -> bytes:
        """The bytes of the file."""
        return self.raw if self.named is None else self.raw.replace(*self.named, 1)


@dataclass(frozen=True, slots=True)
class Build:
    """A finished build, in memory. `timings` are (stage, seconds) in order."""

    site: Site
    indexes: Indexes
    files: tuple[OutputFile, ...]
    diagnostics: tuple[Diagnostic, ...]
    timings: tuple[tuple[str, float], ...] = ()
    render: RenderStats = field(default_factory=RenderStats)

    @property
    def failed(self) -> bool:
        """Whether any diagnostic is an error."""
        return any(d.severity is Severity.ERROR for d in self.diagnostics)
