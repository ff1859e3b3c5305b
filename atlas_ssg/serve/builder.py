"""The builds of one server: the same call each time, with warm caches and a warm browser."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any

from atlas_ssg.cache import Memo
from atlas_ssg.config import Config
from atlas_ssg.progress import SILENT, Progress

if TYPE_CHECKING:
    from atlas_ssg.diagrams.chromium import ChromiumRenderer
    from atlas_ssg.model.output import Build


class Builder:
    """Builds as often as it is called, at first with `config`.

    `configure` reads the configuration again when its file changed; a browser that was
    set up for another one is replaced. A context manager: the browser is gone
    when it is left. The stages are loaded by the first build, since a server
    that has something to show need not wait for them.
    """

    def __init__(self, config: Config, configure: Callable[[], Config]) -> None:
        self.config = config
        self._configure = configure
        self._read = _state(self.config)
        self._memo = Memo()
        self._started: ChromiumRenderer | None = None

    def __enter__(self) -> Builder:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._started is not None:
            self._started.close()

    @property
    def _renderer(self) -> ChromiumRenderer:
        from atlas_ssg.diagrams.chromium import ChromiumRenderer

        if self._started is None:
            self._started = ChromiumRenderer(self.config)
        return self._started

    def __call__(self, progress: Progress = SILENT) -> Build:
        """The site as it is now. Raises `InputError` or `RenderError` as `pipeline.build` does."""
        from atlas_ssg import pipeline

        self._refresh()
        return pipeline.build(self.config, self._renderer, progress=progress, memo=self._memo)

    def warm(self) -> None:
        """Start the browser, so that the first edit of a diagram need not wait for it."""
        from atlas_ssg.diagrams.renderer import Job, RenderError

        with suppress(RenderError):  # who has none is told when there is something to draw
            for _ in self._renderer.render([Job("flowchart LR\n  A\n")]):
                pass

    def _refresh(self) -> None:
        state = _state(self.config)
        if state == self._read:
            return
        fresh = self._configure()
        if self._started is not None and _setting(fresh) != _setting(self.config):
            self._started.close()
            self._started = None
        # An equal configuration stays the same object, which the memo knows at a glance.
        self.config = self.config if fresh == self.config else fresh
        self._read = state


def _state(config: Config) -> tuple[int, int, int] | None:
    """What tells a changed file from an unchanged one, without reading it."""
    try:
        state = config.path.stat() if config.path else None
    except OSError:
        return None
    return (state.st_mtime_ns, state.st_size, state.st_ino) if state else None


def _setting(config: Config) -> tuple[Any, ...]:
    """All of the configuration that the browser is set up with."""
    return (config.file.planes, config.file.build, config.cache)
