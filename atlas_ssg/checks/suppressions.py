"""Suppressions with a reason, in the text itself.

`<!-- atlas: ignore[SR001] reason -->` silences a code on its own line and the
next; `%% atlas: ignore[MM004] reason` does so for the line below it and, at the
top of a diagram, for the diagram's first line. One without a reason, or that silences
nothing, is itself reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from atlas_ssg.model.diagnostic import Diagnostic, Severity
from atlas_ssg.model.source import Place

_SUPPRESSION = re.compile(
    r"(?:<!--|%%)\s*atlas:\s*ignore\[(?P<codes>[A-Z0-9, ]+)\](?P<reason>[^\n]*)"
)


@dataclass(frozen=True, slots=True)
class Suppression:
    """One comment: the codes it silences, at lines `line` and `line + 1` of `path`."""

    path: str
    line: int
    column: int
    codes: tuple[str, ...]
    reason: str
    text: str

    def silences(self, diagnostic: Diagnostic) -> bool:
        """Whether `diagnostic` is one of those that the comment is about."""
        place = diagnostic.place
        near = place.line in {self.line, self.line + 1}
        return place.path == self.path and near and diagnostic.code in self.codes


def apply_suppressions(
    diagnostics: Iterable[Diagnostic], texts: Mapping[str, str]
) -> list[Diagnostic]:
    """The diagnostics that remain, and one for each suppression that is unused or unexplained."""
    comments = [s for path, text in texts.items() for s in _read(path, text)]
    if not comments:
        return list(diagnostics)
    used: set[Suppression] = set()
    kept = []
    for diagnostic in diagnostics:
        silencing = [s for s in comments if s.silences(diagnostic)]
        used.update(silencing)
        if not silencing:
            kept.append(diagnostic)
    return [*kept, *(d for s in comments for d in _complaints(s, s in used))]


def _read(path: str, text: str) -> Iterable[Suppression]:
    if "atlas:" not in text:
        return
    for number, line in enumerate(text.split("\n"), 1):
        for match in _SUPPRESSION.finditer(line):
            codes = tuple(code.strip() for code in match["codes"].split(",") if code.strip())
            reason = match["reason"].replace("-->", "").strip()
            yield Suppression(path, number, match.start() + 1, codes, reason, line)


def _complaints(suppression: Suppression, used: bool) -> Iterable[Diagnostic]:
    place = Place(suppression.path, suppression.line, suppression.column)
    codes = ", ".join(suppression.codes)
    if not used:
        yield Diagnostic(
            "SU001",
            f"this suppression of {codes} silences nothing",
            place,
            Severity.WARNING,
            "remove it",
            suppression.text,
        )
    if not suppression.reason:
        yield Diagnostic(
            "SU002",
            f"this suppression of {codes} gives no reason",
            place,
            Severity.WARNING,
            "say why after the bracket: `atlas: ignore[CODE] reason`",
            suppression.text,
        )
