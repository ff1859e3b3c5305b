"""Run every rule over a site, and put what the stages found beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from atlas_ssg.checks.rule import Finding, Rule, Subject
from atlas_ssg.checks.rules import RULES
from atlas_ssg.checks.selection import selected
from atlas_ssg.checks.suppressions import apply_suppressions
from atlas_ssg.config import Config
from atlas_ssg.model.diagnostic import Diagnostic
from atlas_ssg.model.index import Indexes
from atlas_ssg.model.site import Site


def run(
    site: Site,
    indexes: Indexes,
    config: Config,
    found: Iterable[Diagnostic] = (),
    texts: Mapping[str, str] | None = None,
) -> tuple[Diagnostic, ...]:
    """All diagnostics in order: `found` by earlier stages, and the rules' own.

    `texts` maps shown paths to source text: for the line below each message
    and for suppressions.
    """
    subject = Subject(site, indexes, config, dict(texts or {}))
    own = [_diagnostic(rule, finding, subject) for rule in RULES for finding in rule.check(subject)]
    chosen = [d for d in (*found, *own) if selected(d, config)]
    return tuple(sorted(apply_suppressions(chosen, subject.texts), key=lambda d: d.sort_key))


def _diagnostic(rule: Rule, finding: Finding, subject: Subject) -> Diagnostic:
    lines = subject.texts.get(finding.place.path, "").split("\n")
    number = finding.place.line
    return Diagnostic(
        rule.code,
        finding.message,
        finding.place,
        rule.severity,
        finding.help,
        lines[number - 1] if 0 < number <= len(lines) else "",
        finding.length,
        finding.edit,
    )
