"""What stands at the head and foot of every page: links to what there is, and to nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg import __version__
from atlas_ssg.config import Config
from atlas_ssg.model.index import Indexes
from atlas_ssg.model.site import Site
from atlas_ssg.render.assets import PLAIN_NAME, Stylesheet
from atlas_ssg.render.contexts.shell import Layout, Link, LinkGroup
from atlas_ssg.render.feeds import FEED

_MOST_LINKS = 4  # of categories or folders in the header


def layout(site: Site, indexes: Indexes, config: Config, style: Stylesheet) -> Layout:
    """What all pages share."""
    return Layout(
        title=config.site.title,
        description=config.site.description,
        language=config.site.language,
        generator=f"atlas-ssg {__version__}",
        stylesheet=f"/{PLAIN_NAME}",
        font=style.font,
        favicon=style.favicon,
        feed=FEED,
        navigation=tuple(_header(site, indexes, config)),
        footer=tuple(group for group in _footer(site, indexes, config) if group.links),
    )


def is_atlas(site: Site, config: Config) -> bool:
    """Whether figures are worth comparing: categories are declared, or sources kept."""
    return bool(config.file.categories or site.library.references)


def cross_references(site: Site, indexes: Indexes, config: Config) -> Iterator[Link]:
    """Links to the cross-references that hold something."""
    atlas = is_atlas(site, config)
    for cross in (indexes.costs, indexes.latencies, indexes.scale):
        if atlas and cross is not None and cross.groups:
            yield Link(cross.permalink, cross.title, cross.description)
    if indexes.technologies:  # an author names each; the A-Z leads here from any site
        what = "Which version runs where, and who says so."
        yield Link("/reference/technologies/", "Technologies", what)
    if not atlas:
        return
    if indexes.incidents:
        yield Link("/reference/incidents/", "Incident timeline", "What failed, when and how long.")
    if indexes.metrics:
        what = "What to watch, and the value that means trouble."
        yield Link("/reference/metrics/", "Metrics and alerts", what)
    if indexes.absences:
        what = "What was looked for and is not public."
        yield Link("/reference/not-published/", "Not published", what)
    if site.library.references:
        yield Link("/sources/", "Sources", "Every source, and all that rests on it.")


def _header(site: Site, indexes: Indexes, config: Config) -> Iterator[Link]:
    if indexes.errors:
        yield Link("/errors/", "Errors")
    yield from list(_groups(site, indexes))[:_MOST_LINKS]
    if any(True for _ in cross_references(site, indexes, config)):
        yield Link("/reference/", "Reference")
    if config.file.categories:
        yield Link("/status/", "Status")
    elif indexes.entries:
        yield Link("/a-z/", "A–Z")


def _groups(site: Site, indexes: Indexes) -> Iterator[Link]:
    """Categories with pages, else the folders of the first level."""
    filled = [c for c in indexes.categories if c.pages]
    for category in filled:
        yield Link(category.permalink, category.title)
    if not indexes.categories:
        for section in site.sections.values():
            if section.parent == "/":
                page = site.pages.get(section.index)
                yield Link(section.permalink, page.title if page else section.title)


def _footer(site: Site, indexes: Indexes, config: Config) -> Iterator[LinkGroup]:
    yield LinkGroup(
        "Categories" if indexes.categories else "Sections", tuple(_groups(site, indexes))
    )
    yield LinkGroup("Reference", tuple(cross_references(site, indexes, config)))
    links = []
    if indexes.errors:
        links.append(Link("/errors/", "Error messages"))
    if indexes.entries:
        links.append(Link("/a-z/", "A–Z"))
    if indexes.systems and config.kinds:
        links.append(Link("/coverage/", "Coverage"))
    if config.file.categories:
        links.append(Link("/status/", "Status"))
    if is_atlas(site, config):
        links.append(Link("/data/", "Data downloads"))
    yield LinkGroup("Find", (*links, Link(FEED, "Feed")))
