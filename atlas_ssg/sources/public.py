"""Only public addresses: what a page links to must not make this machine call its own network.

Names are looked up here, every address is judged, and the connection goes to the
address that was judged, so that a name cannot lead elsewhere between the two.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Mapping

import httpx

Lookup = Callable[[str, int], Awaitable[list[str]]]
# What getaddrinfo says when there is no such name; every other failure may pass.
_NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


class NoSuchNameError(Exception):
    """The host's name does not exist."""


class NotPublicError(Exception):
    """An address that is not on the public web, or a scheme other than http and https."""


class PublicTransport(httpx.AsyncBaseTransport):
    """Sends requests through `inner`, to addresses that `allowed` accepts.

    Every request passes here, those of redirects too. `inner` must not keep
    connections: they are told apart by address, and names share addresses.
    """

    def __init__(
        self, inner: httpx.AsyncBaseTransport, lookup: Lookup, allowed: Callable[[str], bool]
    ) -> None:
        self._inner = inner
        self._lookup = lookup
        self._allowed = allowed

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer of the first address that takes a connection."""
        url = request.url
        if url.scheme not in {"http", "https"}:
            raise NotPublicError(f"a redirect to {url.scheme}: is not followed")
        addresses = await self._lookup(url.host, url.port or (443 if url.scheme == "https" else 80))
        if not all(map(self._allowed, addresses)):
            raise NotPublicError(f"{url.host} is not on the public web")
        for address in addresses[:-1]:
            try:
                return await self._inner.handle_async_request(_at(request, address))
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return await self._inner.handle_async_request(_at(request, addresses[-1]))

    async def aclose(self) -> None:
        """Close the connections."""
        await self._inner.aclose()


def public_client(
    headers: Mapping[str, str], seconds: float, lookup: Lookup, *, public_only: bool
) -> httpx.AsyncClient:
    """A client that reaches the public web alone, and takes nothing from the environment.

    `seconds` are for each step of a request. Only tests, whose server is on
    this machine, are not `public_only`.
    """
    inner = httpx.AsyncHTTPTransport(
        trust_env=False,
        limits=httpx.Limits(max_connections=None, max_keepalive_connections=0),
    )
    allowed = is_public if public_only else lambda address: True
    return httpx.AsyncClient(
        transport=PublicTransport(inner, lookup, allowed),
        headers=headers,
        timeout=seconds,
        trust_env=False,
    )


def _at(request: httpx.Request, address: str) -> httpx.Request:
    """The request, sent to `address`; the certificate is still compared with the name."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.host},
    )


async def look_up(host: str, port: int) -> list[str]:
    """The addresses of a host, IPv4 first. Raises `NoSuchNameError` or `OSError`."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError:
        raise NoSuchNameError(host) from None
    except socket.gaierror as error:
        if error.errno in _NO_SUCH_NAME:
            raise NoSuchNameError(host) from None
        raise
    addresses = dict.fromkeys(str(entry[4][0]) for entry in found)
    return sorted(addresses, key=lambda address: ":" in address)


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, also where it wraps another one."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in ipaddress.ip_network("64:ff9b::/96"):  # RFC 6052: an IPv4 address behind NAT64
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        if not all(is_public(str(wrapped)) for wrapped in inner if wrapped is not None):
            return False
        if ip.ipv4_mapped is not None:
            return True
    return ip.is_global and not ip.is_multicast
