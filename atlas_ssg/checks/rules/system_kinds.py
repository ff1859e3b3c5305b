"""A system's page that is not one of the required kinds.

A system has exactly the kinds that `atlas.toml` declares, so that every matrix
reads the same. Missing kinds are shown by `atlas-ssg status`; this rule finds
pages that belong to none.

What to do: rename the file to one of the kinds, or move it to another category.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, Rule, Subject
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.schema import did_you_mean


def check(subject: Subject) -> Iterator[Finding]:
    """Pages of a system with no kind, and systems that are not declared."""
    kinds = [kind.id for kind in subject.config.kinds]
    systems = list(subject.config.systems)
    for page in subject.atlas_pages:
        if not page.system or page.is_index:
            continue
        place = page.fences[0].place
        if page.system not in systems and systems:
            yield Finding(
                place,
                f"the system `{page.system}` is not declared in atlas.toml",
                did_you_mean(page.system, systems),
            )
        elif page.category == "systems" and page.kind not in kinds:
            name = page.path.rpartition("/")[2].removesuffix(".md")
            yield Finding(
                place, f"`{name}` is none of the required kinds", did_you_mean(name, kinds)
            )


RULE = Rule("ST001", "system-kinds", Severity.ERROR, check)
