"""What a rule is shown: a bad site with the words that it underlines, and a good one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from atlas_ssg.config import ChecksTable, ConfigFile
from atlas_ssg.diagrams.renderer import Answer
from tests.checks.examined import ATLAS

Files = Mapping[str, str]


@dataclass(frozen=True)
class Case:
    """`bad` and `good` are files by path; `underlined` the words below which carets stand.

    `answers` are the renderer's for diagrams that hold a word; `checks` and
    `file` the configuration, where the atlas's own is not enough.
    """

    bad: Files
    good: Files
    underlined: tuple[str, ...]
    answers: Mapping[str, Answer] = field(default_factory=dict)
    checks: ChecksTable | None = None
    file: ConfigFile = ATLAS
