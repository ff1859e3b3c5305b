"""A rule: a stable code, a name, a severity, and a function from what it looks at to findings.

The docstring of a rule's module is its documentation: the first line says
what is found, the rest why it matters and what to do. `atlas-ssg explain CODE`
prints it and docs/rules.md is made of them.

Most rules look at one page and at what belongs to it; a page that has not
changed is not looked at again. A few need the whole site.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from atlas_ssg.config import Config, ConfigFile
from atlas_ssg.model.citation import Reference
from atlas_ssg.model.diagnostic import Edit, Severity
from atlas_ssg.model.diagram import Graph, Outcome, Rendered
from atlas_ssg.model.fact import Absence, CalculationResult, Disagreement, Fact
from atlas_ssg.model.gate import GateAnswer
from atlas_ssg.model.index import Indexes
from atlas_ssg.model.page import Fence, Page
from atlas_ssg.model.site import Site
from atlas_ssg.model.source import Place

# Mermaid's names for flowcharts, old and new.
FLOWCHARTS = frozenset({"flowchart", "flowchart-v2", "flowchart-elk", "graph"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found. `length` is the caret's, in characters."""

    place: Place
    message: str
    help: str = ""
    length: int = 1
    edit: Edit | None = None


@dataclass(frozen=True, slots=True)
class PageSubject:
    """One page with all that belongs to it; `references` are the sources that it cites."""

    page: Page
    text: str
    file: ConfigFile
    drawn: tuple[tuple[Fence, Outcome], ...] = ()
    facts: tuple[Fact, ...] = ()
    calculations: tuple[CalculationResult, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    absences: tuple[Absence, ...] = ()
    answers: tuple[GateAnswer, ...] = ()
    references: tuple[Reference, ...] = ()

    @property
    def start(self) -> Place:
        """Where the page as a whole is spoken of: its diagram, else its first heading or line."""
        if self.page.fences:
            return self.page.fences[0].place
        return self.page.headings[0].place if self.page.headings else Place(self.page.shown)

    def place(self, key: str) -> Place:
        """Where a key of the front matter stands ("description", "answers.runbook")."""
        return dict(self.page.front.places).get(key, self.start)

    def graphs(self) -> Iterator[tuple[Fence, Graph]]:
        """Every diagram of the page that was drawn."""
        for fence, outcome in self.drawn:
            if isinstance(outcome, Rendered):
                yield fence, outcome.graph

    def flowcharts(self) -> Iterator[tuple[Fence, Graph]]:
        """Those of `graphs` that are flowcharts."""
        return (found for found in self.graphs() if found[1].type in FLOWCHARTS)

    def line(self, number: int) -> str:
        """A line of the page's file, from 1."""
        lines = self.text.split("\n")
        return lines[number - 1] if 0 < number <= len(lines) else ""


@dataclass(frozen=True, slots=True)
class SiteSubject:
    """The whole site. `texts` maps the shown path of each source file to its text."""

    site: Site
    indexes: Indexes
    config: Config
    texts: Mapping[str, str]

    def in_atlas(self, page: Page) -> bool:
        """Whether the atlas's own rules apply to `page`: it belongs to a declared category.

        A folder of Markdown without declared categories has no such page, so
        that the generator serves any site.
        """
        return any(category.id == page.category for category in self.config.file.categories)


@dataclass(frozen=True, slots=True)
class Rule:
    """What every rule has. One that is not `by_default` must be asked for by its code."""

    code: str
    name: str
    severity: Severity
    check: Callable[[Any], Iterable[Finding]]
    fixable: bool = False
    by_default: bool = True

    @property
    def documentation(self) -> str:
        """The docstring of the rule's module."""
        module = inspect.getmodule(self.check)
        return inspect.cleandoc(module.__doc__ or "") if module else ""

    @property
    def summary(self) -> str:
        """The first line of the documentation."""
        return self.documentation.partition("\n")[0]


@dataclass(frozen=True, slots=True)
class PageRule(Rule):
    """A rule that looks at one page of the atlas; at any page when it holds `everywhere`."""

    check: Callable[[PageSubject], Iterable[Finding]]
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class SiteRule(Rule):
    """A rule that needs more than one page."""

    check: Callable[[SiteSubject], Iterable[Finding]]
