"""Which addresses of the web can be reached: asked politely, remembered, and never trusted.

HEAD first, GET where HEAD is refused; no body is read. Only 404, 410 and a name
that does not exist make an address dead: everything else may be a gate, a
limit or a bad day, and is only unverified.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

import httpx
import stamina
from stamina.instrumentation import set_on_retry_hooks

from atlas_ssg import __version__
from atlas_ssg.cache import Cache, digest
from atlas_ssg.sources.public import (
    Lookup,
    NoSuchNameError,
    NotPublicError,
    look_up,
    public_client,
)

_HEADERS = {
    "User-Agent": f"atlas-ssg/{__version__} (link check)",
    "Accept": "*/*",
    "Accept-Encoding": "identity",
}
_GONE = {404, 410}
_BUSY = {429, 500, 502, 503, 504}  # worth another try
_NAMELESS = "there is no such name"
OFFLINE = "no name can be looked up: is this machine on the network?"
_ANCHOR = "example.com"  # reserved for examples by RFC 2606, and never gone
_DAY = 86_400.0


class Verdict(StrEnum):
    """What is known of an address."""

    FINE = "fine"
    DEAD = "dead"
    UNVERIFIED = "unverified"


# Seconds for which an answer is believed.
_KEPT = {Verdict.FINE: 7 * _DAY, Verdict.DEAD: _DAY, Verdict.UNVERIFIED: _DAY / 24}


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address gave; `why` in words ("404 Not Found"), empty when it is fine."""

    verdict: Verdict
    why: str = ""


@dataclass(frozen=True, slots=True)
class Manners:
    """How one asks. Seconds: `patience` for a request, `wait` before the second attempt.

    `public_only` is switched off by tests alone, whose server is on this machine.
    """

    at_once: int = 32
    per_host: int = 2
    patience: float = 10.0
    attempts: int = 3
    wait: float = 0.5
    redirects: int = 8
    public_only: bool = True


class _PassingError(Exception):
    """An answer that may be another one in a moment."""

    def __init__(self, why: str) -> None:
        super().__init__(why)


def reach(
    addresses: Iterable[str],
    cache: Cache,
    advance: Callable[[int, int], None] = lambda done, total: None,
    *,
    manners: Manners | None = None,
    now: Callable[[], float] = time.time,
    lookup: Lookup = look_up,
) -> dict[str, Answer]:
    """An answer for every address, those of `cache` that are still believed included."""
    wanted = list(dict.fromkeys(addresses))
    known = {url: found for url in wanted if (found := _recall(url, cache, now()))}
    asked = [url for url in wanted if url not in known]
    if asked:
        set_on_retry_hooks(())  # a retry is no news for whoever reads the terminal
        visitor = _Visitor(manners or Manners(), lookup)
        fresh = asyncio.run(visitor.visit(asked, advance))
        for url, answer in fresh.items():
            if answer.why != OFFLINE:
                _remember(url, answer, cache, now())
        known |= fresh
    return {url: known[url] for url in wanted}


