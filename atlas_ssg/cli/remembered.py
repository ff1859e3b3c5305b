"""A check of a site that is as it was: its findings come from the cache, and nothing is read twice.

The key is everything that a check depends on: the bytes of all files, the
configuration, what draws, and the program itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from atlas_ssg.cache import Cache, Memo, digest, program_digest
from atlas_ssg.config import Config
from atlas_ssg.content.discover import discover
from atlas_ssg.diagrams.renderer import Renderer
from atlas_ssg.model.diagnostic import Diagnostic

_KIND = "check"
# Findings that are not kept: a diagram that ran out of time may be drawn the next time.
PASSING = frozenset({"MM002"})


@dataclass(frozen=True, slots=True)
class Seen:
    """What one look at the site found, and how much it looked at."""

    diagnostics: tuple[Diagnostic, ...]
    pages: int
    diagrams: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The files of a site at one moment: `texts` by shown path, and the key of all of it."""

    texts: Mapping[str, str]
    key: str


def snapshot(config: Config, renderer: Renderer, memo: Memo) -> Snapshot:
    """The site as it lies on disk now."""
    found = discover(config, memo=memo)
    sources = (*found.pages, *found.data)
    parts: list[bytes | str] = [program_digest(), renderer.identity]
    parts.append(msgspec.json.encode(config.file, order="deterministic"))
    parts += [str(config.root), str(config.content)]
    for source in sources:
        parts += [source.shown, source.text]
    for asset in found.assets:
        parts += [asset.path, asset.content]
    parts += [f"{d.place} {d.code} {d.message}" for d in found.diagnostics]
    return Snapshot({source.shown: source.text for source in sources}, digest(*parts))


def recall(taken: Snapshot, cache: Cache) -> Seen | None:
    """What was found when everything was as it is in the snapshot."""
    stored = cache.get(_KIND, taken.key)
    if stored is None:
        return None
    try:
        return msgspec.msgpack.decode(stored, type=Seen)
    except msgspec.DecodeError:
        return None  # written by another version


def remember(taken: Snapshot, seen: Seen, cache: Cache) -> None:
    """Keep what was found for the next time."""
    if not any(d.code in PASSING for d in seen.diagnostics):
        cache.put(_KIND, taken.key, msgspec.msgpack.encode(seen))
