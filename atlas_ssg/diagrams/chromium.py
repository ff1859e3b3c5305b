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
import queue
import shutil
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import msgspec

from atlas_ssg.cache import Cache, digest
from atlas_ssg.config import Config
from atlas_ssg.diagrams import limits, sandbox
from atlas_ssg.diagrams.assets import asset, assets_digest, script
from atlas_ssg.diagrams.browser import ADVICE, find_executable, missing, version
from atlas_ssg.diagrams.home import environment, make_home
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


class ChromiumRenderer:
    """Draws with the official Mermaid. Starts nothing until there is something to draw.

    A context manager: on leaving, the browser and every process of it are gone.
    """

    def __init__(self, config: Config) -> None:
        self._jobs = config.file.build.jobs or os.cpu_count() or 1
        self._cache = Cache(config.cache)
        planes = [{"name": p.class_, "cue": p.cue, "text": p.text} for p in config.file.planes]
        self._studio = Studio(planes, config.file.build.diagram_timeout)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
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
        settings = msgspec.json.encode(
            [configuration(), self._studio.planes], order="deterministic"
        )
        return digest(browser, assets_digest(), settings)

    @property
    def remarks(self) -> tuple[str, ...]:
        """That the sandbox is off, once a browser ran without it."""
        remark = sandbox.without() if self._studio.launched else ""
        return (remark,) if remark else ()

    def render(self, jobs: Sequence[Job]) -> Iterator[tuple[int, Answer]]:
        """(index of the job, its answer) as they are finished.

        Raises `RenderError` when there is no browser. The browser draws on
        while the caller works on what it was given.
        """
        if not jobs:
            return
        finished: queue.SimpleQueue[tuple[int, Answer] | None] = queue.SimpleQueue()
        work = asyncio.run_coroutine_threadsafe(self._render(jobs, finished), self._started())
        try:
            while (item := finished.get()) is not None:
                yield item
            work.result()
        finally:
            work.cancel()

    def close(self) -> None:
        """End the browser and its thread."""
        if self._loop is None or self._thread is None:
            return
        self._studio.closing = True  # another thread may be drawing: it must not start it again
        asyncio.run_coroutine_threadsafe(self._studio.close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._loop = self._thread = None
        self._studio.closing = False

    def _started(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(
                target=self._loop.run_forever, name="chromium", daemon=True
            )
            self._thread.start()
        return self._loop

    async def _render(
        self, jobs: Sequence[Job], finished: queue.SimpleQueue[tuple[int, Answer] | None]
    ) -> None:
        waiting = list(enumerate(jobs))[::-1]

        async def work() -> None:
            desk = self._studio.desk()
            while waiting:
                index, job = waiting.pop()
                finished.put((index, await desk.draw(job)))
            self._studio.give_back(desk)

        start = time.perf_counter()
        try:
            await self._studio.ready()
            self.launch_seconds = time.perf_counter() - start
            await asyncio.gather(*(work() for _ in range(min(self._jobs, len(jobs)))))
        finally:
            finished.put(None)


class Studio:
    """The browser with its own home, and the pages that are not in use.

    `generation` counts browsers: a page of an earlier one is of no use.
    """

    def __init__(self, planes: list[dict[str, str]], timeout: float) -> None:
        self.planes, self.timeout = planes, timeout
        self.generation = 0
        self.closing = False
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None
        self._home: Path | None = None
        self._free: list[_Desk] = []
        self._turn = asyncio.Lock()

    @property
    def launched(self) -> bool:
        """Whether a browser was ever started."""
        return self.generation > 0

    @property
    def alive(self) -> bool:
        """Whether the browser answers."""
        return self._browser is not None and self._browser.is_connected()

    async def ready(self) -> Browser:
        """The running browser; one that crashed is replaced. Raises `RenderError`."""
        async with self._turn:
            if self.closing:
                raise RenderError("the renderer was closed")
            if not self.alive:
                await self._end()
                await self._launch()
            assert self._browser is not None
            return self._browser

    def desk(self) -> _Desk:
        """A page to draw on."""
        return self._free.pop() if self._free else _Desk(self)

    def give_back(self, desk: _Desk) -> None:
        """Keep a page for the next batch."""
        self._free.append(desk)

    async def discard(self, generation: int) -> None:
        """End a browser that no longer closes its pages, unless that was done already."""
        async with self._turn:
            if generation == self.generation:
                await self._end()

    async def close(self) -> None:
        """End the browser; whatever it left in its home goes too."""
        async with self._turn:
            await self._end()

    async def _launch(self) -> None:
        from playwright.async_api import Error, async_playwright

        executable = find_executable()
        if executable is None:
            raise RenderError(missing(), ADVICE)
        asset("mermaid.min.js")
        self._home = make_home()
        try:
            self._playwright = await async_playwright().start()
        except Exception as error:  # Playwright has no word of its own for this
            await self._end()
            help = "does HOME name a folder? Else install atlas-ssg again"
            raise RenderError(f"Playwright does not start: {error}", help) from None
        try:
            self._browser = await self._playwright.chromium.launch(
                executable_path=executable,
                headless=True,
                chromium_sandbox=not sandbox.without(),
                args=_ARGUMENTS,
                env=environment(self._home),
                timeout=_LAUNCH_SECONDS * 1000,
                handle_sigint=False,
                handle_sigterm=False,
                handle_sighup=False,
            )
        except Error as error:
            await self._end()
            if sandbox.is_forbidden(str(error)):
                raise RenderError(sandbox.FORBIDDEN, sandbox.ADVICE) from None
            first = str(error).strip().splitlines()[0]
            raise RenderError(f"{executable} does not start: {first}", ADVICE) from None
        self.generation += 1

    async def _end(self) -> None:
        browser, playwright, home = self._browser, self._playwright, self._home
        self._browser = self._playwright = self._home = None
        self._free = []
        ends: list[Callable[[], Awaitable[None]]] = []
        if browser is not None:
            ends.append(browser.close)
        if playwright is not None:
            ends.append(playwright.stop)
        for end in ends:
            try:
                await asyncio.wait_for(end(), _CLOSE_SECONDS)
            except Exception:  # a browser that hangs or crashed is ended by the driver's end
                continue
        if home is not None:
            shutil.rmtree(home, ignore_errors=True)


class _Desk:
    """One page and its deadline. A page is thrown away after anything but a drawing or a parse
    error: Mermaid's parser keeps nothing, its drawing code may."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._page: Page | None = None
        self._context: BrowserContext | None = None
        self._generation = 0
        self._drawn = 0

    async def draw(self, job: Job) -> Answer:
        """The drawing of one job, within the deadline; one more try where the browser failed.

        It may have died since the last job, or of another one.
        """
        from playwright.async_api import Error

        try:
            return await self._draw(job)
        except Error:
            await self._throw_away()
        try:
            return await self._draw(job)
        except Error as error:
            await self._throw_away()
            first = str(error).strip().splitlines()[0]
            return Refusal("browser", f"the browser failed on it: {first}")

    async def _draw(self, job: Job) -> Answer:
        timeout = self._studio.timeout
        page = await self._ready_page()
        try:
            raw = await asyncio.wait_for(
                page.evaluate("asked => atlasDraw(asked)", self._asked(job)), timeout
            )
        except TimeoutError:
            await self._throw_away()
            return Refusal("timeout", f"not drawn within {timeout:g} s", seconds=timeout)
        self._drawn += 1
        answer = _answer(raw)
        if isinstance(answer, Refusal) and answer.reason != "syntax":
            await self._throw_away()
        return answer

    def _asked(self, job: Job) -> dict[str, Any]:
        return {
            "text": job.text,
            "id": "d",
            "seed": int(digest(job.text)[:8], 16),
            "planes": self._studio.planes,
            "most": {"nodes": limits.NODES, "edges": limits.EDGES},
        }

    async def _ready_page(self) -> Page:
        stale = self._generation != self._studio.generation or self._drawn >= _RECYCLE_AFTER
        if self._page is None or stale or not self._studio.alive:
            await self._throw_away()
            await self._open_page()
        assert self._page is not None
        return self._page

    async def _open_page(self) -> None:
        browser = await self._studio.ready()
        self._generation = self._studio.generation
        self._context = await browser.new_context(
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
        given = {"font": font, "config": configuration()}
        await self._page.evaluate("given => atlasSetup(given)", given)
        await self._context.set_offline(True)
        self._drawn = 0

    async def _throw_away(self) -> None:
        context, self._page, self._context = self._context, None, None
        if context is None:
            return
        try:
            await asyncio.wait_for(context.close(), _CLOSE_SECONDS)
        except Exception:  # a page in an endless loop, or a browser that is gone
            await self._studio.discard(self._generation)


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


def _answer(raw: dict[str, Any]) -> Answer:
    if "svg" in raw:
        return Drawing(raw["svg"], raw["graph"], raw["seconds"])
    return Refusal(
        reason=raw["refused"],
        message=raw.get("message", ""),
        line=raw.get("line") or 0,
        column=raw.get("column") or 0,
        length=raw.get("length") or 1,
        expected=tuple(raw.get("expected") or ()),
        found=raw.get("found") or "",
        seconds=raw.get("seconds", 0.0),
    )
