"""What the servers of these tests share: they run on this machine, and end at any moment."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypeVar

CHUNK = 64 * 1024
S = TypeVar("S", bound="Server")


class Server(ThreadingHTTPServer):
    """`sent` counts the bytes of endless answers, which end when `closing` is set."""

    daemon_threads = True

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.sent = 0
        self.closing = threading.Event()
        self.together = threading.Barrier(2)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a path of this server."""
        return f"http://{host}:{self.server_address[1]}{path}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what these tests are about."""


@contextmanager
def running(server: S) -> Iterator[S]:
    """The server, running; gone at the end."""
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.together.abort()
        server.shutdown()
        server.server_close()
        thread.join()
