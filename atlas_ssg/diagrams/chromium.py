"""The Chromium renderer: the only file that knows a browser.

One headless browser, a few long-lived pages that have loaded Mermaid once. The
pages lie at a made-up origin that is answered from memory; nothing else is
reachable. Playwright runs on a thread of its own, so that a server can keep the
browser warm between builds.
"""

from __future__ import annotations

import asyncio
import os
import queue
import shutil
import threading
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from concurrent.futures import Future, wait
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import msgspec

from atlas_ssg.cache import Cache, digest
from atlas_ssg.config import Config
from atlas_ssg.diagrams import sandbox
from atlas_ssg.diagrams.assets import asset, assets_digest
from atlas_ssg.diagrams.browser import ADVICE, find_executable, missing, state, version
from atlas_ssg.diagrams.desk import CLOSE_SECONDS, Desk
from atlas_ssg.diagrams.home import environment, make_home
from atlas_ssg.diagrams.renderer import Answer, Job, RenderError
from atlas_ssg.diagrams.settings import configuration

if TYPE_CHECKING:
    from playwright.async_api import Browser, Playwright

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
# Playwright's own list, which a second `--disable-features` replaces, and what opens a page of the
# browser's own in each window: the list below the address bar costs as much as a page that draws.
_FEATURES_OFF = (
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding",
    "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect",
    "TcpPortRandomizationWin", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled",
    "PreconnectToSearch", "msForceBrowserSignIn", "msEdgeUpdateLaunchServicesPreferredVersion",
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup",
    "SpareRendererForSitePerProcess",
)  # fmt: skip


class ChromiumRenderer:
    """Draws with the official Mermaid. Starts nothing until there is something to draw.

    A context manager: on leaving, the browser and every process of it are gone.
    With `once` the browser begins to end as soon as a batch is drawn, while the
    program goes on; a later batch starts it again.
    """

    def __init__(self, config: Config, *, once: bool = False) -> None:
        self._jobs = config.file.build.jobs or os.cpu_count() or 1
        self._once = once
        self._keeps = config.cache is not None
        self._cache = Cache(config.cache)
        planes = [{"name": p.class_, "cue": p.cue, "text": p.text} for p in config.file.planes]
        self._studio = Studio(planes, config.file.build.diagram_timeout)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._aside: list[Future[None]] = []  # what nobody waits for
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
        browser = "none"
        if executable:  # nothing is kept for another run without a cache: then nobody asks
            browser = version(executable, self._cache) if self._keeps else state(executable)
        settings = msgspec.json.encode(
            [configuration(), self._studio.planes], order="deterministic"
        )
        return digest(browser, assets_digest(), settings)

    @property
    def remarks(self) -> tuple[str, ...]:
        """That the sandbox is off, once a browser ran without it."""
        remark = sandbox.without() if self._studio.launched else ""
        return (remark,) if remark else ()

    def start(self, diagrams: int) -> None:
        """Begin to start the browser and its pages, since about so many are to be drawn.

        Returns at once. What goes wrong is said by `render`.
        """
        self._begin(self._studio.open(min(self._jobs, diagrams)))

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
        wait(self._aside, CLOSE_SECONDS)
        self._aside = []
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._loop = self._thread = None
        self._studio.closing = False

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        self._aside.append(asyncio.run_coroutine_threadsafe(work, self._started()))

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
        start = time.perf_counter()
        started: list[float] = []

        async def work() -> None:
            desk = self._studio.desk()
            await desk.open()
            started.append(time.perf_counter() - start)
            while waiting:
                index, job = waiting.pop()
                finished.put((index, await desk.draw(job)))
            self._studio.give_back(desk)

        try:
            await self._studio.ready()
            await asyncio.gather(*(work() for _ in range(min(self._jobs, len(jobs)))))
            self.launch_seconds = started[0]
            if self._once:
                self._begin(self._studio.close())
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
        self._free: list[Desk] = []
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
                if self._browser is not None:
                    await self._end()
                await self._launch()
            assert self._browser is not None
            return self._browser

    async def open(self, count: int) -> None:
        """Open `count` pages, which the next batch draws on; what goes wrong, that batch says."""
        desks = [Desk(self) for _ in range(count)]
        self._free += desks
        await asyncio.gather(*(desk.open() for desk in desks), return_exceptions=True)

    def desk(self) -> Desk:
        """A page to draw on."""
        return self._free.pop() if self._free else Desk(self)

    def give_back(self, desk: Desk) -> None:
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
                args=[*_ARGUMENTS, f"--disable-features={','.join(_FEATURES_OFF)}"],
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
                await asyncio.wait_for(end(), CLOSE_SECONDS)
            except Exception:  # a browser that hangs or crashed is ended by the driver's end
                continue
        if home is not None:
            shutil.rmtree(home, ignore_errors=True)
