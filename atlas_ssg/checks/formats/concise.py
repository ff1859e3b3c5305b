"""One line a finding: `path:line:column CODE message`, as editors and grep read it."""

from __future__ import annotations

from collections.abc import Sequence

from atlas_ssg.model.diagnostic import Diagnostic


def concise(diagnostics: Sequence[Diagnostic]) -> str:
    """A line for each diagnostic."""
    return "".join(f"{_line(str(d.place))} {d.code} {_line(d.message)}\n" for d in diagnostics)


def _line(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)
