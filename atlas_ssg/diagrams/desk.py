"""One page that draws: loaded from memory, cut off from all, with a deadline for each job."""

from __future__ import annotations

import asyncio
import base64
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from atlas_ssg.cache import digest
from atlas_ssg.diagrams import limits
from atlas_ssg.diagrams.assets import asset, mermaid, script
from atlas_ssg.diagrams.renderer import Answer, Drawing, Job, Refusal
from atlas_ssg.diagrams.settings import configuration

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page, Route

    from atlas_ssg.diagrams.chromium import Studio

_ORIGIN = "http://atlas.invalid/"  # RFC 2606: a name that nobody can own
_POLICY = "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'"
_DOCUMENT = (
    '<!doctype html><meta charset="utf-8"><body><script src="/mermaid.js"></script>'
    '<script src="/graph.js"></script><script src="/page.js"></script>'
)
_RECYCLE_AFTER = 200  # drawings; hygiene, not need: a page's heap hardly grows
CLOSE_SECONDS = 5.0


class Desk:
    """One page and its deadline. A page is thrown away after anything but a drawing or a parse
    error: Mermaid's parser keeps nothing, its drawing code may."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._page: Page | None = None
        self._context: BrowserContext | None = None
        self._generation = 0
        self._drawn = 0
        self._turn = asyncio.Lock()

    async def open(self) -> None:
        """Open the page; a browser that fails on it says so with the first job."""
        from playwright.async_api import Error

        with suppress(Error):
            await self._ready_page()

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
        async with self._turn:
            stale = self._generation != self._studio.generation or self._drawn >= _RECYCLE_AFTER
            if self._page is None or stale or not self._studio.alive:
                await self._throw_away()
                self._page = await self._open_page()
            return self._page

    async def _open_page(self) -> Page:
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
        page = await self._context.new_page()
        await page.goto(_ORIGIN, wait_until="load")
        font = base64.b64encode(asset("inter.woff2")).decode()
        given = {"font": font, "config": configuration()}
        await page.evaluate("given => atlasSetup(given)", given)
        await self._context.set_offline(True)
        self._drawn = 0
        return page

    async def _throw_away(self) -> None:
        context, self._page, self._context = self._context, None, None
        if context is None:
            return
        try:
            await asyncio.wait_for(context.close(), CLOSE_SECONDS)
        except Exception:  # a page in an endless loop, or a browser that is gone
            await self._studio.discard(self._generation)


async def _serve(route: Route) -> None:
    """The only things that the page can load, from memory."""
    files = {
        _ORIGIN: ("text/html", _DOCUMENT.encode()),
        f"{_ORIGIN}mermaid.js": ("text/javascript", mermaid()),
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
