"""The metrics of a site, remembered: nothing is read twice while nothing has changed."""

from __future__ import annotations

from rich.console import Console

from atlas_ssg.cache import Cache, Memo, digest
from atlas_ssg.cli.remembered import snapshot
from atlas_ssg.config import Config
from atlas_ssg.diagrams.chromium import ChromiumRenderer
from atlas_ssg.status.history import read_history
from atlas_ssg.status.metrics import Metrics, metrics, read, text

_PASSING = frozenset({"timeout", "browser"})  # failures that the next run may not see


def survey(config: Config, console: Console) -> Metrics:
    """The metrics of the site as it is now; progress goes to `console`."""
    cache = Cache(config.cache)
    memo = Memo()
    history = read_history(config, memo)
    with ChromiumRenderer(config) as renderer:
        dates = sorted(f"{path} {day}" for path, day in history.added.items())
        key = digest(snapshot(config, renderer, memo).key, *dates)
        stored = cache.get("status", key)
        known = read(stored) if stored is not None else None
        if known is not None:
            return known
        # The whole program, half a second of imports: only when there is something to do.
        from atlas_ssg.cli.progress import progress_for
        from atlas_ssg.pipeline import examine
        from atlas_ssg.progress import StageClock

        with progress_for(console) as progress:
            seen = examine(config, renderer, StageClock(progress), memo, history=history)
    found = metrics(seen.indexes, config.file)
    failures = {getattr(outcome, "reason", "") for outcome in seen.site.diagrams.values()}
    if not failures & _PASSING:
        cache.put("status", key, text(found).encode())
    return found
