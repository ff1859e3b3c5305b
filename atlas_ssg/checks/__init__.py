"""Checks: a site in, diagnostics out. The rules stand in one table, `rules/__init__.py`."""

from atlas_ssg.checks.run import run
from atlas_ssg.checks.unmade import unmade

__all__ = ["run", "unmade"]
