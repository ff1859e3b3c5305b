"""The codes that there are: those of the rules, and those that the stages give by themselves."""

from __future__ import annotations

from atlas_ssg.checks.rules import RULES
from atlas_ssg.checks.stage_codes import STAGE_CODES

KNOWN = frozenset({*(rule.code for rule in RULES), *STAGE_CODES})
# Rules that are only reported where they are asked for by their code.
BY_REQUEST = frozenset(rule.code for rule in RULES if not rule.by_default)
# Reported only by `--external-links` or by request: a suppression of one is never called unused.
ON_DEMAND = BY_REQUEST | {"LK007", "LK008"}
