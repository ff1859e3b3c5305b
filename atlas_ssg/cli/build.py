"""`atlas-ssg build`: content to site."""

from __future__ import annotations

import json
import time
from pathlib import Path

import click

from atlas_ssg.cli.exits import FINDINGS, FINE
from atlas_ssg.cli.options import configuration, site_options
from atlas_ssg.cli.progress import progress_for
from atlas_ssg.cli.report import Reporter, counts
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.model.output import Build
from atlas_ssg.output.writer import Published


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
    from dataclasses import replace

    from atlas_ssg import pipeline
    from atlas_ssg.diagrams.chromium import ChromiumRenderer

    start = time.perf_counter()
    settings = configuration(config, content, base_url, jobs, output)
    if clean:
        settings = replace(settings, cache=None)
    reporter = Reporter()
    with progress_for(reporter.console) as progress, ChromiumRenderer(settings) as renderer:
        build = pipeline.build(settings, renderer, progress=progress)
        published = pipeline.publish(build, settings, clean=clean)
        remarks = renderer.remarks
    wall = time.perf_counter() - start

    reporter.diagnostics(build.diagnostics)
    for remark in remarks:
        reporter.line(f"note: {remark}", "dim")
    if timings == "json":
        click.echo(json.dumps(_figures(build, published, wall), indent=1))
    _summary(reporter, build, published, wall, str(output or settings.file.build.output))
    least = Severity.WARNING if strict else Severity.ERROR
    return FINDINGS if any(d.severity >= least for d in build.diagnostics) else FINE


def _summary(
    reporter: Reporter, build: Build, published: Published, wall: float, folder: str
) -> None:
    drawn = build.render
    reporter.line(
        f"{len(build.site.pages)} pages, {drawn.rendered} diagrams drawn, "
        f"{drawn.cached} from the cache, {drawn.failed} failed"
    )
    reporter.line(
        f"{len(published.written)} files written, {published.unchanged} unchanged, "
        f"{len(published.removed)} removed: {folder}/index.html"
    )
    stages = ", ".join(f"{name} {seconds:.2f}" for name, seconds in build.timings)
    reporter.line(f"{wall:.2f} s ({stages})", "dim")
    if build.diagnostics:
        reporter.line(counts(build.diagnostics), "bold red" if build.failed else "yellow")


def _figures(build: Build, published: Published, wall: float) -> dict[str, object]:
    """The figures of `--timings json`; seconds throughout."""
    drawn = build.render
    return {
        "wall": wall,
        "stages": dict(build.timings),
        "diagrams": {
            "rendered": drawn.rendered,
            "cached": drawn.cached,
            "failed": drawn.failed,
            "in_page": drawn.in_page,
            "wall": drawn.wall,
            "launch": drawn.launch,
            "browser_started": drawn.browser_started,
        },
        "pages": len(build.site.pages),
        "files": {
            "written": len(published.written),
            "unchanged": published.unchanged,
            "removed": len(published.removed),
        },
        "diagnostics": {
            severity.name.lower(): sum(d.severity is severity for d in build.diagnostics)
            for severity in Severity
        },
    }
