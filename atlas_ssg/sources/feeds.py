"""Feeds over the network: only what changed, only from public addresses, and never too much of it.

A feed that answers slowly, endlessly, with a bomb or not at all is a failure
with a reason, and no other feed waits for it.
"""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import httpx

from atlas_ssg import __version__
from atlas_ssg.sources.public import (
    Lookup,
    NoSuchNameError,
    NotPublicError,
    look_up,
    public_client,
)
from atlas_ssg.sources.reading import Article, UnreadableFeedError, read_feed

_HEADERS = {
    "User-Agent": f"atlas-ssg/{__version__} (feed reader)",
    "Accept": "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip",
}
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS  # zlib's own way to say: whichever of the two it is


@dataclass(frozen=True, slots=True)
class Limits:
    """What a feed may cost. `bytes` count after unpacking; seconds are the clock's.

    `public_only` is switched off by tests alone, whose server is on this machine.
    """

    bytes: int = 8_000_000
    seconds: float = 30.0
    reading_seconds: float = 20.0
    at_once: int = 16
    readers: int = 2
    redirects: int = 5
    public_only: bool = True


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said to recognise its last answer by: ETag and Last-Modified, as received."""

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class FeedAnswer:
    """What a feed gave. `why` says what went wrong when it failed."""

    state: Literal["read", "unchanged", "failed"]
    why: str = ""
    articles: tuple[Article, ...] = ()
    validators: Validators = Validators()


class _RefusedError(Exception):
    """Why a feed was not taken."""


def fetch_feeds(
    urls: Iterable[str],
    known: Mapping[str, Validators],
    advance: Callable[[int, int], None] = lambda done, total: None,
    *,
    limits: Limits = LIMITS,
    lookup: Lookup = look_up,
) -> dict[str, FeedAnswer]:
    """An answer for every address; all are asked side by side, each once."""
    wanted = list(dict.fromkeys(urls))
    reader = _Reader(limits, lookup, known)
    return asyncio.run(reader.read_all(wanted, advance))


class _Reader:
    def __init__(self, limits: Limits, lookup: Lookup, known: Mapping[str, Validators]) -> None:
        self._limits = limits
        self._lookup = lookup
        self._known = known

    async def read_all(
        self, urls: list[str], advance: Callable[[int, int], None]
    ) -> dict[str, FeedAnswer]:
        gate = asyncio.Semaphore(self._limits.at_once)
        readers = asyncio.Semaphore(self._limits.readers)
        found: dict[str, FeedAnswer] = {}

        async def one(url: str, client: httpx.AsyncClient) -> None:
            async with gate:
                found[url] = await self._read(url, client, readers)
            advance(len(found), len(urls))

        async with self._client() as client, asyncio.TaskGroup() as group:
            for url in urls:
                group.create_task(one(url, client))
        return {url: found[url] for url in urls}

    def _client(self) -> httpx.AsyncClient:
        asked = self._limits
        return public_client(_HEADERS, asked.seconds, self._lookup, public_only=asked.public_only)

    async def _read(
        self, url: str, client: httpx.AsyncClient, readers: asyncio.Semaphore
    ) -> FeedAnswer:
        try:
            async with asyncio.timeout(self._limits.seconds):
                body, validators = await self._fetch(url, client)
            if body is None:
                return FeedAnswer("unchanged", validators=validators)
            async with readers:
                articles = await read_feed(body, self._limits.reading_seconds)
            return FeedAnswer("read", articles=articles, validators=validators)
        except TimeoutError:
            why = f"no whole answer in {self._limits.seconds:g} seconds"
        except (_RefusedError, UnreadableFeedError, NotPublicError) as error:
            why = str(error)
        except NoSuchNameError:
            why = "there is no such name"
        except OSError as error:  # from looking up the name
            why = f"the name could not be looked up: {error.strerror or error}"
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            why = f"the connection failed: {error}".rstrip(": ")
        return FeedAnswer("failed", why)

    async def _fetch(self, url: str, client: httpx.AsyncClient) -> tuple[bytes | None, Validators]:
        """The body behind all redirects with its validators; no body when it is as before."""
        known = self._known.get(url, Validators())
        asked = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
        headers = {name: value for name, value in asked.items() if value}
        address = httpx.URL(url).copy_with(userinfo=b"", fragment=None)
        request = client.build_request("GET", address, headers=headers)
        for _ in range(self._limits.redirects + 1):
            response = await client.send(request, stream=True)
            try:
                if response.next_request is not None:
                    request = response.next_request
                    continue
                if response.status_code == httpx.codes.NOT_MODIFIED:
                    return None, known
                if response.status_code != httpx.codes.OK:
                    raise _RefusedError(_words(response.status_code))
                return await self._body(response), _validators(response)
            finally:
                await response.aclose()
        raise _RefusedError(f"more than {self._limits.redirects} redirects")

    async def _body(self, response: httpx.Response) -> bytes:
        """The body, unpacked as it comes, so that a bomb is stopped at the limit."""
        limit = self._limits.bytes
        unpack = _unpacker(response.headers.get("Content-Encoding", ""))
        body = bytearray()
        async for chunk in response.aiter_raw():
            body += unpack(chunk, limit - len(body) + 1)
            if len(body) > limit:
                raise _RefusedError(f"larger than {limit / 1_000_000:g} MB")
        return bytes(body)


def _unpacker(encoding: str) -> Callable[[bytes, int], bytes]:
    """A function from a piece of the body to at most so many bytes of what is packed in it."""
    name = encoding.strip().lower()
    if name in {"", "identity"}:
        return lambda piece, most: piece[:most]
    if name not in {"gzip", "x-gzip", "deflate"}:
        raise _RefusedError(f"packed as {name[:20]}, which was not asked for")
    unzip = zlib.decompressobj(_GZIP_OR_ZLIB)

    def unpack(piece: bytes, most: int) -> bytes:
        try:
            return unzip.decompress(piece, most)
        except zlib.error:
            raise _RefusedError("it cannot be unpacked") from None

    return unpack


def _validators(response: httpx.Response) -> Validators:
    return Validators(
        response.headers.get("ETag", "")[:500], response.headers.get("Last-Modified", "")[:100]
    )


def _words(status: int) -> str:
    return f"{status} {httpx.codes.get_reason_phrase(status)}".rstrip()
