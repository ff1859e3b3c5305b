"""What people read: diagnostics with source line and caret, problems, summaries. On stderr."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.text import Text

from atlas_ssg.model.diagnostic import Diagnostic, Severity

_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}
# Code and caret take the colour of the severity.
_ROLES: dict[str, str] = {"place": "bold", "text": "default", "gutter": "blue", "label": "bold"}
_GUTTER = 10  # columns before a source line
_NARROW = 40


class Reporter:
    """Prints for people; colours only on a terminal, none under NO_COLOR."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or _console(sys.stderr)

    @classmethod
    def to(cls, file: TextIO) -> Reporter:
        """A reporter that prints to `file`."""
        return cls(_console(file))

    def line(self, text: str = "", style: str = "") -> None:
        """One plain line."""
        self.console.print(Text(text, style=style))

    def problem(self, message: str, help: str = "") -> None:
        """Something that stopped the command."""
        from atlas_ssg.checks.formats.full import printable

        self.console.print(Text.assemble(("error: ", "bold red"), printable(message)))
        if help:
            self.console.print(Text.assemble(("  help: ", "bold"), printable(help)))

    def diagnostics(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Every diagnostic in full, in the order given."""
        # Imported where needed: most commands have nothing to report, and `--help` nothing at all.
        from atlas_ssg.checks.formats.full import WIDTH

        wide = self.console.width - _GUTTER if self.console.is_terminal else WIDTH
        for diagnostic in diagnostics:
            self.console.print(_full(diagnostic, max(_NARROW, wide)))


def counts(diagnostics: Iterable[Diagnostic]) -> str:
    """As in "2 errors, 1 warning", or "no findings"."""
    tally = Counter(d.severity for d in diagnostics)
    words = [
        f"{tally[severity]} {severity.name.lower()}{'s' if tally[severity] != 1 else ''}"
        for severity in sorted(Severity, reverse=True)
        if tally[severity]
    ]
    return ", ".join(words) or "no findings"


def _console(file: TextIO) -> Console:
    return Console(file=file, highlight=False, soft_wrap=True, emoji=False, markup=False)


def _full(diagnostic: Diagnostic, width: int) -> Text:
    from atlas_ssg.checks.formats.full import parts

    result = Text()
    for text, role in parts(diagnostic, width):
        result.append(text, _ROLES.get(role) or _STYLE[diagnostic.severity])
    return result
