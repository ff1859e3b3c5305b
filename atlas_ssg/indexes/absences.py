"""What nobody publishes, in the order of the pages."""

from __future__ import annotations

from atlas_ssg.config import Config
from atlas_ssg.model.fact import Absence
from atlas_ssg.model.site import Site


def absences(site: Site, config: Config) -> tuple[Absence, ...]:
    """Every `n/p` label and `not_published` entry."""
    return tuple(
        sorted(site.facts.absences, key=lambda a: (a.system, a.page, a.place.line, a.what))
    )
