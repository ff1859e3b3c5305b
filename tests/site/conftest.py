"""The project's own content, built once with the real browser, and browsers to look at it."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from atlas_ssg.diagrams.browser import find_executable
from atlas_ssg.model.output import Build
from atlas_ssg.output.writer import publish

ROOT = Path(__file__).parent.parent.parent
_TAG = re.compile(r"<[A-Za-z][^\s>/]*(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")

# One page of each kind, as the content has them: a system's page, a guide beside its figures …
KINDS = {
    "home": "index.html",
    "diagram page, wide": "systems/netflix/architecture/index.html",
    "diagram page, wider": "systems/discord/failure-domains/index.html",
    "diagram page, costs": "systems/netflix/cost-breakdown/index.html",
    "diagram page, guide": "debugging/etcd-mvcc-database-space-exceeded/index.html",
    "diagram page, incident": "incidents/github-2018-10-21/index.html",
    "diagram alone": "systems/netflix/architecture/diagram/index.html",
    "system": "systems/netflix/index.html",
    "category": "debugging/index.html",
    "category, another order": "systems/by-figures/index.html",
    "coverage": "coverage/index.html",
    "reference": "reference/index.html",
    "costs": "reference/costs/index.html",
    "latency": "reference/latency/index.html",
    "figures of a system": "reference/costs/system/netflix/index.html",
    "technologies": "reference/technologies/index.html",
    "incidents": "reference/incidents/index.html",
    "metrics": "reference/metrics/index.html",
    "not published": "reference/not-published/index.html",
    "errors": "errors/index.html",
    "a to z": "a-z/index.html",
    "sources": "sources/index.html",
    "source": "sources/netflix-10k-2024/index.html",
    "status": "status/index.html",
    "data": "data/index.html",
    "not found": "404.html",
}


@dataclass(frozen=True)
class Site:
    """A built site: the files in memory, and where they lie."""

    build: Build
    folder: Path

    @cached_property
    def texts(self) -> dict[str, str]:
        """Pages and pictures by path."""
        kinds = (".html", ".svg", ".xml", ".css", ".txt")
        return {f.path: f.content.decode() for f in self.build.files if f.path.endswith(kinds)}

    @cached_property
    def tags(self) -> dict[str, list[str]]:
        """The start tags of each page and picture, by path."""
        marked = (".html", ".svg")
        return {p: _TAG.findall(text) for p, text in self.texts.items() if p.endswith(marked)}

    def url(self, path: str) -> str:
        """The address of a file from disk."""
        return (self.folder / path).as_uri()


@pytest.fixture(scope="session")
def site(real: Build, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The real content, and the folder that `make build` would make of it."""
    folder = tmp_path_factory.mktemp("site") / "output"
    publish(real.files, folder)
    return Site(real, folder)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium that has no network but this machine."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=find_executable(), args=["--no-sandbox"]
        )
        yield started
        started.close()


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """A reader on a laptop who lets no script run."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, java_script_enabled=False
    )
    yield context
    context.close()


@pytest.fixture(scope="module")
def observer(browser: Browser) -> Iterator[BrowserContext]:
    """The same with scripts of the test's own."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    yield context
    context.close()


@pytest.fixture
def page(reader: BrowserContext) -> Iterator[Page]:
    """A tab of the reader's."""
    tab = reader.new_page()
    yield tab
    tab.close()


@pytest.fixture
def watched(observer: BrowserContext) -> Iterator[Page]:
    """A tab of the observer's."""
    tab = observer.new_page()
    yield tab
    tab.close()


def complaints(page: Page) -> list[str]:
    """What the browser says from now on: messages, errors, requests that fail."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("requestfailed", lambda request: found.append(f"failed: {request.url}"))
    return found


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def served(site: Site) -> Iterator[str]:
    """The address at which the site is served over HTTP."""
    handler = partial(_Quiet, directory=str(site.folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()
