"""The rules' pages as one document (docs/rules.md), and as text for a terminal."""

from __future__ import annotations

from atlas_ssg.checks.rule import Rule
from atlas_ssg.checks.rules import RULES
from atlas_ssg.checks.stage_codes import STAGE_CODES

_INTRODUCTION = """\
# Rules

Made from the rules themselves by `make docs`. `atlas-ssg explain CODE` shows one of them.

`[checks]` in `atlas.toml` selects and ignores rules by code or prefix; the longest prefix wins.
In the text, `<!-- atlas: ignore[CODE] reason -->` silences a rule on its line and on the next one
that is not blank, `%% atlas: ignore[CODE] reason` inside a diagram, `# atlas: ignore[CODE] reason`
in front matter and YAML files.
"""


def rules_markdown() -> str:
    """The whole document."""
    rows = ["| code | name | severity | finds |", "|---|---|---|---|"]
    for rule in sorted(RULES, key=lambda rule: rule.code):
        link = f"[{rule.code}](#{rule.code.lower()}-{rule.name})"
        rows.append(f"| {link} | {rule.name} | {_severity(rule)} | {rule.summary} |")
    stages = ["| code | meaning |", "|---|---|"]
    stages += [f"| {code} | {meaning} |" for code, meaning in sorted(STAGE_CODES.items())]
    pages = [
        f"## {rule.code} {rule.name}\n\n{rule.documentation}\n"
        for rule in sorted(RULES, key=lambda rule: rule.code)
    ]
    return "\n".join([_INTRODUCTION, *rows, "", "Reported while reading:", "", *stages, "", *pages])


def page(rule: Rule) -> str:
    """A rule's page for a terminal."""
    return f"{rule.code} {rule.name} ({_severity(rule)})\n\n{rule.documentation}"


def table(prefix: str = "") -> str:
    """A line for each rule and stage code that begins with `prefix`."""
    rows = [(rule.code, rule.name, rule.summary) for rule in RULES]
    rows += [(code, "", meaning) for code, meaning in STAGE_CODES.items()]
    width = max(len(name) for _, name, _ in rows)
    return "".join(
        f"{code}  {name:<{width}}  {summary}\n"
        for code, name, summary in sorted(rows)
        if code.startswith(prefix)
    )


def _severity(rule: Rule) -> str:
    words = [rule.severity.name.lower()]
    words += ["fixable"] if rule.fixable else []
    words += [] if rule.by_default else ["on request"]
    return ", ".join(words)
