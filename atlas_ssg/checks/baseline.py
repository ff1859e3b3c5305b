"""A baseline: the findings that a site starts with, so that it can only get better.

An entry is keyed by rule, page and text (source line and message), not by the
number of the line, so that editing a page elsewhere does not bring its old
findings back. Equal findings are counted: one more than the baseline knows is
a new one.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from atlas_ssg.cache import digest
from atlas_ssg.model.diagnostic import Diagnostic, InputError
from atlas_ssg.model.source import Place

NAME = "atlas-baseline.json"
_VERSION = 1


def encoded(diagnostics: Iterable[Diagnostic]) -> bytes:
    """The findings as the new baseline, sorted."""
    counts = Counter(_key(d) for d in diagnostics)
    entries = [
        {"rule": rule, "path": page, "text": text, "count": counts[(rule, page, text)]}
        for rule, page, text in sorted(counts)
    ]
    data = {"version": _VERSION, "findings": entries}
    return (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def read(path: Path) -> Counter[tuple[str, str, str]]:
    """The baseline at `path`; raises `InputError` when it is none."""
    try:
        data = json.loads(path.read_bytes())
        if data["version"] != _VERSION:
            raise ValueError("another version")
        return Counter(
            {(e["rule"], e["path"], e["text"]): int(e["count"]) for e in data["findings"]}
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            Diagnostic(
                "CF002",
                f"cannot read the baseline: {error}",
                Place(path.name),
                help="write a new one with `atlas-ssg check --baseline`",
            )
        ) from None


def new_findings(
    diagnostics: Sequence[Diagnostic], known: Counter[tuple[str, str, str]]
) -> tuple[list[Diagnostic], int]:
    """(findings that the baseline does not know, number of its entries that are mended)."""
    left = Counter(known)
    fresh = []
    for diagnostic in diagnostics:
        key = _key(diagnostic)
        if left[key] > 0:
            left[key] -= 1
        else:
            fresh.append(diagnostic)
    return fresh, sum(left.values())


def _key(diagnostic: Diagnostic) -> tuple[str, str, str]:
    text = " ".join(diagnostic.source_line.split()) or diagnostic.message
    return diagnostic.code, diagnostic.place.path, digest(text, diagnostic.message)[:16]
