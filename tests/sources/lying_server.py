"""A web server that times out, loops, resets and lies, on this machine."""

from __future__ import annotations

import socket
import struct
import threading
from collections import Counter
from contextlib import AbstractContextManager
from http.server import BaseHTTPRequestHandler

from tests.sources.server import CHUNK, Server, running

_CHUNK = b"x" * CHUNK


class LyingServer(Server):
    """Counts requests by (method, path); `most_at_once` is how many were open together."""

    def __init__(self) -> None:
        super().__init__(_Handler)
        self.asked: Counter[tuple[str, str]] = Counter()
        self.headers: list[dict[str, str]] = []
        self.lock = threading.Lock()
        self.open_now = self.most_at_once = 0


class _Handler(BaseHTTPRequestHandler):
    server: LyingServer
    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: object) -> None:
        pass

    def _answer(self) -> None:
        with self.server.lock:
            self.server.asked[self.command, self.path] += 1
            self.server.headers.append(dict(self.headers.items()))
            self.server.open_now += 1
            self.server.most_at_once = max(self.server.most_at_once, self.server.open_now)
        try:
            getattr(self, "_" + self.path.strip("/").split("/")[0])()
        finally:
            with self.server.lock:
                self.server.open_now -= 1
            self.close_connection = True

    def _say(self, status: int, location: str = "", length: int = 0) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(length))
        if location:
            self.send_header("Location", location)
        self.end_headers()

    def _fine(self) -> None:
        self._say(200)

    def _missing(self) -> None:
        self._say(404)

    def _gone(self) -> None:
        self._say(410)

    def _forbidden(self) -> None:
        self._say(403)

    def _head405(self) -> None:
        self._say(405 if self.command == "HEAD" else 200)

    def _head404(self) -> None:
        self._say(404 if self.command == "HEAD" else 200)

    def _moved(self) -> None:
        self._say(301, location="/fine")

    def _moved_away(self) -> None:
        self._say(302, location="/missing")

    def _loop(self) -> None:
        self._say(302, location="/loop")

    def _elsewhere(self) -> None:
        self._say(302, location="file:///etc/passwd")

    def _nowhere(self) -> None:
        self._say(302, location="http://[::1/")

    def _busy(self) -> None:
        self._say(503)

    def _flaky(self) -> None:
        tries = self.server.asked["GET", self.path]
        self._say(200 if tries > 1 else 503)

    def _slow(self) -> None:
        self.server.closing.wait()

    def _reset(self) -> None:
        linger = struct.pack("ii", 1, 0)  # close with a reset, not with a goodbye
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.connection.close()

    def _garbage(self) -> None:
        self.wfile.write(b"\x00\x01 this is not HTTP\r\n\r\n")

    def _short(self) -> None:
        self._say(200, length=1_000_000)

    def _endless(self) -> None:
        if self.command == "HEAD":
            self._say(405)
            return
        self.send_response(200)
        self.end_headers()
        while not self.server.closing.is_set():
            self.wfile.write(_CHUNK)
            self.server.sent += len(_CHUNK)

    def _endless_redirect(self) -> None:
        self.send_response(302)
        self.send_header("Location", "/fine")
        self.end_headers()
        while not self.server.closing.is_set():
            self.wfile.write(_CHUNK)
            self.server.sent += len(_CHUNK)

    def _pair(self) -> None:
        """Answers only when a second request is open as well."""
        self.server.together.wait()
        self._say(200)


def lying_server() -> AbstractContextManager[LyingServer]:
    """The server, running; gone at the end."""
    return running(LyingServer())
