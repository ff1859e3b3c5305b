"""The Chromium renderer: the only file that knows a browser.

One headless browser, a few long-lived pages that have loaded Mermaid once. The
pages lie at a made-up origin that is answered from memory; nothing else is
reachable. Playwright runs on a thread of its own, so that a server can keep the
browser warm between builds.
"""

from __future__ import annotations

import asyncio
import base64
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import msgspec

from atlas_ssg.cache import Cache, digest
from atlas_ssg.config import Config
from atlas_ssg.diagrams.assets import asset, assets_digest, script
from atlas_ssg.diagrams.browser import VARIABLE, find_executable, version
from atlas_ssg.diagrams.renderer import Answer, Drawing, Job, Refusal, RenderError
from atlas_ssg.diagrams.settings import configuration

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Page, Playwright, Route

_ORIGIN = "http://atlas.invalid/"  # RFC 2606: a name that nobody can own
_POLICY = "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'"
_DOCUMENT = (
    '<!doctype html><meta charset="utf-8"><body><script src="/mermaid.js"></script>'
    '<script src="/graph.js"></script><script src="/page.js"></script>'
)
_RECYCLE_AFTER = 200  # drawings; hygiene, not need: a page's heap hardly grows
_CLOSE_SECONDS = 5.0
_LAUNCH_SECONDS = 60.0

# No single switch cuts the network; these and the routes and policy below together do.
_ARGUMENTS = [
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-quic", "--disable-gpu", "--no-first-run", "--no-default-browser-check",
    "--disable-domain-reliability", "--disable-breakpad", "--disable-extensions",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=http://127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>", "--font-render-hinting=none", "--disable-lcd-text",
    "--force-color-profile=srgb", "--hide-scrollbars", "--lang=en-US",
]  # fmt: skip
_KEPT_VARIABLES = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH")


