"""The rules' pages as one document: docs/rules.md."""

from __future__ import annotations

from atlas_ssg.checks.rules import RULES
from atlas_ssg.checks.stage_codes import STAGE_CODES

_INTRODUCTION = """\
# Rules

Made from the rules themselves by `make docs`. `atlas-ssg explain CODE` shows one of them.

`[checks]` in `atlas.toml` selects and ignores rules by code or prefix; the longest prefix wins.
"""


def rules_markdown() -> str:
    """The whole document."""
    table = ["| code | name | severity | finds |", "|---|---|---|---|"]
    for rule in RULES:
        fixable = ", fixable" if rule.fixable else ""
        severity = rule.severity.name.lower()
        table.append(f"| {rule.code} | {rule.name} | {severity}{fixable} | {rule.summary} |")
    stages = ["| code | meaning |", "|---|---|"]
    stages += [f"| {code} | {meaning} |" for code, meaning in STAGE_CODES.items()]
    pages = [f"## {rule.code} {rule.name}\n\n{rule.documentation}\n" for rule in RULES]
    return "\n".join(
        [_INTRODUCTION, *table, "", "Reported while reading:", "", *stages, "", *pages]
    )
