"""A rule: a stable code, a name, a severity, and a function from the site to findings.

The docstring of a rule's module is its documentation: the first line says
what is found, the rest why it matters and what to do. `atlas-ssg explain CODE`
prints it and docs/rules.md is made of them.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from atlas_ssg.config import Config
from atlas_ssg.model.diagnostic import Edit, Severity
from atlas_ssg.model.index import Indexes
from atlas_ssg.model.page import Page
from atlas_ssg.model.site import Site
from atlas_ssg.model.source import Place


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found. `length` is the caret's, in characters."""

    place: Place
    message: str
    help: str = ""
    length: int = 1
    edit: Edit | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What rules look at.

    `texts` maps the shown path of each source file to its text.
    """

    site: Site
    indexes: Indexes
    config: Config
    texts: dict[str, str]

    @property
    def atlas_pages(self) -> Iterable[Page]:
        """Pages that the atlas's own rules apply to: those of a declared category, with a diagram.

        A folder of Markdown without declared categories has none, so that the
        generator serves any site.
        """
        declared = {category.id for category in self.config.file.categories}
        return [p for p in self.site.pages.values() if p.fences and p.category in declared]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `check` yields its findings in any order."""

    code: str
    name: str
    severity: Severity
    check: Callable[[Subject], Iterable[Finding]]
    fixable: bool = False

    @property
    def documentation(self) -> str:
        """The docstring of the rule's module."""
        module = inspect.getmodule(self.check)
        return inspect.cleandoc(module.__doc__ or "") if module else ""

    @property
    def summary(self) -> str:
        """The first line of the documentation."""
        return self.documentation.partition("\n")[0]
