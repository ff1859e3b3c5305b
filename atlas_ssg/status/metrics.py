"""The metrics of an atlas as one JSON-like value with stable keys.

Keys: `diagrams.{total,target,broken}`, `diagrams.by_category.ID`, `systems.SLUG.state`,
`systems.SLUG.kinds.KIND`, `gates.ITEM.{answered,linked,not_published,missing}`,
`provenance.KIND`, `figures.{total,cited,derived,not_published,uncited,per_diagram}`,
`shares.{planes,slo_labels,costs,failure_scenarios}`, `sources.{total,by_year}`,
`velocity.{weeks,plan,projected_weeks}`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from atlas_ssg.config import Config
from atlas_ssg.model.citation import Provenance
from atlas_ssg.model.diagram import Failed, Rendered
from atlas_ssg.model.fact import QuantityKind
from atlas_ssg.model.gate import Answer
from atlas_ssg.model.index import Indexes
from atlas_ssg.model.site import Site
from atlas_ssg.status.velocity import projected_weeks

Metrics = dict[str, Any]


def metrics(
    site: Site, indexes: Indexes, config: Config, weeks: Mapping[str, int] | None = None
) -> Metrics:
    """All metrics. `weeks` maps an ISO week ("2026-W48") to the diagrams added in it."""
    counted = [category for category in indexes.categories if category.counted]
    total = sum(category.diagrams for category in counted)
    target = sum(category.target for category in counted)
    plan = [{"months": row.months, "per_week": row.per_week} for row in config.file.velocity]
    return {
        "diagrams": {
            "total": total,
            "target": target,
            "broken": sum(isinstance(d, Failed) for d in site.diagrams.values()),
            "by_category": {
                c.id: {"diagrams": c.diagrams, "target": c.target} for c in indexes.categories
            },
        },
        "systems": {
            matrix.id: {
                "state": matrix.state,
                "tier": matrix.tier,
                "kinds": {cell.kind: cell.state for cell in matrix.cells},
            }
            for matrix in indexes.systems
        },
        "gates": _gates(indexes, config),
        "provenance": _provenance(site),
        "figures": _figures(site, total),
        "shares": _shares(site, indexes, config),
        "sources": _sources(site),
        "velocity": {
            "weeks": dict(sorted((weeks or {}).items())),
            "plan": plan,
            "projected_weeks": projected_weeks(weeks or {}, target - total),
        },
    }


def _gates(indexes: Indexes, config: Config) -> Metrics:
    """Each question: how often it is answered, linked, declared, or open. Inherited = linked."""
    names = {
        Answer.ANSWERED: "answered",
        Answer.LINKED: "linked",
        Answer.INHERITED: "linked",
        Answer.NOT_PUBLISHED: "not_published",
        Answer.MISSING: "missing",
    }
    items = [item.id for gate in config.file.gates for item in gate.items]
    result = {item: dict.fromkeys(sorted(set(names.values())), 0) for item in items}
    for answers in indexes.gates.values():
        for answer in answers:
            result[answer.item][names[answer.answer]] += 1
    return result


def _provenance(site: Site) -> Metrics:
    tally = Counter(fact.provenance.value for fact in site.facts.figures)
    tally[Provenance.NOT_PUBLISHED.value] = len(site.facts.absences)
    return {kind.value: tally[kind.value] for kind in Provenance}


def _figures(site: Site, diagrams: int) -> Metrics:
    figures = site.facts.figures
    in_diagrams = sum(fact.in_diagram for fact in figures)
    return {
        "total": len(figures),
        "cited": sum(bool(fact.sources) for fact in figures),
        "derived": sum(bool(fact.calculation) for fact in figures),
        "not_published": len(site.facts.absences),
        "uncited": sum(fact.provenance is Provenance.UNCITED for fact in figures),
        "per_diagram": round(in_diagrams / diagrams, 1) if diagrams else 0.0,
    }


def _shares(site: Site, indexes: Indexes, config: Config) -> Metrics:
    """Shares of the atlas's diagrams, from 0 to 1, at two decimals."""
    declared = {category.id for category in config.file.categories}
    pages = [p for p in site.pages.values() if p.fences and p.category in declared]
    planes = {plane.class_ for plane in config.file.planes}
    facts = indexes.page_facts

    def share(holds: list[bool]) -> float:
        return round(sum(holds) / len(holds), 2) if holds else 0.0

    coloured = []
    for page in pages:
        outcome = site.diagrams.get((page.path, page.fences[0].ordinal))
        used = (
            {name for node in outcome.graph.nodes for name in node.classes}
            if isinstance(outcome, Rendered)
            else set()
        )
        coloured.append(bool(used & planes))
    latency = {QuantityKind.DURATION, QuantityKind.AVAILABILITY}
    return {
        "planes": share(coloured),
        "slo_labels": share(
            [any(f.in_diagram and f.quantity.kind in latency for f in facts.get(p.path, ()))
             for p in pages]
        ),
        "costs": share(
            [any(f.quantity.kind is QuantityKind.MONEY for f in facts.get(p.path, ()))
             for p in pages]
        ),
        "failure_scenarios": share(
            [any(a.item == "failure-modes" and a.answer is not Answer.MISSING
                 for a in indexes.gates.get(p.path, ())) for p in pages]
        ),
    }  # fmt: skip


def _sources(site: Site) -> Metrics:
    years = Counter(r.year or "undated" for r in site.library.references.values())
    return {"total": len(site.library.references), "by_year": dict(sorted(years.items()))}
