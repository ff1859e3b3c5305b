"""A JSON array of findings, with stable keys."""

from __future__ import annotations

import json
from collections.abc import Sequence

from atlas_ssg.model.diagnostic import Diagnostic


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """An array of objects: code, severity, message, help, path, line, column, length, fix."""
    return json.dumps([_object(d) for d in diagnostics], indent=1, ensure_ascii=False) + "\n"


def _object(diagnostic: Diagnostic) -> dict[str, object]:
    edit = diagnostic.edit
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.name.lower(),
        "message": diagnostic.message,
        "help": diagnostic.help,
        "path": diagnostic.place.path,
        "line": diagnostic.place.line,
        "column": diagnostic.place.column,
        "length": diagnostic.length,
        "fix": None
        if edit is None
        else {
            "line": edit.place.line,
            "column": edit.place.column,
            "length": edit.length,
            "text": edit.text,
            "whole_line": edit.whole_line,
            "safe": edit.safe,
        },
    }