class _Visitor:
    """Asks many addresses at once, each host only a few times at once."""

    def __init__(self, manners: Manners, lookup: Lookup) -> None:
        self._manners = manners
        self._lookup = lookup

    async def visit(
        self, addresses: list[str], advance: Callable[[int, int], None]
    ) -> dict[str, Answer]:
        """The answers, in the order in which they came."""
        manners = self._manners
        gate = asyncio.Semaphore(manners.at_once)
        hosts: dict[str, asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(manners.per_host)
        )
        found: dict[str, Answer] = {}

        async def one(url: str, client: httpx.AsyncClient) -> None:
            async with hosts[_host(url)], gate:
                found[url] = await self._ask(url, client)
            advance(len(found), len(addresses))

        async with self._client() as client, asyncio.TaskGroup() as group:
            for url in addresses:
                group.create_task(one(url, client))
        nameless = {url for url, answer in found.items() if answer.why == _NAMELESS}
        if nameless and not await self._online():
            found |= dict.fromkeys(nameless, Answer(Verdict.UNVERIFIED, OFFLINE))
        return found

    async def _online(self) -> bool:
        """Whether names can be looked up at all; else no address may be called dead for its own."""
        try:
            return bool(await self._lookup(_ANCHOR, 443))
        except (NoSuchNameError, OSError):
            return False

    def _client(self) -> httpx.AsyncClient:
        asked = self._manners
        return public_client(_HEADERS, asked.patience, self._lookup, public_only=asked.public_only)

    async def _ask(self, url: str, client: httpx.AsyncClient) -> Answer:
        """The answer of one address, after several attempts where it may change."""
        manners = self._manners
        try:
            async for attempt in stamina.retry_context(
                on=_PassingError,
                attempts=manners.attempts,
                timeout=None,
                wait_initial=manners.wait,
                wait_max=4 * manners.wait,
                wait_jitter=manners.wait,
            ):
                with attempt:
                    return await self._once(url, client)
        except _PassingError as error:
            return Answer(Verdict.UNVERIFIED, str(error))
        raise AssertionError("unreachable: an attempt returns or raises")

    async def _once(self, url: str, client: httpx.AsyncClient) -> Answer:
        """HEAD, and GET where HEAD gives no good answer. Raises `_PassingError`."""
        try:
            status = await self._status("HEAD", url, client)
        except (_PassingError, httpx.HTTPError):
            status = 0
        except NoSuchNameError:
            return Answer(Verdict.DEAD, _NAMELESS)
        except (NotPublicError, httpx.InvalidURL, ValueError) as error:
            return Answer(Verdict.UNVERIFIED, str(error))
        if 200 <= status < 300:
            return Answer(Verdict.FINE)
        return await self._get(url, client)

    async def _get(self, url: str, client: httpx.AsyncClient) -> Answer:
        try:
            status = await self._status("GET", url, client)
        except httpx.HTTPError as error:
            raise _PassingError(_said(error)) from None
        except NoSuchNameError:
            return Answer(Verdict.DEAD, _NAMELESS)
        except (NotPublicError, httpx.InvalidURL, ValueError) as error:
            return Answer(Verdict.UNVERIFIED, str(error))
        if status in _BUSY:
            raise _PassingError(_words(status))
        if 200 <= status < 300:
            return Answer(Verdict.FINE)
        return Answer(Verdict.DEAD if status in _GONE else Verdict.UNVERIFIED, _words(status))

    async def _status(self, method: str, url: str, client: httpx.AsyncClient) -> int:
        """The status behind all redirects. No body is read; too slow is a `_PassingError`."""
        request = client.build_request(
            method, httpx.URL(url).copy_with(userinfo=b"", fragment=None)
        )
        try:
            async with asyncio.timeout(2 * self._manners.patience):
                for _ in range(self._manners.redirects):
                    response = await client.send(request, stream=True)
                    await response.aclose()
                    following = response.next_request
                    if following is None:
                        return response.status_code
                    request = following
        except TimeoutError:
            raise _PassingError("no answer in time") from None
        except OSError as error:
            raise _PassingError(f"the name could not be looked up: {error.strerror}") from None
        raise ValueError(f"more than {self._manners.redirects} redirects")


def _host(url: str) -> str:
    try:
        return httpx.URL(url).host
    except httpx.InvalidURL:
        return ""


def _words(status: int) -> str:
    name = httpx.codes.get_reason_phrase(status)
    return f"{status} {name}".rstrip()


def _said(error: httpx.HTTPError) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "no answer in time"
    text = str(error).strip()
    return f"the connection failed: {text}" if text else "the connection broke off"


def _recall(url: str, cache: Cache, now: float) -> Answer | None:
    """What was found the last time, if that is not too long ago."""
    stored = cache.get("link", digest(url))
    if stored is None:
        return None
    try:
        data = json.loads(stored)
        answer = Answer(Verdict(data["verdict"]), str(data["why"]))
        age = now - float(data["at"])
    except (ValueError, KeyError, TypeError):
        return None  # written by another version
    return answer if 0 <= age < _KEPT[answer.verdict] else None


def _remember(url: str, answer: Answer, cache: Cache, now: float) -> None:
    data = {"verdict": answer.verdict.value, "why": answer.why, "at": now}
    cache.put("link", digest(url), json.dumps(data).encode())
