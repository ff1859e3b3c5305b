"""Which rules apply: `[checks]` of the configuration, by code or prefix, for all or some paths."""

from __future__ import annotations

from fnmatch import fnmatch

from atlas_ssg.config import Config
from atlas_ssg.model.diagnostic import Diagnostic


def selected(diagnostic: Diagnostic, config: Config) -> bool:
    """Whether the configuration wants to hear of `diagnostic`.

    The longest matching prefix wins, so `ignore = ["SR"]` with
    `select = ["SR001"]` keeps SR001. Without `select` everything is selected.
    """
    checks = config.file.checks
    for pattern, codes in checks.per_path_ignores.items():
        if fnmatch(diagnostic.place.path, pattern) and _longest(diagnostic.code, codes) >= 0:
            return False
    wanted = _longest(diagnostic.code, checks.select) if checks.select else 0
    return wanted >= 0 and wanted >= _longest(diagnostic.code, checks.ignore)


def _longest(code: str, prefixes: tuple[str, ...]) -> int:
    """The length of the longest of `prefixes` that `code` begins with; -1 without any."""
    lengths = [len(p) for p in prefixes if code.startswith(p) or p == "ALL"]
    return max(lengths, default=-1)
