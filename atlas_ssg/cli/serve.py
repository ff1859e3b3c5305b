"""`atlas-ssg serve`: build, serve from memory, rebuild on change."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from atlas_ssg.cli.exits import COULD_NOT_RUN, FINE
from atlas_ssg.cli.options import configuration, site_options
from atlas_ssg.cli.progress import progress_for
from atlas_ssg.cli.report import Reporter, counts
from atlas_ssg.config import Config
from atlas_ssg.model.diagnostic import Diagnostic, InputError
from atlas_ssg.model.output import Build
from atlas_ssg.model.source import NOWHERE

if TYPE_CHECKING:
    from atlas_ssg.serve.builder import Builder
    from atlas_ssg.serve.live import LiveSite


@click.command("serve")
@site_options
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on; 0.0.0.0 lets in others on the same network.",
)
@click.option(
    "--port",
    "-p",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    help="Port to listen on.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
def command(
    config: Path | None,
    content: Path | None,
    base_url: str | None,
    jobs: int | None,
    host: str,
    port: int,
    open_browser: bool,
) -> int:
    """Serve the site and keep the open pages current. Ctrl+C ends it."""
    # Imported here: parsing arguments must not wait for the whole program.
    from atlas_ssg.serve.address import AddressError, listen, names
    from atlas_ssg.serve.builder import Builder
    from atlas_ssg.serve.kept import recall
    from atlas_ssg.serve.live import LiveSite
    from atlas_ssg.serve.session import run
    from atlas_ssg.serve.watcher import Sources, Watcher

    reporter = Reporter()
    hosts = names(host, port)
    address = f"http://{hosts[0]}/"

    def configure() -> Config:
        found = configuration(config, content, base_url or address, jobs)
        return replace(found, previews=False)

    def again() -> Config:
        try:
            return configure()
        except click.UsageError as error:  # once it runs, a missing folder is no reason to end
            raise InputError(Diagnostic("CF001", error.message, NOWHERE)) from None

    try:
        listening = listen(host, port)
    except AddressError as error:
        reporter.problem(str(error), error.help)
        return COULD_NOT_RUN
    with listening, Builder(configure(), again) as builder:
        watcher = Watcher(lambda: Sources.of(builder.config))
        watcher.start()
        live = LiveSite(builder)
        kept = recall(builder.config)
        if kept is not None:
            live.show(kept)
        else:
            _first_build(live, builder, reporter)
        reporter.line(f"serving {address}  (Ctrl+C ends it)", "bold")
        if open_browser:
            click.launch(address)

        def built(build: Build | None) -> None:
            reporter.diagnostics(live.problems)
            if build is not None:
                reporter.line(f"{time.strftime('%H:%M:%S')} {_summary(build)}")

        run(live, builder, watcher, listening, hosts, built)
    return FINE


def _first_build(live: LiveSite, builder: Builder, reporter: Reporter) -> None:
    began = time.time_ns()
    with progress_for(reporter.console) as progress:
        build = builder(progress)
    live.adopt(build, began)
    reporter.diagnostics(live.problems)
    reporter.line(_summary(build))


def _summary(build: Build) -> str:
    seconds = sum(seconds for _, seconds in build.timings)
    pages, diagrams = len(build.site.pages), build.render.rendered
    drawn = f", {diagrams} diagram{'s' if diagrams > 1 else ''} drawn" if diagrams else ""
    return f"{pages} pages in {seconds:.2f} s{drawn}; {counts(build.diagnostics)}"
