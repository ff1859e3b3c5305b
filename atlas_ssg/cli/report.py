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
        self.console.print(Text.assemble(("error: ", "bold red"), _printable(message)))
        if help:
            self.console.print(Text.assemble(("  help: ", "bold"), _printable(help)))

    def diagnostics(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Every diagnostic in full, in the order given."""
        for diagnostic in diagnostics:
            self.console.print(full(diagnostic))


def counts(diagnostics: Iterable[Diagnostic]) -> str:
    """As in "2 errors, 1 warning", or "no findings"."""
    tally = Counter(d.severity for d in diagnostics)
    parts = [
        f"{tally[severity]} {severity.name.lower()}{'s' if tally[severity] != 1 else ''}"
        for severity in sorted(Severity, reverse=True)
        if tally[severity]
    ]
    return ", ".join(parts) or "no findings"


def _console(file: TextIO) -> Console:
    return Console(file=file, highlight=False, soft_wrap=True, emoji=False, markup=False)


def full(diagnostic: Diagnostic) -> Text:
    """A diagnostic with its source line, a caret below what is meant, and what to do."""
    style = _STYLE[diagnostic.severity]
    result = Text()
    result.append(str(diagnostic.place), "bold")
    result.append(f" {diagnostic.code} ", style)
    result.append(_printable(diagnostic.message))
    if diagnostic.source_line.strip():
        number = str(diagnostic.place.line)
        indent = " " * len(number)
        before = diagnostic.source_line[: diagnostic.place.column - 1]
        pad = "".join("\t" if character == "\t" else " " for character in before)
        room = max(1, min(diagnostic.length, len(diagnostic.source_line) - len(before)))
        result.append(f"\n {indent} |\n {number} | ", "blue")
        result.append(_printable(diagnostic.source_line))
        result.append(f"\n {indent} | ", "blue")
        result.append(pad + "^" * room, style)
    if diagnostic.help:
        result.append("\n   help: ", "bold")
        result.append(_printable(diagnostic.help))
    result.append("\n")
    return result


def _printable(text: str) -> str:
    """Text without control characters: what a page holds must not drive the terminal."""
    return "".join(c if c in "\n\t" or c.isprintable() else "�" for c in text)
