"""A build of a site that is as it was: its result comes from the cache, if the output holds it.

The key is everything that a build depends on: the files of the content and the
themes, the configuration, the dates of the pages, what draws, and the program
itself. The output counts only if each file has the bytes that were written.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

import atlas_ssg
from atlas_ssg.cache import Cache, Memo, digest
from atlas_ssg.cli.remembered import PASSING, snapshot
from atlas_ssg.config import Config
from atlas_ssg.diagrams.renderer import Renderer
from atlas_ssg.model.diagnostic import Diagnostic
from atlas_ssg.model.diagram import RenderStats
from atlas_ssg.model.output import Build
from atlas_ssg.output.writer import holds
from atlas_ssg.status.history import read_history

_KIND = "build"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to: how much it read, drew and found, and the SHA-256 of each file."""

    pages: int
    drawn: RenderStats
    diagnostics: tuple[Diagnostic, ...]
    files: dict[str, str]


def key_of(config: Config, renderer: Renderer) -> str:
    """The digest of all that the site depends on, as it lies on disk now."""
    memo = Memo()
    dates = sorted(f"{path} {day}" for path, day in read_history(config, memo).added.items())
    taken = snapshot(config, renderer, memo)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return digest(taken.key, epoch, *dates, *_themes(config))


def recall(key: str, config: Config) -> Built | None:
    """The last build, if it was of the same inputs and the output still holds it."""
    stored = Cache(config.cache).get(_KIND, key)
    if stored is None:
        return None
    try:
        built = msgspec.msgpack.decode(stored, type=Built)
    except msgspec.DecodeError:
        return None  # written by another version
    return built if holds(config.output, built.files) else None


def remember(key: str, build: Build, config: Config, renderer: Renderer) -> None:
    """Keep what a build came to, unless something changed meanwhile or may end well next time."""
    if any(d.code in PASSING for d in build.diagnostics) or key_of(config, renderer) != key:
        return
    drawn = build.render
    again = RenderStats(cached=drawn.cached + drawn.rendered, failed=drawn.failed)
    files = {file.path: hashlib.sha256(file.content).hexdigest() for file in build.files}
    built = Built(len(build.site.pages), again, build.diagnostics, files)
    Cache(config.cache).put(_KIND, key, msgspec.msgpack.encode(built))


def _themes(config: Config) -> Iterator[str]:
    """Name and state of every file of the project's own themes and of those that are shipped."""
    package = Path(atlas_ssg.__file__).parent
    for root in (config.root / "themes", package / "themes", package.parent / "themes"):
        for path in sorted(root.rglob("*")):
            if not path.exists():  # a link that leads nowhere
                continue
            state = path.stat()
            yield f"{path} {state.st_size} {state.st_mtime_ns}"
