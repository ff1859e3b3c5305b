"""SARIF 2.1.0, for code-scanning services."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from atlas_ssg import __version__
from atlas_ssg.checks.rules import RULES
from atlas_ssg.model.diagnostic import Diagnostic, Severity

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(diagnostics: Sequence[Diagnostic]) -> str:
    """One run with the rules that were met, and a result for each finding."""
    documented = {rule.code: rule for rule in RULES}
    met = sorted({d.code for d in diagnostics})
    rules = [
        {
            "id": code,
            "name": documented[code].name if code in documented else code,
            "shortDescription": {"text": documented[code].summary if code in documented else code},
        }
        for code in met
    ]
    driver = {"name": "atlas-ssg", "version": __version__, "rules": rules}
    results = [_result(d, met.index(d.code)) for d in diagnostics]
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=1, ensure_ascii=False) + "\n"


def _result(d: Diagnostic, rule_index: int) -> dict[str, Any]:
    region = {
        "startLine": d.place.line,
        "startColumn": d.place.column,
        "endColumn": d.place.column + d.length,
    }
    location = {"artifactLocation": {"uri": quote(d.place.path)}, "region": region}
    text = d.message if not d.help else f"{d.message}. {d.help[:1].upper()}{d.help[1:]}"
    return {
        "ruleId": d.code,
        "ruleIndex": rule_index,
        "level": _LEVEL[d.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": location}],
    }
