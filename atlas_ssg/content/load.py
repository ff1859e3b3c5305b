"""Stage 1 as one call: discover files, read front matter, routes, sections and the library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from atlas_ssg.cache import Memo
from atlas_ssg.config import Config
from atlas_ssg.content.bibliography import accepts, read_bibliography
from atlas_ssg.content.discover import Found, discover, shown_root
from atlas_ssg.content.front_matter import Split, split
from atlas_ssg.content.library import load_library
from atlas_ssg.content.reference_data import read_glossary, read_prices, read_technologies
from atlas_ssg.content.routes import collisions, in_the_way, index_pages, permalink
from atlas_ssg.content.sections import section_of, sections
from atlas_ssg.model.diagnostic import Diagnostic
from atlas_ssg.model.draft import Draft, Loaded
from atlas_ssg.model.site import Section
from atlas_ssg.model.source import SourceFile

_DATA_READERS = (
    (accepts, read_bibliography),
    (lambda path: path.startswith("prices/"), read_prices),
    (lambda path: path == "glossary.yaml", read_glossary),
    (lambda path: path == "technologies.yaml", read_technologies),
)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where each page will stand."""

    routes: dict[str, str]
    indexes: frozenset[str]
    sections: dict[str, Section]
    hidden: frozenset[str]  # assets that would stand where a page needs a folder
    diagnostics: tuple[Diagnostic, ...]


def load(
    config: Config, files: Mapping[str, str | bytes] | None = None, memo: Memo | None = None
) -> Loaded:
    """Read the content folder, or `files` in its place."""
    memo = memo or Memo()
    found = discover(config, files, memo)
    return memo("stage", "read", (found, config), lambda: _loaded(found, config, memo))


def _loaded(found: Found, config: Config, memo: Memo) -> Loaded:
    strict = bool(config.file.categories)
    parts = {source.path: _split(source, strict, memo) for source in found.pages}
    memo.keep("front matter", set(parts))
    published = [s for s in found.pages if not parts[s.path].front.draft]
    names = tuple((s.path, s.shown, parts[s.path].front.permalink) for s in published)
    assets = tuple((asset.path, asset.permalink) for asset in found.assets)
    root = shown_root(config)
    plan = memo("plan", "", (names, assets, root), lambda: _plan(names, assets, root))
    memo.keep("draft", set(parts))
    routes, indexes = plan.routes, plan.indexes
    shelf = memo(
        "library", "", (found.data,), lambda: load_library(found.data, _DATA_READERS, memo)
    )
    diagnostics = [
        *found.diagnostics,
        *(d for part in parts.values() for d in part.diagnostics),
        *plan.diagnostics,
        *shelf.diagnostics,
    ]
    return Loaded(
        drafts=tuple([_draft(s, parts[s.path], routes[s.path], indexes, memo) for s in published]),
        sections=plan.sections,
        assets=tuple(asset for asset in found.assets if asset.path not in plan.hidden),
        library=shelf.library,
        diagnostics=tuple(diagnostics),
        texts={source.shown: source.text for source in (*found.pages, *found.data)},
    )


def _plan(
    names: tuple[tuple[str, str, str], ...], assets: tuple[tuple[str, str], ...], root: str
) -> _Plan:
    """Addresses and sections of pages, given as (path, path to print, permalink of their own).

    `assets` are (path, address); `root` is what is printed before their paths.
    """
    indexes = index_pages(path for path, _, _ in names)
    routes = {path: permalink(path, override, indexes) for path, _, override in names}
    shown = {path: printed for path, printed, _ in names}
    shown |= {path: root + path for path, _ in assets}
    every = {**routes, **dict(assets)}
    return _Plan(
        routes,
        indexes,
        sections(routes, indexes),
        frozenset(in_the_way(every)) - routes.keys(),
        tuple(collisions(every, shown)),
    )


def _split(source: SourceFile, strict: bool, memo: Memo) -> Split:
    return memo("front matter", source.path, (source, strict), lambda: split(source, strict=strict))


def _draft(
    source: SourceFile, part: Split, address: str, indexes: frozenset[str], memo: Memo
) -> Draft:
    inputs = (source, part, address, indexes)
    return memo("draft", source.path, inputs, partial(_put_together, *inputs))


def _put_together(source: SourceFile, part: Split, address: str, indexes: frozenset[str]) -> Draft:
    return Draft(
        source,
        part.front,
        part.body,
        part.first_line,
        address,
        section_of(source.path, address, indexes),
        source.path in indexes,
    )
