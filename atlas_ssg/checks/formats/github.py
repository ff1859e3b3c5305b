"""Annotations for GitHub Actions, which shows ten a step: the most severe first, then a count."""

from __future__ import annotations

from collections.abc import Sequence

from atlas_ssg.model.diagnostic import Diagnostic, Severity

# "10 warning annotations and 10 error annotations per step" (GitHub's limits on annotations).
SHOWN = 10
_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github(diagnostics: Sequence[Diagnostic]) -> str:
    """Workflow commands for the ten most severe findings, and a notice of the rest."""
    ranked = sorted(diagnostics, key=lambda d: (-d.severity, d.sort_key))
    lines = [_annotation(d) for d in ranked[:SHOWN]]
    if len(ranked) > SHOWN:
        lines.append(f"::notice title=atlas-ssg::{len(ranked) - SHOWN} more findings in the log")
    return "".join(f"{line}\n" for line in lines)


def _annotation(d: Diagnostic) -> str:
    place = d.place
    properties = (
        f"file={_property(place.path)},line={place.line},col={place.column},"
        f"endColumn={place.column + d.length},title={_property(d.code)}"
    )
    message = d.message if not d.help else f"{d.message}\n{d.help}"
    return f"::{_COMMAND[d.severity]} {properties}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