class ChromiumRenderer:
    """Draws with the official Mermaid. Starts nothing until there is something to draw.

    A context manager: on leaving, the browser and every process of it are gone.
    """

    def __init__(self, config: Config) -> None:
        self._pages = config.file.build.jobs or os.cpu_count() or 1
        self._timeout = config.file.build.diagram_timeout
        planes = config.file.planes
        self._planes = [{"name": p.class_, "cue": p.cue, "text": p.text} for p in planes]
        self._cache = Cache(config.cache)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._studio: _Studio | None = None
        self.launch_seconds = 0.0

    def __enter__(self) -> ChromiumRenderer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def identity(self) -> str:
        """Versions of browser, Mermaid, font and scripts, and the configuration."""
        executable = find_executable()
        browser = version(executable, self._cache) if executable else "none"
        settings = msgspec.json.encode([configuration(), self._planes], order="deterministic")
        return digest(browser, assets_digest(), settings)

    def render(self, jobs: Sequence[Job], done: Callable[[], None]) -> list[Answer]:
        """The answers in the order of `jobs`. Raises `RenderError` when there is no browser."""
        if not jobs:
            return []
        loop = self._start_loop()
        future = asyncio.run_coroutine_threadsafe(self._render(jobs, done), loop)
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    def close(self) -> None:
        """End the browser and its thread."""
        if self._loop is None or self._thread is None:
            return
        if self._studio is not None:
            asyncio.run_coroutine_threadsafe(self._studio.close(), self._loop).result()
            self._studio = None
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._loop = self._thread = None

    def _start_loop(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(
                target=self._loop.run_forever, name="chromium", daemon=True
            )
            self._thread.start()
        return self._loop

    async def _render(self, jobs: Sequence[Job], done: Callable[[], None]) -> list[Answer]:
        start = time.perf_counter()
        if self._studio is None or not self._studio.alive:
            if self._studio is not None:
                await self._studio.close()
            self._studio = await _Studio.open(self._planes, self._timeout)
        self.launch_seconds = time.perf_counter() - start
        answers: dict[int, Answer] = {}
        waiting = list(enumerate(jobs))[::-1]

        async def work(studio: _Studio) -> None:
            desk = await studio.desk()
            while waiting:
                index, job = waiting.pop()
                answers[index] = await desk.draw(job)
                done()
            await studio.give_back(desk)

        workers = min(self._pages, len(jobs))
        await asyncio.gather(*(work(self._studio) for _ in range(workers)))
        return [answers[index] for index in range(len(jobs))]


class _Studio:
    """A running browser with its own home, and the pages that are not in use."""

    def __init__(
        self, playwright: Playwright, browser: Browser, home: Path, planes: Any, timeout: float
    ) -> None:
        self._playwright, self.browser, self._home = playwright, browser, home
        self.planes, self.timeout = planes, timeout
        self._free: list[_Desk] = []

    @classmethod
    async def open(cls, planes: Any, timeout: float) -> _Studio:
        """Launch a browser. Raises `RenderError` that says how to get one."""
        from playwright.async_api import Error, async_playwright

        executable = find_executable()
        if executable is None:
            raise RenderError(_missing(), _ADVICE)
        asset("mermaid.min.js")
        home = Path(tempfile.mkdtemp(prefix="atlas-chromium-"))
        playwright = await async_playwright().start()
        try:
            browser = await playwright.chromium.launch(
                executable_path=executable,
                headless=True,
                # As root the sandbox cannot be set up; anywhere else it stays on.
                chromium_sandbox=not _is_root(),
                args=_ARGUMENTS,
                env=_environment(home),
                timeout=_LAUNCH_SECONDS * 1000,
                handle_sigint=False,
            )
        except Error as error:
            await playwright.stop()
            shutil.rmtree(home, ignore_errors=True)
            first = str(error).strip().splitlines()[0]
            raise RenderError(f"{executable} does not start: {first}", _ADVICE) from None
        return cls(playwright, browser, home, planes, timeout)

    @property
    def alive(self) -> bool:
        """Whether the browser still answers."""
        return self.browser.is_connected()

    async def desk(self) -> _Desk:
        """A page that is ready to draw."""
        return self._free.pop() if self._free else _Desk(self)

    async def give_back(self, desk: _Desk) -> None:
        """Keep a page for the next batch."""
        self._free.append(desk)

    async def restart(self) -> None:
        """Replace a browser that crashed."""
        fresh = await _Studio.open(self.planes, self.timeout)
        await self.close()
        self._playwright, self.browser, self._home = fresh._playwright, fresh.browser, fresh._home
        self._free = []

    async def close(self) -> None:
        """End the browser; whatever it left in its home goes too."""
        for step in (self.browser.close(), self._playwright.stop()):
            try:
                await asyncio.wait_for(step, _CLOSE_SECONDS)
            except Exception:  # a browser that hangs or crashed is ended by the driver's end
                continue
        shutil.rmtree(self._home, ignore_errors=True)


class _Desk:
    """One page and its deadline. A page is thrown away after anything but a drawing or a parse
    error: Mermaid's parser keeps nothing, its drawing code may."""

    def __init__(self, studio: _Studio) -> None:
        self._studio = studio
        self._page: Page | None = None
        self._context: BrowserContext | None = None
        self._drawn = 0

    async def draw(self, job: Job) -> Answer:
        """The drawing of one job, within the deadline."""
        from playwright.async_api import Error

        try:
            if self._page is None or self._drawn >= _RECYCLE_AFTER:
                await self._fresh_page()
            assert self._page is not None
            asked = {"text": job.text, "id": "d", "seed": _seed(job), "planes": self._studio.planes}
            raw = await asyncio.wait_for(
                self._page.evaluate("asked => atlasDraw(asked)", asked), self._studio.timeout
            )
        except TimeoutError:
            await self._throw_away()
            seconds = f"{self._studio.timeout:g} s"
            return Refusal("timeout", f"not drawn within {seconds}", seconds=self._studio.timeout)
        except Error as error:
            await self._throw_away()
            if not self._studio.alive:
                await self._studio.restart()
            first = str(error).strip().splitlines()[0]
            return Refusal("browser", f"the browser failed on it: {first}")
        self._drawn += 1
        if raw.get("refused") == "browser":
            await self._throw_away()
        return _answer(raw)

    async def _fresh_page(self) -> None:
        await self._throw_away()
        if not self._studio.alive:
            await self._studio.restart()
        self._context = await self._studio.browser.new_context(
            offline=False,
            locale="en-US",
            timezone_id="UTC",
            device_scale_factor=1,
            viewport={"width": 1280, "height": 800},
            service_workers="block",
            accept_downloads=False,
            permissions=[],
        )
        await self._context.route("**/*", _serve)
        await self._context.route_web_socket("**/*", lambda socket: socket.close())
        self._page = await self._context.new_page()
        await self._page.goto(_ORIGIN, wait_until="load")
        font = base64.b64encode(asset("inter.woff2")).decode()
        await self._page.evaluate(
            "given => atlasSetup(given)", {"font": font, "config": configuration()}
        )
        await self._context.set_offline(True)
        self._drawn = 0

    async def _throw_away(self) -> None:
        if self._context is not None:
            try:
                await asyncio.wait_for(self._context.close(), _CLOSE_SECONDS)
            except Exception:  # a page in an endless loop: the browser is replaced
                await self._studio.restart()
        self._page = self._context = None


async def _serve(route: Route) -> None:
    """The only things that the page can load, from memory."""
    files = {
        _ORIGIN: ("text/html", _DOCUMENT.encode()),
        f"{_ORIGIN}mermaid.js": ("text/javascript", asset("mermaid.min.js")),
        f"{_ORIGIN}graph.js": ("text/javascript", script("graph.js").encode()),
        f"{_ORIGIN}page.js": ("text/javascript", script("page.js").encode()),
    }
    known = files.get(route.request.url)
    if known is None:
        await route.abort()
        return
    kind, body = known
    headers = {"Content-Type": f"{kind}; charset=utf-8", "Content-Security-Policy": _POLICY}
    await route.fulfill(status=200, headers=headers, body=body)


def _seed(job: Job) -> int:
    return int(job.seed[:8], 16)


def _answer(raw: dict[str, Any]) -> Answer:
    if "svg" in raw:
        return Drawing(raw["svg"], raw["graph"], raw["seconds"])
    return Refusal(
        raw["refused"],
        raw.get("message", ""),
        raw.get("line") or 1,
        raw.get("column") or 1,
        raw.get("length") or 1,
        tuple(raw.get("expected") or ()),
        raw.get("found") or "",
        raw.get("seconds", 0.0),
    )


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _environment(home: Path) -> dict[str, str | float | bool]:
    """A clean environment: no proxies, keys or tokens of the user's; a home of its own."""
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    own = {"HOME": str(home), "TMPDIR": str(home), "TZ": "UTC", "LANG": "C.UTF-8"}
    return {**kept, **own} if sys.platform != "win32" else {**os.environ, **own}


_ADVICE = (
    "install Chrome or Chromium, or run `playwright install chromium`, "
    f"or set {VARIABLE}=/path/to/chrome"
)


def _missing() -> str:
    named = os.environ.get(VARIABLE)
    if named:
        return f"{VARIABLE} names {named}, which is not there"
    return "no Chrome or Chromium was found, and there are diagrams to draw"
