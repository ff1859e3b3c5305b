"""`atlas-ssg serve`: build, serve from memory, rebuild on change."""

from __future__ import annotations

import socket
import threading
from dataclasses import replace
from pathlib import Path

import click

from atlas_ssg.cli.exits import COULD_NOT_RUN, FINE
from atlas_ssg.cli.options import configuration, site_options
from atlas_ssg.cli.report import Reporter, counts
from atlas_ssg.config import Config
from atlas_ssg.model.output import Build


@click.command("serve")
@site_options
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", "-p", default=8000, show_default=True, help="Port to listen on.")
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
    """Serve the site and reload the browser when something changes. Ctrl+C ends it."""
    reporter = Reporter()
    taken = _bind(host, port)
    if taken is None:
        reporter.problem(
            f"port {port} of {host} is in use", f"try: atlas-ssg serve --port {_free(host, port)}"
        )
        return COULD_NOT_RUN
    settings = configuration(config, content, base_url or f"http://{host}:{port}/", jobs)
    with taken:
        _serve(settings, taken, _names(host, port), reporter, open_browser)
    return FINE


def _serve(
    config: Config,
    listening: socket.socket,
    names: list[str],
    reporter: Reporter,
    open_browser: bool,
) -> None:
    import uvicorn

    from atlas_ssg.config import load
    from atlas_ssg.diagrams.chromium import ChromiumRenderer
    from atlas_ssg.pipeline import build
    from atlas_ssg.serve.live import LiveSite
    from atlas_ssg.serve.server import application
    from atlas_ssg.serve.watcher import changes

    stop = threading.Event()
    with ChromiumRenderer(config) as renderer:

        def current() -> Config:
            fresh = load(config=config.path) if config.path else config
            return replace(config, file=replace_site(fresh, config))

        def once() -> Build:
            made = build(current(), renderer)
            reporter.line(
                f"built {len(made.site.pages)} pages in {sum(s for _, s in made.timings):.2f} s, "
                f"{made.render.rendered} diagrams drawn; {counts(made.diagnostics)}"
            )
            return made

        live = LiveSite(once)
        live.refresh()

        def follow() -> None:
            for _ in changes(config, stop):
                live.refresh()
                reporter.diagnostics(live.problems)

        watching = threading.Thread(target=follow, name="watcher", daemon=True)
        watching.start()
        address = f"http://{names[0]}/"
        reporter.line(f"serving {address}  (Ctrl+C ends it)", "bold")
        if open_browser:
            click.launch(address)
        settings = uvicorn.Config(
            application(live, names), log_level="warning", timeout_graceful_shutdown=0
        )
        try:
            uvicorn.Server(settings).run(sockets=[listening])
        finally:
            stop.set()
            watching.join(timeout=5)


def replace_site(fresh: Config, config: Config) -> object:
    """The file read anew, with the base URL under which it is served."""
    from msgspec.structs import replace as with_fields

    site = with_fields(fresh.file.site, base_url=config.site.base_url)
    return with_fields(fresh.file, site=site)


def _bind(host: str, port: int) -> socket.socket | None:
    """A socket that listens there, or None when somebody else does."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()
    except OSError:
        listening.close()
        return None
    return listening


def _free(host: str, port: int) -> int:
    for candidate in range(port + 1, port + 50):
        found = _bind(host, candidate)
        if found is not None:
            found.close()
            return candidate
    return 0


def _names(host: str, port: int) -> list[str]:
    """The Host headers to answer: the address itself, and this machine's names for it."""
    names = [f"{host}:{port}"]
    if host in {"127.0.0.1", "localhost", "::1"}:
        names += [f"127.0.0.1:{port}", f"localhost:{port}", f"[::1]:{port}"]
    elif host in {"0.0.0.0", "::"}:
        local = {socket.gethostname(), "localhost", "127.0.0.1", *_addresses()}
        names += [f"{name}:{port}" for name in sorted(local)]
    return list(dict.fromkeys(names))


def _addresses() -> set[str]:
    try:
        return {str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None)}
    except OSError:
        return set()
