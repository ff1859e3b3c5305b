"""All indexes of a site, each from a pure function, in one visible table."""

from __future__ import annotations

from collections.abc import Mapping

from atlas_ssg.config import Config
from atlas_ssg.indexes.absences import absences
from atlas_ssg.indexes.alphabet import entries
from atlas_ssg.indexes.categories import categories
from atlas_ssg.indexes.cross_references import backlinks, neighbours, page_facts
from atlas_ssg.indexes.errors import errors
from atlas_ssg.indexes.figures import costs, latencies, scale
from atlas_ssg.indexes.gates import gates
from atlas_ssg.indexes.incidents import incidents
from atlas_ssg.indexes.matrices import systems
from atlas_ssg.indexes.metrics import metrics
from atlas_ssg.indexes.sources import sources
from atlas_ssg.indexes.technologies import technologies
from atlas_ssg.model.gate import GateAnswer
from atlas_ssg.model.index import Indexes
from atlas_ssg.model.site import Site

# Order matters only in that the matrices show the gates' answers.
_BUILDERS = (
    ("categories", categories),
    ("costs", costs),
    ("latencies", latencies),
    ("scale", scale),
    ("technologies", technologies),
    ("errors", errors),
    ("metrics", metrics),
    ("incidents", incidents),
    ("absences", absences),
    ("sources", sources),
    ("entries", entries),
    ("neighbours", neighbours),
    ("backlinks", backlinks),
    ("page_facts", page_facts),
)


def build(site: Site, config: Config) -> Indexes:
    """Every index of `site`."""
    answers: Mapping[str, tuple[GateAnswer, ...]] = gates(site, config)
    tables = {name: builder(site, config) for name, builder in _BUILDERS}
    return Indexes(**tables, gates=answers, systems=systems(site, config, answers))  # type: ignore[arg-type]
