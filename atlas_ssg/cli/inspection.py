"""Looking at a site again and again: one browser and one memory for all looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType

from atlas_ssg.cache import Cache, Memo
from atlas_ssg.cli.progress import progress_for
from atlas_ssg.cli.remembered import Seen, Snapshot, recall, remember, snapshot
from atlas_ssg.cli.report import Reporter
from atlas_ssg.config import Config
from atlas_ssg.diagrams.chromium import ChromiumRenderer
from atlas_ssg.model.diagnostic import Diagnostic
from atlas_ssg.progress import StageClock


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at the site found. `texts` maps shown paths to source text."""

    config: Config
    texts: Mapping[str, str]
    seen: Seen

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All findings, in order."""
        return self.seen.diagnostics


class Inspection:
    """A site under inspection. A context manager: on leaving, the browser is gone."""

    def __init__(self, config: Config, reporter: Reporter, external_links: bool) -> None:
        self.config = config
        self._reporter = reporter
        self._external_links = external_links
        self._memo = Memo()
        self._renderer = ChromiumRenderer(config)

    def __enter__(self) -> Inspection:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._renderer.close()

    def configure(self, config: Config) -> None:
        """Go on with another configuration."""
        if config != self.config:
            self._renderer.close()
            self._renderer = ChromiumRenderer(config)
            self.config = config

    def look(self) -> Look:
        """Judge the site as it is now. One that is as it was is not even parsed."""
        cache = Cache(self.config.cache)
        taken = snapshot(self.config, self._renderer, self._memo)
        seen = None if self._external_links else recall(taken, cache)
        if seen is None:
            seen = self._examine(taken, cache)
        return Look(self.config, taken.texts, seen)

    def _examine(self, taken: Snapshot, cache: Cache) -> Seen:
        from atlas_ssg import pipeline
        from atlas_ssg.sources.web_links import check_links

        with progress_for(self._reporter.console) as progress:
            clock = StageClock(progress)
            found = pipeline.examine(self.config, self._renderer, clock, self._memo)
            diagnostics = found.diagnostics
            if self._external_links:
                with clock.stage("links"):
                    dead = check_links(found.site, found.texts, cache, clock.advance)
                diagnostics = self._with_links(diagnostics, dead, found.texts)
        seen = Seen(diagnostics, len(found.site.pages), len(found.site.diagrams))
        # Somebody may have saved a file in the meantime: then the snapshot is of another site.
        unchanged = snapshot(self.config, self._renderer, self._memo).key == taken.key
        if unchanged and not self._external_links:
            remember(taken, seen, cache)
        return seen

    def _with_links(
        self,
        diagnostics: tuple[Diagnostic, ...],
        dead: tuple[Diagnostic, ...],
        texts: Mapping[str, str],
    ) -> tuple[Diagnostic, ...]:
        """What was found, and the dead links that are neither suppressed nor deselected."""
        from atlas_ssg.checks.run import settle

        wanted = settle(dead, texts, self.config, self._memo)
        found = [*diagnostics, *(d for d in wanted if d in dead)]
        return tuple(sorted(found, key=lambda d: d.sort_key))
