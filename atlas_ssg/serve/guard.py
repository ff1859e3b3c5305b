"""Refuses what no honest browser asks for, and puts the safe headers on every answer.

A foreign Host is how a page elsewhere reaches a server on this machine (DNS
rebinding); a foreign Origin or Sec-Fetch-Site is a page elsewhere that would
read what is not its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# An error message pasted whole into the search fits; a flood does not. Bytes.
_LONGEST_TARGET = 8192

# For anything but a page, whose policy `inject` makes from its own.
_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@dataclass(frozen=True, slots=True)
class Guard:
    """Stands before the application. `hosts` are the Host headers that it answers to.

    The address on which a request arrived is always among them: names can be
    bent to lead here, addresses cannot.
    """

    app: ASGIApp
    hosts: frozenset[str]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass an HTTP request on, or refuse it. There is nothing else to ask for."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
                headers.setdefault("Content-Security-Policy", _POLICY)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await (self._refusal(scope) or self.app)(scope, receive, with_headers)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        hosts = self.hosts | _arrived(scope)
        host, origin = headers.get("host", "").lower(), headers.get("origin")
        if host not in hosts:
            return _refuse(421, f"this server does not answer for {host!r}")
        if scope["method"] not in {"GET", "HEAD"}:
            return _refuse(405, "only GET and HEAD", {"Allow": "GET, HEAD"})
        if len(scope["raw_path"]) + len(scope["query_string"]) > _LONGEST_TARGET:
            return _refuse(414, "the address is too long")
        foreign = headers.get("sec-fetch-site") in {"cross-site", "same-site"}
        visit = headers.get("sec-fetch-mode") == "navigate"
        if (foreign and not visit) or (
            origin is not None and origin.removeprefix("http://") not in hosts
        ):
            return _refuse(403, "another site may not read this")
        return None


def clean(raw: bytes) -> str | None:
    """The path below the site that `raw` names, decoded once; None for what no link leads to."""
    target = raw.partition(b"?")[0].lower()
    if any(hidden in target for hidden in (b"%2f", b"%5c", b"%00", b"\\")):
        return None
    try:
        path = unquote(raw.partition(b"?")[0].decode("ascii"), errors="strict").removeprefix("/")
    except UnicodeDecodeError:
        return None
    parts = path.split("/")
    if "" in parts[:-1] or any(part.startswith(".") for part in parts):
        return None
    return path


def _refuse(status: int, reason: str, headers: dict[str, str] | None = None) -> Response:
    return PlainTextResponse(f"{reason}\n", status, headers)


def _arrived(scope: Scope) -> set[str]:
    """The Host header that spells the address on which the request arrived."""
    address, port = scope.get("server") or ("", 0)
    return {host_header(address, port), address} if port == 80 else {host_header(address, port)}


def host_header(name: str, port: int) -> str:
    """NAME:PORT, with brackets around an IPv6 address."""
    return f"[{name}]:{port}" if ":" in name else f"{name}:{port}"
