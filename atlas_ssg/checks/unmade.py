"""Links to what the site makes by itself: whether it will be made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set

from atlas_ssg.model.diagnostic import Diagnostic
from atlas_ssg.model.page import Link
from atlas_ssg.model.route import output_path
from atlas_ssg.model.site import Site


def unmade(
    site: Site, planned: Callable[[], Set[str]], texts: Mapping[str, str]
) -> tuple[Diagnostic, ...]:
    """LK001 for each link to a page or file of the site that is not among those planned (paths).

    `planned` is only called when there is a link to something that no author wrote.
    """
    known = {page.permalink for page in site.pages.values()} | site.sections.keys()
    known |= {asset.permalink for asset in site.assets}
    links = [
        link
        for page in site.pages.values()
        for link in page.links
        if not (link.external or link.broken or link.permalink in known)
    ]
    paths = planned() if links else frozenset()
    return tuple(_diagnostic(k, texts) for k in links if output_path(k.permalink) not in paths)


def _diagnostic(link: Link, texts: Mapping[str, str]) -> Diagnostic:
    lines = texts.get(link.place.path, "").split("\n")
    line = lines[link.place.line - 1] if link.place.line <= len(lines) else ""
    message = f"`{link.target}` leads nowhere: the site makes no such page or file"
    return Diagnostic(
        "LK001", message, link.place, source_line=line, length=max(1, len(link.target))
    )
