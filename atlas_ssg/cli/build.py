"""`atlas-ssg build`: content to site."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from atlas_ssg.cache import Cache, Memo
from atlas_ssg.cli.exits import FINDINGS, FINE
from atlas_ssg.cli.options import configuration, site_options
from atlas_ssg.cli.progress import progress_for
from atlas_ssg.cli.report import Reporter, counts
from atlas_ssg.config import Config
from atlas_ssg.model.diagnostic import Diagnostic, Severity
from atlas_ssg.model.diagram import RenderStats
from atlas_ssg.model.output import Build
from atlas_ssg.output.writer import Published
from atlas_ssg.progress import StageClock

if TYPE_CHECKING:
    from atlas_ssg.diagrams.chromium import ChromiumRenderer


@click.command("build")
@site_options
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Folder to write.")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--clean", is_flag=True, help="Reuse nothing: no cache, no file of the last site.")
@click.option(
    "--timings",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the summary is given; json goes to stdout.",
)
def command(
    config: Path | None,
    content: Path | None,
    base_url: str | None,
    jobs: int | None,
    output: Path | None,
    strict: bool,
    clean: bool,
    timings: str,
) -> int:
    """Build the site: exit 0 clean, 1 built with errors, 2 could not run."""
    # Imported here: parsing arguments must not wait for the whole program.
    from atlas_ssg.cli.built import key_of, recall, remember
    from atlas_ssg.diagrams.chromium import ChromiumRenderer

    start = time.perf_counter()
    settings = configuration(config, content, base_url, jobs, output)
    if clean:
        settings = replace(settings, cache=None)
    reporter, memo = Reporter(), Memo()
    with ChromiumRenderer(settings, once=True) as renderer:
        if count := _all_to_draw(settings, memo):
            renderer.start(count)  # while the rest of the program is still being read
        key = key_of(settings, renderer) if settings.cache else ""
        known = recall(key, settings)
        if known is not None:
            result = _Result(known.pages, known.drawn, known.diagnostics, len(known.files))
        else:
            build, published = _make(settings, renderer, reporter, memo, clean=clean)
            if key:
                remember(key, build, settings, renderer)
            if build.render.rendered:
                Cache(settings.cache).prune(time.time())
            result = _Result(
                len(build.site.pages), build.render, build.diagnostics, published.unchanged,
                len(published.written), len(published.removed), build.timings,
            )  # fmt: skip
        remarks = renderer.remarks
    return _report(
        result, time.perf_counter() - start, reporter, remarks,
        folder=str(output or settings.file.build.output), strict=strict, as_json=timings == "json",
    )  # fmt: skip


def _all_to_draw(settings: Config, memo: Memo) -> int:
    """How many diagrams there are if no drawing is kept, so that a browser will be needed; else 0.

    A glance: what it counts wrongly costs a start, or saves none. The build reads no file again.
    """
    from atlas_ssg.content.discover import discover

    if settings.cache is not None and (settings.cache / "drawing").exists():
        return 0
    return sum(page.text.count("```mermaid") for page in discover(settings, memo=memo).pages)


@dataclass(frozen=True, slots=True)
class _Result:
    """What is told of a build, whether it was made or remembered."""

    pages: int
    drawn: RenderStats
    diagnostics: tuple[Diagnostic, ...]
    unchanged: int
    written: int = 0
    removed: int = 0
    timings: tuple[tuple[str, float], ...] = ()


def _make(
    settings: Config, renderer: ChromiumRenderer, reporter: Reporter, memo: Memo, *, clean: bool
) -> tuple[Build, Published]:
    from atlas_ssg import pipeline

    with progress_for(reporter.console) as progress:
        build = pipeline.build(settings, renderer, progress=progress, memo=memo)
        clock = StageClock(progress)
        with clock.stage("publish"):
            published = pipeline.publish(build, settings, clean=clean)
        return replace(build, timings=(*build.timings, *clock.timings)), published


def _report(
    result: _Result,
    wall: float,
    reporter: Reporter,
    remarks: tuple[str, ...],
    *,
    folder: str,
    strict: bool,
    as_json: bool,
) -> int:
    reporter.diagnostics(result.diagnostics)
    for remark in remarks:
        reporter.line(f"note: {remark}", "dim")
    if as_json:
        click.echo(json.dumps(_figures(result, wall), indent=1))
    _summary(reporter, result, wall, folder)
    least = Severity.WARNING if strict else Severity.ERROR
    return FINDINGS if any(d.severity >= least for d in result.diagnostics) else FINE


def _summary(reporter: Reporter, result: _Result, wall: float, folder: str) -> None:
    drawn = result.drawn
    reporter.line(
        f"{result.pages} pages, {drawn.rendered} diagrams drawn, "
        f"{drawn.cached} from the cache, {drawn.failed} failed"
    )
    reporter.line(
        f"{result.written} files written, {result.unchanged} unchanged, "
        f"{result.removed} removed: {folder}/index.html"
    )
    stages = ", ".join(f"{name} {seconds:.2f}" for name, seconds in result.timings)
    reporter.line(f"{wall:.2f} s ({stages or 'nothing has changed'})", "dim")
    if result.diagnostics:
        failed = any(d.severity is Severity.ERROR for d in result.diagnostics)
        reporter.line(counts(result.diagnostics), "bold red" if failed else "yellow")


def _figures(result: _Result, wall: float) -> dict[str, object]:
    """The figures of `--timings json`; seconds throughout."""
    drawn = result.drawn
    return {
        "wall": wall,
        "stages": dict(result.timings),
        "diagrams": {
            "rendered": drawn.rendered,
            "cached": drawn.cached,
            "failed": drawn.failed,
            "in_page": drawn.in_page,
            "wall": drawn.wall,
            "launch": drawn.launch,
            "browser_started": drawn.browser_started,
        },
        "pages": result.pages,
        "files": {
            "written": result.written,
            "unchanged": result.unchanged,
            "removed": result.removed,
        },
        "diagnostics": {
            severity.name.lower(): sum(d.severity is severity for d in result.diagnostics)
            for severity in Severity
        },
    }
