"""Which pages and data files a site will have: what links may count on before a page is made."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from atlas_ssg.cache import Memo
from atlas_ssg.config import Config
from atlas_ssg.model.diagram import Rendered
from atlas_ssg.model.index import Indexes
from atlas_ssg.model.output import OutputFile
from atlas_ssg.model.route import output_path
from atlas_ssg.model.site import Site
from atlas_ssg.render import feeds, pictures, status
from atlas_ssg.render.assets import stylesheet
from atlas_ssg.render.data import data_paths
from atlas_ssg.render.drawings import own_file
from atlas_ssg.render.navigation import is_atlas, layout
from atlas_ssg.render.pages import plan
from atlas_ssg.render.theme import load_theme


def planned(site: Site, indexes: Indexes, config: Config, memo: Memo) -> frozenset[str]:
    """The paths of all that a page can link to, as `render` makes it of this site."""
    shared = layout(site, indexes, config, stylesheet(load_theme(config).static))
    edition, made = plan(site, indexes, config, memo, shared)
    paths = data_paths(indexes) if is_atlas(site, config) else ()
    data = tuple(OutputFile(path, b"") for path in paths)
    pages = chain(made, status.plan_data(edition, data))
    addresses = chain((page.address for page in pages), _drawings(site, config))
    return frozenset({*paths, *feeds.NAMES, *map(output_path, addresses)})


def _drawings(site: Site, config: Config) -> Iterator[str]:
    """The addresses of the diagrams that were drawn, and of pages' pictures: files of their own."""
    for page in site.pages.values():
        outcomes = {f.ordinal: site.diagrams[page.path, f.ordinal] for f in page.fences}
        drawn = [n for n, outcome in outcomes.items() if isinstance(outcome, Rendered)]
        yield from (own_file(page, ordinal) for ordinal in drawn)
        if drawn and config.site.base_url:
            yield pictures.address(page)
