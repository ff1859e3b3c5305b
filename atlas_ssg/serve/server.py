"""The development server: GET and HEAD of the site in memory, the event stream, the search."""

from __future__ import annotations

import asyncio
import json
import re
import secrets
from collections.abc import AsyncIterator, Iterable
from functools import partial
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from atlas_ssg.serve.guard import Guard, clean
from atlas_ssg.serve.inject import SCRIPT, STREAM, digest, inject, policy, stylesheets
from atlas_ssg.serve.live import LiveSite
from atlas_ssg.serve.overlay import overlay
from atlas_ssg.serve.results import Query, results_page

_HEARTBEAT_SECONDS = 15.0
_RETRY_MS = 250
_MOST_STREAMS = 64
_LONGEST_QUERY = 2000

_TYPES = {
    "html": "text/html", "css": "text/css", "svg": "image/svg+xml", "txt": "text/plain",
    "md": "text/plain", "xml": "application/xml", "json": "application/json", "csv": "text/csv",
    "yaml": "text/plain", "woff2": "font/woff2", "png": "image/png", "jpg": "image/jpeg",
    "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp", "avif": "image/avif",
    "ico": "image/x-icon", "pdf": "application/pdf", "sqlite": "application/vnd.sqlite3",
}  # fmt: skip
_BINARY = "application/octet-stream"
_TEXT = ("text/", "application/json", "application/xml", "image/svg+xml")
_JAVASCRIPT = "text/javascript"
# A theme's files: another content has another name, so a browser need not ask for one twice.
_FINGERPRINTED = re.compile(r"static/.+\.[0-9a-f]{10}\.\w+")

# What is shown before there is a first good build.
_BARE = b'<!doctype html><html lang="en"><head><title>%s</title></head><body></body></html>'


def application(live: LiveSite, hosts: Iterable[str]) -> ASGIApp:
    """The server for `live`; `hosts` are the Host headers to which it answers."""
    app = Starlette(
        routes=[
            Route("/_atlas/events", partial(_events, live)),
            Route("/_atlas/reload.js", partial(_script, SCRIPT)),
            Route("/_atlas/stream.js", partial(_script, STREAM)),
            Route("/search", partial(_search, live)),
            Route("/{path:path}", partial(_file, live)),
        ]
    )
    return Guard(app, frozenset(host.lower() for host in hosts))


async def _script(body: bytes, request: Request) -> Response:
    # A worker may do what the headers of its own script allow.
    rights = "default-src 'none'; connect-src 'self'"
    return Response(body, 200, {"Content-Security-Policy": rights}, _JAVASCRIPT)


async def _file(live: LiveSite, request: Request) -> Response:
    """A file of the snapshot: what was not built cannot be served."""
    path = clean(request.scope["raw_path"])
    snapshot = live.snapshot
    files = snapshot.files
    if path is None:
        return PlainTextResponse("not an address of this site\n", 400)
    if path and path not in files and f"{path}/index.html" in files:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/{quote(path)}/{query}", 308)
    name = f"{path}index.html" if path.endswith("/") or not path else path
    if name not in files:
        missing = snapshot.content("404.html") or _BARE % b"404: not a page of this site"
        return _page(request, missing, 404)
    kind = _TYPES.get(name.rpartition(".")[2].lower(), _BINARY)
    if kind == "text/html":
        return _page(request, snapshot.content(name), 200)
    charset = "; charset=utf-8" if kind.startswith(_TEXT) else ""
    headers = {"Content-Type": kind + charset}
    if _FINGERPRINTED.match(name):
        headers["Cache-Control"] = "max-age=31536000, immutable"
    return Response(snapshot.content(name), 200, headers)


def _page(request: Request, page: bytes, status: int) -> Response:
    """A page with the script in it; 304 to the script's own question when nothing changed."""
    tag = f'"{digest(page)}"'
    if request.headers.get("if-none-match") == tag:
        return Response(None, 304, {"ETag": tag})
    nonce = secrets.token_urlsafe(16)
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": policy(page, nonce),
        "ETag": tag,
    }
    return Response(inject(page, nonce), status, headers)


async def _search(live: LiveSite, request: Request) -> Response:
    """The results as a page of the site: its shell around a form and a list."""
    asked = request.query_params
    query = Query(
        asked.get("q", "")[:_LONGEST_QUERY].strip(),
        asked.get("category", ""),
        asked.get("system", ""),
    )
    hits = (
        live.search.search(query.text, category=query.category, system=query.system)
        if query.text
        else []
    )
    page = results_page(query, hits, live.snapshot)
    return _page(request, page.encode(), 200)


async def _events(live: LiveSite, request: Request) -> Response:
    """What open pages have to know, after every build and once at first."""
    if live.bell.listeners >= _MOST_STREAMS:
        return PlainTextResponse("too many open pages\n", 503)
    kind = "text/event-stream"
    if request.method == "HEAD":
        return Response(None, 200, {"Content-Type": kind})
    return StreamingResponse(_stream(live), media_type=kind)


async def _stream(live: LiveSite) -> AsyncIterator[str]:
    yield f"retry: {_RETRY_MS}\n\n"
    with live.bell.heard() as rung:
        while not live.bell.silenced:
            try:
                await asyncio.wait_for(rung.wait(), _HEARTBEAT_SECONDS)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            rung.clear()
            if not live.bell.silenced:
                yield f"data: {_state(live)}\n\n"


def _state(live: LiveSite) -> str:
    """Stylesheets and problems; whether its own page changed, each page asks for itself."""
    home = live.snapshot.content("index.html")
    return json.dumps({"styles": stylesheets(home), "problems": overlay(live.problems)})
