"""Which rules apply: `[checks]` of the configuration, by code or prefix, for all or some paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatch

from atlas_ssg.checks.codes import BY_REQUEST, KNOWN
from atlas_ssg.config import CONFIG_NAME, ChecksTable, Config
from atlas_ssg.model.diagnostic import Diagnostic, Severity
from atlas_ssg.model.source import Place
from atlas_ssg.schema import did_you_mean

ALL = "ALL"


def chosen(diagnostics: Iterable[Diagnostic], config: Config) -> Iterator[Diagnostic]:
    """Those that the configuration wants to hear of.

    The longest matching prefix wins, so `ignore = ["SR"]` with
    `select = ["SR001"]` keeps SR001. Without `select` everything is selected
    but the rules that must be asked for.
    """
    checks = config.file.checks
    wanted: dict[str, bool] = {}
    for diagnostic in diagnostics:
        code = diagnostic.code
        if code not in wanted:
            wanted[code] = _is_wanted(code, checks)
        if wanted[code] and not (checks.per_path_ignores and _is_off(diagnostic, checks)):
            yield diagnostic


def _is_wanted(code: str, checks: ChecksTable) -> bool:
    asked = _longest(code, (*checks.select, *checks.extend_select))
    ignored = _longest(code, checks.ignore)
    if asked < 0 and not checks.select and code not in BY_REQUEST:
        return ignored < 0  # nobody asked for it, and nobody need to
    # Of two that are equally long the one that asks wins; but `ALL` says nothing of this code.
    return asked > ignored or asked == ignored > 0


def _is_off(diagnostic: Diagnostic, checks: ChecksTable) -> bool:
    """Whether the rule is off for the path."""
    return any(
        fnmatch(diagnostic.place.path, pattern) and _longest(diagnostic.code, codes) >= 0
        for pattern, codes in checks.per_path_ignores.items()
    )


def unknown_codes(config: Config) -> Iterator[Diagnostic]:
    """Codes in `[checks]` (or on the command line) that no rule has."""
    checks = config.file.checks
    asked = (checks.select, checks.extend_select, checks.ignore, *checks.per_path_ignores.values())
    for code in dict.fromkeys(code for codes in asked for code in codes):
        if not matches_a_rule(code):
            yield Diagnostic(
                "CF003",
                f"no rule has the code or prefix `{code}`",
                Place(CONFIG_NAME),
                Severity.WARNING,
                did_you_mean(code, sorted(KNOWN)),
            )


def matches_a_rule(code: str) -> bool:
    """Whether a code or prefix stands for at least one rule."""
    return code == ALL or any(known.startswith(code) for known in KNOWN)


def _longest(code: str, prefixes: tuple[str, ...]) -> int:
    """The length of the longest of `prefixes` that `code` begins with; -1 without any."""
    return max((0 if p == ALL else len(p) for p in prefixes if _fits(code, p)), default=-1)


def _fits(code: str, prefix: str) -> bool:
    return prefix == ALL or code.startswith(prefix)
