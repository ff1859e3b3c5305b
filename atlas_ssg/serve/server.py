"""The development server: GET and HEAD of the site in memory, events, search."""

from __future__ import annotations

import asyncio
import mimetypes
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from atlas_ssg.serve.live import LiveSite, stylesheet
from atlas_ssg.serve.overlay import SCRIPT, inject, overlay
from atlas_ssg.serve.results import results_page

_LONGEST_TARGET = 2048
_HEARTBEAT_SECONDS = 15.0
_POLL_SECONDS = 0.02
_MOST_STREAMS = 64

# What the server's own pages and scripts need, and nothing else; the site's
# pages carry a stricter policy of their own, which allows no script at all.
_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_TYPES = {".html": "text/html", ".css": "text/css", ".svg": "image/svg+xml", ".txt": "text/plain",
          ".xml": "application/xml", ".json": "application/json", ".woff2": "font/woff2",
          ".csv": "text/csv"}  # fmt: skip
_TEXT = ("text/", "application/json", "application/xml", "image/svg+xml")


def application(live: LiveSite, hosts: Iterable[str]) -> ASGIApp:
    """The server for `live`; `hosts` are the names under which it may be asked for."""
    app = Starlette(
        routes=[
            Route("/_atlas/events", lambda request: _events(request, live)),
            Route("/_atlas/reload.js", lambda request: Response(SCRIPT, media_type=_JS)),
            Route("/search", lambda request: _search(request, live)),
            Route("/search/", lambda request: _search(request, live)),
            Route("/{path:path}", lambda request: _page(request, live)),
        ]
    )
    return _Guard(app, frozenset(hosts))


_JS = "text/javascript"


@dataclass(frozen=True, slots=True)
class _Guard:
    """Refuses what no honest browser asks for, and puts the headers on every answer.

    A foreign Host is how a page elsewhere reaches a server on this machine
    (DNS rebinding); a foreign Origin or Sec-Fetch-Site is a page elsewhere
    that reads what it should not.
    """

    app: ASGIApp
    hosts: frozenset[str]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(Request(scope))
        app = self.app if refusal is None else refusal

        async def with_headers(message: dict[str, object]) -> None:
            if message["type"] == "http.response.start":
                headers = message["headers"]
                assert isinstance(headers, list)
                headers.extend((k.lower().encode(), v.encode()) for k, v in _HEADERS.items())
            await send(message)

        await app(scope, receive, with_headers)  # type: ignore[arg-type]

    def _refusal(self, request: Request) -> Response | None:
        host = request.headers.get("host", "")
        origin = request.headers.get("origin")
        if host not in self.hosts:
            return PlainTextResponse(f"this server does not answer for {host!r}\n", 421)
        if request.method not in {"GET", "HEAD"}:
            return PlainTextResponse("only GET and HEAD\n", 405, {"Allow": "GET, HEAD"})
        if len(request.scope["raw_path"]) > _LONGEST_TARGET:
            return PlainTextResponse("the address is too long\n", 414)
        foreign = request.headers.get("sec-fetch-site") in {"cross-site", "same-site"}
        if origin is not None and origin.removeprefix("http://") not in self.hosts:
            return PlainTextResponse("another site may not read this\n", 403)
        if foreign and request.headers.get("sec-fetch-mode") != "navigate":
            return PlainTextResponse("another site may not read this\n", 403)
        return None


async def _page(request: Request, live: LiveSite) -> Response:
    """A file of the snapshot: the only things that can be served are those that were built."""
    path = _clean(request.scope["raw_path"])
    files = live.snapshot.files
    if path is None:
        return PlainTextResponse("not an address of this site\n", 400)
    if path not in files and f"{path}/index.html".lstrip("/") in files:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/{path}/{query}", 308)
    name = f"{path}index.html" if path.endswith("/") or not path else path
    status = 200 if name in files else 404
    body = files.get(name if status == 200 else "404.html", b"404: not a page of this site\n")
    suffix = "." + name.rpartition(".")[2] if status == 200 else ".html"
    kind = _TYPES.get(suffix) or mimetypes.types_map.get(suffix, "application/octet-stream")
    if kind == "text/html":
        body = inject(body, live.snapshot.digests.get(name, ""), f"/{path}")
    charset = "; charset=utf-8" if kind.startswith(_TEXT) else ""
    return Response(body, status, {"Content-Type": kind + charset})


def _clean(raw: bytes) -> str | None:
    """The path below the site that `raw` names, decoded once; None for what no link leads to."""
    target = raw.partition(b"?")[0]
    if b"%2f" in target.lower() or b"%5c" in target.lower() or b"%00" in target:
        return None
    try:
        path = unquote(target.decode("ascii"), errors="strict").removeprefix("/")
    except UnicodeDecodeError:
        return None
    parts = path.split("/")
    hidden = any(part.startswith(".") or "\\" in part or "\0" in part for part in parts)
    return None if hidden or "" in parts[:-1] else path


async def _search(request: Request, live: LiveSite) -> Response:
    query = request.query_params.get("q", "")[:1000]
    category = request.query_params.get("category", "")
    system = request.query_params.get("system", "")
    index = live.snapshot.search
    hits = index.search(query, category=category, system=system) if index and query else []
    home = live.snapshot.files.get("index.html", b"")
    page = results_page(query, category, system, hits, f"/{stylesheet(home)}")
    return Response(page, media_type="text/html; charset=utf-8")


async def _events(request: Request, live: LiveSite) -> Response:
    """A stream for one open page: `page` when it changed, `style`, `problems`, `fine`."""
    name = request.query_params.get("path", "/").lstrip("/")
    if name.endswith("/") or not name:
        name += "index.html"
    stream = _stream(request, live, name, request.query_params.get("digest", ""))
    return StreamingResponse(stream, media_type="text/event-stream")


async def _stream(request: Request, live: LiveSite, name: str, known: str) -> AsyncIterator[str]:
    seen, style, idle = -1, stylesheet(live.snapshot.files.get(name, b"")), 0.0
    while not await request.is_disconnected():
        if live.turn == seen:
            idle += _POLL_SECONDS
            if idle > _HEARTBEAT_SECONDS:
                idle = 0.0
                yield ": still here\n\n"
            await asyncio.sleep(_POLL_SECONDS)
            continue
        seen, snapshot = live.turn, live.snapshot
        current = snapshot.digests.get(name, "")
        sheet = stylesheet(snapshot.files.get(name, b""))
        if current != known:
            known, style = current, sheet
            yield _event("page", current)
        elif sheet != style:
            style = sheet
            yield _event("style", f"/{sheet}")
        problems = live.problems
        yield _event("problems", overlay(problems)) if problems else _event("fine", "")


def _event(name: str, data: str) -> str:
    lines = "".join(f"data: {line}\n" for line in data.split("\n"))
    return f"event: {name}\n{lines}\n"
