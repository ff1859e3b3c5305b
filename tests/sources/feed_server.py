"""A web server with feeds that are good, broken, huge, slow and hostile, on this machine."""

from __future__ import annotations

import gzip
import zlib
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from http.server import BaseHTTPRequestHandler

from tests.sources.server import CHUNK, Server, running

Item = tuple[str, str, str, str]  # title, link, RFC 822 date, description (HTML)

RSS = "application/rss+xml"


def rss(*items: Item, head: str = "") -> bytes:
    """An RSS 2.0 feed; titles and descriptions are escaped, nothing else is."""
    rows = "".join(
        f"<item><title>{_escaped(title)}</title><link>{_escaped(link)}</link>"
        f"<pubDate>{date}</pubDate><description>{_escaped(text)}</description></item>"
        for title, link, date, text in items
    )
    return (
        f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>Blog</title>{rows}'
        "</channel></rss>"
    ).encode()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


GOOD = rss(
    ("How we shard a billion rows", "https://blog.test/shard", "Tue, 24 Nov 2026 10:00:00 GMT",
     "<p>Our database holds <b>2 billion</b> rows at p99 4 ms.</p>"),
    ("Team lunch", "https://blog.test/lunch", "Mon, 23 Nov 2026 10:00:00 GMT", "Soup."),
)  # fmt: skip
ATOM = b"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Status</title><id>urn:x</id>
<entry><title>Outage of the gateway</title><id>urn:1</id><updated>2026-11-20T01:02:03Z</updated>
<link rel="alternate" href="https://status.test/1"/>
<content type="html">&lt;p&gt;Down.&lt;/p&gt;</content>
</entry></feed>"""
BOMB = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "lol">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
<rss version="2.0"><channel><item><title>&d;</title><link>https://x.test/</link></item></channel>
</rss>"""
FILE_BOMB = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><item><title>&a;</title><link>https://x.test/</link></item></channel>
</rss>"""


class FeedServer(Server):
    """Counts requests by path, and keeps their headers."""

    def __init__(self) -> None:
        super().__init__(_Handler)
        self.asked: Counter[str] = Counter()
        self.headers: dict[str, dict[str, str]] = {}
        self.bodies: dict[str, bytes] = {"/good": GOOD, "/atom": ATOM, "/bomb": BOMB,
                                         "/file-bomb": FILE_BOMB}  # fmt: skip


class _Handler(BaseHTTPRequestHandler):
    server: FeedServer

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        self.server.asked[self.path] += 1
        self.server.headers[self.path] = dict(self.headers.items())
        special: dict[str, Callable[[], None]] = {
            "/tagged": self._tagged, "/slow": self._slow, "/dribble": self._dribble,
            "/endless": self._endless, "/gzip": self._gzip, "/gzip-bomb": self._gzip_bomb,
            "/brotli": lambda: self._say(200, GOOD, **{"Content-Encoding": "br"}),
            "/not-gzip": lambda: self._say(200, GOOD, **{"Content-Encoding": "gzip"}),
            "/loop": lambda: self._say(302, b"", Location="/loop"),
            "/moved": lambda: self._say(301, b"", Location="/good"),
            "/inside": lambda: self._say(302, b"", Location="http://10.0.0.1/feed"),
            "/to-a-file": lambda: self._say(302, b"", Location="file:///etc/passwd"),
            "/pair-1": self._pair, "/pair-2": self._pair,
        }  # fmt: skip
        if self.path in special:
            special[self.path]()
        elif self.path in self.server.bodies:
            self._say(200, self.server.bodies[self.path])
        else:
            self._say(404, b"nothing here")

    def _say(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", RSS)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _tagged(self) -> None:
        """A feed that knows its last answer again, by ETag and by date."""
        known = self.headers.get("If-None-Match") == '"v1"'
        dated = self.headers.get("If-Modified-Since") == "Tue, 24 Nov 2026 10:00:00 GMT"
        if known and dated:
            self._say(304, b"")
        else:
            marks = {"ETag": '"v1"', "Last-Modified": "Tue, 24 Nov 2026 10:00:00 GMT"}
            self._say(200, GOOD, **marks)

    def _slow(self) -> None:
        self.server.closing.wait()

    def _dribble(self) -> None:
        """A byte now and then, for ever: no single read is too slow."""
        self.send_response(200)
        self.end_headers()
        while not self.server.closing.wait(0.02):
            self.wfile.write(b" ")

    def _endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        while not self.server.closing.is_set():
            self.wfile.write(b" " * CHUNK)
            self.server.sent += CHUNK

    def _gzip(self) -> None:
        self._say(200, gzip.compress(GOOD), **{"Content-Encoding": "gzip"})

    def _gzip_bomb(self) -> None:
        """A thousand times as large when it is unpacked, and it goes on."""
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        zeros = bytes(8 * 1024 * 1024)
        while not self.server.closing.is_set():
            piece = packer.compress(zeros) + packer.flush(zlib.Z_SYNC_FLUSH)
            self.wfile.write(piece)
            self.server.sent += len(piece)

    def _pair(self) -> None:
        """Answers only when the other one is asked as well."""
        self.server.together.wait()
        self._say(200, GOOD)


def feed_server() -> AbstractContextManager[FeedServer]:
    """The server, running; gone at the end."""
    return running(FeedServer())
