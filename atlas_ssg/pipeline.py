"""The build, stage by stage: content in, a site in memory out, and published whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from atlas_ssg import checks, content, diagrams, facts, indexes, markdown, render
from atlas_ssg.cache import Cache, Memo
from atlas_ssg.config import Config
from atlas_ssg.diagrams.renderer import Renderer
from atlas_ssg.model.coverage import NO_HISTORY, History
from atlas_ssg.model.diagnostic import Diagnostic
from atlas_ssg.model.diagram import RenderStats
from atlas_ssg.model.index import Indexes
from atlas_ssg.model.output import Build
from atlas_ssg.model.site import Site
from atlas_ssg.output.writer import Published
from atlas_ssg.output.writer import publish as write
from atlas_ssg.progress import SILENT, Progress, StageClock
from atlas_ssg.status.history import read_history

T = TypeVar("T")
Files = Mapping[str, str | bytes]


@dataclass(frozen=True, slots=True)
class Examined:
    """A site that has been read, drawn and judged, but not written. `texts`: path -> source."""

    site: Site
    indexes: Indexes
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    drawn: RenderStats


def examine(
    config: Config,
    renderer: Renderer,
    clock: StageClock,
    memo: Memo,
    files: Files | None = None,
    history: History = NO_HISTORY,
) -> Examined:
    """Everything up to the diagnostics: what `check` needs. `history` is needed for the pace."""
    cache = Cache(config.cache)

    def once(stage: str, inputs: tuple[Any, ...], run: Callable[[], T]) -> T:
        """A whole stage is as in the last build while its inputs are."""
        with clock.stage(stage):
            return memo("stage", stage, inputs, run)

    with clock.stage("read"):
        loaded = content.load(config, files, memo)
    pages, parsed = once(
        "parse", (loaded, config), lambda: markdown.parse_all(loaded, config, cache, memo)
    )
    with clock.stage("draw"):
        drawn, stats = diagrams.draw(pages, renderer, cache, config, clock.advance, memo)
    shelf = loaded.library
    found = once(
        "facts",
        (pages, drawn, shelf, config),
        lambda: facts.draw(pages, drawn, shelf, config, cache, memo),
    )
    parts = (pages, loaded.sections, loaded.assets, shelf, drawn, found)
    site = memo("stage", "site", parts, lambda: Site(*parts))
    index = once(
        "index", (site, config, history), lambda: indexes.build(site, config, memo, history)
    )

    def checked() -> tuple[Diagnostic, ...]:
        planned = partial(render.planned, site, index, config, memo)
        unmade = checks.unmade(site, planned, loaded.texts)
        known = (*loaded.diagnostics, *parsed, *unmade)
        return checks.run(site, index, config, known, loaded.texts, memo)

    inputs = (site, index, config, loaded.diagnostics, parsed, loaded.texts)
    diagnostics = once("check", inputs, checked)
    return Examined(site, index, diagnostics, loaded.texts, stats)


def build(
    config: Config,
    renderer: Renderer,
    *,
    files: Files | None = None,
    progress: Progress = SILENT,
    memo: Memo | None = None,
    history: History | None = None,
) -> Build:
    """The whole site in memory. `files` (path -> text) stand in for the content folder.

    `history` says when the pages came; without it git is asked, of `files` nobody.
    A server passes the same `memo` to every build, so that each does again only
    what an edit touches. Raises `InputError` or `RenderError` when nothing
    can be built at all; every other problem is among the diagnostics.
    """
    clock = StageClock(progress)
    memo = memo or Memo()
    if history is None:
        history = read_history(config, memo) if files is None else NO_HISTORY
    seen = examine(config, renderer, clock, memo, files, history)
    with clock.stage("render"):
        output, failures = render.render(seen.site, seen.indexes, config, memo)
    diagnostics = (*seen.diagnostics, *failures)
    return Build(seen.site, seen.indexes, output, diagnostics, clock.timings, seen.drawn)


def publish(build: Build, config: Config, *, clean: bool = False) -> Published:
    """Write a build to the output folder, whole or not at all. Raises `PublishError`."""
    return write(build.files, config.output, protect=[config.content, config.root], clean=clean)
