"""Every file of the site, from one ordered table of kinds of pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from atlas_ssg.cache import Memo
from atlas_ssg.config import Config
from atlas_ssg.model.diagnostic import Diagnostic
from atlas_ssg.model.index import Indexes
from atlas_ssg.model.output import OutputFile
from atlas_ssg.model.site import Site
from atlas_ssg.render import (
    categories,
    content_pages,
    drawings,
    feeds,
    figures,
    finding,
    home,
    references,
    sections,
    sources,
    status,
    systems,
)
from atlas_ssg.render.assets import copied, stylesheet
from atlas_ssg.render.contexts.shell import Layout
from atlas_ssg.render.data import data_files
from atlas_ssg.render.edition import Edition, gather
from atlas_ssg.render.navigation import is_atlas, layout
from atlas_ssg.render.pictures import picture_files
from atlas_ssg.render.plan import Planned
from atlas_ssg.render.press import Press, settled
from atlas_ssg.render.theme import TemplateSet, load_theme
from atlas_ssg.render.vectors import vector_files

# In this order: where two kinds claim one address, the first has it. What an
# author wrote comes first, so a page of content takes the place of a generated one.
KINDS: tuple[Callable[[Edition], Iterator[Planned]], ...] = (
    content_pages.plan,
    systems.plan,
    categories.plan,
    home.plan,
    sections.plan,
    drawings.plan,
    finding.plan_errors,
    finding.plan_alphabet,
    references.plan,
    figures.plan,
    sources.plan,
    systems.plan_coverage,
    status.plan,
    sections.plan_not_found,
)


def render(
    site: Site, indexes: Indexes, config: Config, memo: Memo
) -> tuple[tuple[OutputFile, ...], tuple[Diagnostic, ...]]:
    """Every file of the site, and what is wrong with its templates.

    With the memo of the last build only what changed is made anew. Raises
    `InputError` when `atlas.toml` names a theme that does not exist.
    """
    theme = load_theme(config)
    style = stylesheet(theme.static)
    shared = layout(site, indexes, config, style)
    inputs = (site, indexes, config, theme.templates, shared)
    files, failures = memo("stage", "render", inputs, lambda: _plain(*inputs, memo))
    # A new style is no reason to make a page anew: its name is settled last.
    every = {file.path: file for file in (*style.files, *settled(files, style.name))}
    return tuple([every[path] for path in sorted(every)]), failures


def plan(
    site: Site, indexes: Indexes, config: Config, memo: Memo, shared: Layout
) -> tuple[Edition, tuple[Planned, ...]]:
    """The edition and its pages but that of the data: what is to be made, once for one site."""

    def made() -> tuple[Edition, tuple[Planned, ...]]:
        edition = gather(site, indexes, config, memo, shared)
        return edition, tuple([page for kind in KINDS for page in kind(edition)])

    return memo("stage", "plan", (site, indexes, config, shared), made)


def _plain(
    site: Site,
    indexes: Indexes,
    config: Config,
    templates: TemplateSet,
    shared: Layout,
    memo: Memo,
) -> tuple[tuple[OutputFile, ...], tuple[Diagnostic, ...]]:
    """Every file but those of the stylesheet, which pages call by its plain name."""
    edition, pages = plan(site, indexes, config, memo, shared)
    press = Press(templates, edition)
    data = data_files(site, indexes, config, memo) if is_atlas(site, config) else ()
    press.print_all(pages)
    press.print_all(status.plan_data(edition, data))
    for files in (
        copied(site),
        vector_files(edition),
        picture_files(edition),
        data,
        feeds.files(site, indexes, config, press.addresses, memo),
    ):
        press.add(files)
    return press.files, press.diagnostics
