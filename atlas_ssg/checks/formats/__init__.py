"""Formats of a report: each a function from diagnostics to text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from atlas_ssg.checks.formats.concise import concise
from atlas_ssg.checks.formats.full import full
from atlas_ssg.checks.formats.github import github
from atlas_ssg.checks.formats.json import as_json
from atlas_ssg.checks.formats.junit import junit
from atlas_ssg.checks.formats.sarif import sarif
from atlas_ssg.model.diagnostic import Diagnostic

FORMATS: dict[str, Callable[[Sequence[Diagnostic]], str]] = {
    "full": full,
    "concise": concise,
    "json": as_json,
    "github": github,
    "sarif": sarif,
    "junit": junit,
}
