"""All facts of a site, page by page; and the calculations, compared with what cites them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from atlas_ssg.config import Config
from atlas_ssg.facts.calculations import calculate, disagreements
from atlas_ssg.facts.extract import absences, errors, figures
from atlas_ssg.model.diagram import Outcome
from atlas_ssg.model.page import Page
from atlas_ssg.model.site import Facts, Library


def draw(
    pages: Mapping[str, Page],
    diagrams: Mapping[tuple[str, int], Outcome],
    library: Library,
    config: Config,
) -> Facts:
    """Figures, calculations, absences and error strings of all pages, in their order."""
    drawn: dict[str, dict[int, Outcome]] = defaultdict(dict)
    for (path, ordinal), outcome in diagrams.items():
        drawn[path][ordinal] = outcome
    found = tuple(f for p in pages.values() for f in figures(p, drawn[p.path], library))
    results = tuple(
        calculate(calculation, page.path, library)
        for page in pages.values()
        for calculation in page.front.calculations
    )
    return Facts(
        figures=found,
        calculations=results,
        disagreements=tuple(disagreements(found, results)),
        absences=tuple(a for p in pages.values() for a in absences(p, drawn[p.path])),
        errors=tuple(e for p in pages.values() for e in errors(p)),
    )
