"""Checks: a site in, diagnostics out. The rules stand in one table, `rules/__init__.py`."""

from atlas_ssg.checks.run import run

__all__ = ["run"]
