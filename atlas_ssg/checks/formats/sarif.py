"""SARIF 2.1.0, for code-scanning services."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from atlas_ssg import __version__
from atlas_ssg.cache import digest
from atlas_ssg.checks.rules import RULES
from atlas_ssg.checks.stage_codes import STAGE_CODES
from atlas_ssg.model.diagnostic import Diagnostic, Edit, Severity

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(diagnostics: Sequence[Diagnostic]) -> str:
    """One run with the rules that were met, and a result for each finding."""
    met = sorted({d.code for d in diagnostics})
    seen: Counter[str] = Counter()
    driver = {"name": "atlas-ssg", "version": __version__, "rules": [_rule(code) for code in met]}
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The folder of the project."}}},
        "results": [_result(d, met.index(d.code), seen) for d in diagnostics],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=1, ensure_ascii=False) + "\n"


def _rule(code: str) -> dict[str, Any]:
    rule = next((rule for rule in RULES if rule.code == code), None)
    if rule is None:
        return {"id": code, "shortDescription": {"text": STAGE_CODES.get(code, code)}}
    return {
        "id": code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.documentation},
        "help": {"text": rule.documentation, "markdown": rule.documentation},
        "defaultConfiguration": {"level": _LEVEL[rule.severity], "enabled": rule.by_default},
    }


def _result(d: Diagnostic, rule_index: int, seen: Counter[str]) -> dict[str, Any]:
    text = d.message if not d.help else f"{d.message}. {d.help[:1].upper()}{d.help[1:]}"
    result: dict[str, Any] = {
        "ruleId": d.code,
        "ruleIndex": rule_index,
        "level": _LEVEL[d.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": {
            "artifactLocation": _artifact(d.place.path),
            "region": _region(d.place.line, d.place.column, d.length),
        }}],
        "partialFingerprints": {"atlas/v1": _fingerprint(d, seen)},
    }  # fmt: skip
    if d.edit is not None and d.edit.safe:
        result["fixes"] = [_fix(d.edit)]
    return result


def _artifact(path: str) -> dict[str, str]:
    if path.startswith("/"):
        return {"uri": f"file://{quote(path)}"}
    return {"uri": quote(path), "uriBaseId": "SRCROOT"}


def _region(line: int, column: int, length: int) -> dict[str, int]:
    return {"startLine": line, "startColumn": column, "endColumn": column + length}


def _fingerprint(d: Diagnostic, seen: Counter[str]) -> str:
    """The same finding keeps its name when lines above it come and go."""
    name = digest(d.code, d.place.path, " ".join(d.source_line.split()), d.message)[:32]
    seen[name] += 1
    return f"{name}:{seen[name]}"


def _fix(edit: Edit) -> dict[str, Any]:
    region = _region(edit.place.line, edit.place.column, edit.length)
    if edit.whole_line:
        region = {"startLine": edit.place.line, "startColumn": 1, "endLine": edit.place.line + 1,
                  "endColumn": 1}  # fmt: skip
    replacement = {"deletedRegion": region, "insertedContent": {"text": edit.text}}
    return {
        "artifactChanges": [
            {"artifactLocation": _artifact(edit.place.path), "replacements": [replacement]}
        ]
    }
