"""Annotations for GitHub Actions: the ten most severe, then the rest as plain lines of the log.

A step shows ten annotations of a kind and drops the others without a word.
"""

from __future__ import annotations

from collections.abc import Sequence

from atlas_ssg.checks.formats.concise import concise
from atlas_ssg.model.diagnostic import Diagnostic, Severity

# "10 warning annotations and 10 error annotations per step" (GitHub's limits on annotations).
SHOWN = 10
_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github(diagnostics: Sequence[Diagnostic]) -> str:
    """Workflow commands for the ten most severe findings; a count and a fold for the rest."""
    ranked = sorted(diagnostics, key=lambda d: (-d.severity, d.sort_key))
    shown = "".join(f"{_annotation(d)}\n" for d in ranked[:SHOWN])
    rest = ranked[SHOWN:]
    if not rest:
        return shown
    count = f"{len(rest)} more finding{'' if len(rest) == 1 else 's'}"
    notice = f"::notice title=atlas-ssg::{count} in the log of this step\n"
    return f"{shown}{notice}::group::{count}\n{_unread(concise(rest))}::endgroup::\n"


def _annotation(d: Diagnostic) -> str:
    place = d.place
    properties = (
        f"file={_property(place.path)},line={place.line},col={place.column},"
        f"endColumn={place.column + d.length},title={_property(d.code)}"
    )
    message = d.message if not d.help else f"{d.message}\n{d.help}"
    return f"::{_COMMAND[d.severity]} {properties}::{_data(message)}"


def _unread(lines: str) -> str:
    """Lines in which nothing is read as a command: those begin with `::`, or hold `##[`."""
    return "".join(
        (" " if line.startswith("::") else "") + line.replace("##[", "## [")
        for line in lines.splitlines(keepends=True)
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
