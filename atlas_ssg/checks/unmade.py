"""Links to what the site makes by itself: whether it was made is known once it is rendered."""

from __future__ import annotations

from collections.abc import Mapping, Set

from atlas_ssg.checks.selection import chosen
from atlas_ssg.config import Config
from atlas_ssg.model.diagnostic import Diagnostic
from atlas_ssg.model.route import output_path
from atlas_ssg.model.site import Site


def unmade(
    site: Site, made: Set[str], texts: Mapping[str, str], config: Config
) -> tuple[Diagnostic, ...]:
    """LK001 for each link to a page or file of the site that is not among `made` (paths)."""
    known = {page.permalink for page in site.pages.values()} | site.sections.keys()
    found = []
    for page in site.pages.values():
        for link in page.links:
            address = link.permalink
            if link.external or link.broken or address in known or output_path(address) in made:
                continue
            lines = texts.get(link.place.path, "").split("\n")
            line = lines[link.place.line - 1] if link.place.line <= len(lines) else ""
            message = f"`{link.target}` leads nowhere: the site makes no such page or file"
            length = max(1, len(link.target))
            found.append(Diagnostic("LK001", message, link.place, source_line=line, length=length))
    return tuple(chosen(found, config))
