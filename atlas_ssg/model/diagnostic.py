"""A problem is a value with a place: what was found, what was expected, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from atlas_ssg.model.source import Place


class Severity(IntEnum):
    """How bad a diagnostic is; errors decide the exit code."""

    INFO = 0
    WARNING = 1
    ERROR = 2


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one line that mends a finding: `length` characters at `place` become `text`.

    With `whole_line` the line is taken out. An edit that is not `safe` changes
    what the page says and is made only when asked for.
    """

    place: Place
    length: int = 0
    text: str = ""
    whole_line: bool = False
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    `code` is the rule's stable code ("MD001"); `message` says what was found
    and what was expected, `help` what to do. `source_line` is the author's own
    line and `length` the number of characters that the caret underlines.
    """

    code: str
    message: str
    place: Place
    severity: Severity = Severity.ERROR
    help: str = ""
    source_line: str = ""
    length: int = 1
    edit: Edit | None = None

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order of a report: by file, line, column, then code."""
        return (self.place.path, self.place.line, self.place.column, self.code, self.message)


class InputError(Exception):
    """Bad input that leaves nothing to build: carries its diagnostics (exit code 2)."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("; ".join(f"{d.place}: {d.message}" for d in diagnostics))
        self.diagnostics = diagnostics
