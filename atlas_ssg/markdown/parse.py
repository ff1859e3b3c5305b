"""All pages of a site; one whose text and surroundings are as before comes from the cache."""

from __future__ import annotations

import msgspec

from atlas_ssg.cache import Cache, Memo, digest, program_digest
from atlas_ssg.config import Config
from atlas_ssg.markdown.context import Context
from atlas_ssg.markdown.page import parse
from atlas_ssg.model.diagnostic import Diagnostic
from atlas_ssg.model.draft import Draft, Loaded
from atlas_ssg.model.page import Page

_Entry = tuple[Page, tuple[Diagnostic, ...]]
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Entry)


def parse_all(
    loaded: Loaded, config: Config, cache: Cache, memo: Memo
) -> tuple[dict[str, Page], tuple[Diagnostic, ...]]:
    """Every page by its path, and what is wrong with them."""
    context = _context(loaded, config)
    told = msgspec.json.encode(context, order="deterministic")
    surroundings = digest(program_digest(), told)
    pages: dict[str, Page] = {}
    diagnostics: list[Diagnostic] = []
    for draft in loaded.drafts:
        page, found = memo(
            "page",
            draft.source.path,
            (surroundings, draft),
            lambda draft=draft: _one(draft, context, surroundings, cache),  # type: ignore[misc]
        )
        pages[page.path] = page
        diagnostics += found
    memo.keep("page", set(pages))
    return pages, tuple(diagnostics)


def _one(draft: Draft, context: Context, surroundings: str, cache: Cache) -> _Entry:
    source = draft.source
    strict = str(bool(context.categories))
    key = digest(surroundings, source.shown, draft.permalink, draft.section, strict, source.text)
    stored = cache.get("page", key)
    if stored is not None:
        try:
            entry: _Entry = _DECODER.decode(stored)
            return entry
        except msgspec.DecodeError:
            pass  # written by another version: parse it again
    fresh = parse(
        source,
        draft.front,
        draft.body,
        draft.first_line,
        permalink=draft.permalink,
        section=draft.section,
        is_index=draft.is_index,
        context=context,
    )
    cache.put("page", key, _ENCODER.encode(fresh))
    return fresh


def _context(loaded: Loaded, config: Config) -> Context:
    routes = {draft.source.path: draft.permalink for draft in loaded.drafts}
    return Context(
        routes=routes,
        assets={asset.path: asset.permalink for asset in loaded.assets},
        addresses=frozenset({*routes.values(), *loaded.sections}),
        references=tuple(loaded.library.references),
        glossary=loaded.library.glossary,
        categories={folder: table.id for folder, table in config.categories.items()},
        kinds=frozenset(kind.id for kind in config.kinds),
        systems=frozenset(config.systems),
    )
