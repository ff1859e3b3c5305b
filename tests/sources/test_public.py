from __future__ import annotations

import asyncio

import httpx
import pytest

from atlas_ssg.sources.public import (
    NoSuchNameError,
    NotPublicError,
    PublicTransport,
    is_public,
    look_up,
)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:4700::1111", "64:ff9b::5db8:d70e"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "no address", "",
    ],
)  # fmt: skip
def test_all_others(address: str) -> None:
    assert not is_public(address)


NAMES = {
    "good.test": ["93.184.215.14"],
    "evil.test": ["93.184.215.14"],
    "inside.test": ["10.0.0.1"],
    "both.test": ["93.184.215.14", "10.0.0.1"],
}


def fetch(url: str) -> tuple[httpx.Response, list[httpx.Request]]:
    """The response and every request that went out; evil.test leads to inside.test."""
    sent: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        if request.headers["host"] == "evil.test":
            return httpx.Response(302, headers={"Location": "http://inside.test/admin"})
        return httpx.Response(200)

    async def look(host: str, port: int) -> list[str]:
        return NAMES[host]

    async def run() -> httpx.Response:
        transport = PublicTransport(httpx.MockTransport(answer), look, is_public)
        async with httpx.AsyncClient(transport=transport, follow_redirects=True) as client:
            return await client.get(url)

    return asyncio.run(run()), sent


def test_the_connection_goes_to_the_address_that_was_judged() -> None:
    response, sent = fetch("https://good.test/x")
    assert response.status_code == 200
    assert str(sent[0].url) == "https://93.184.215.14/x"
    assert sent[0].headers["host"] == "good.test"
    assert sent[0].extensions["sni_hostname"] == "good.test"


@pytest.mark.parametrize(
    "url", ["http://evil.test/", "http://inside.test/", "http://both.test/", "ftp://good.test/"]
)
def test_a_private_address_is_not_reached_even_through_a_redirect(url: str) -> None:
    with pytest.raises((NotPublicError, httpx.UnsupportedProtocol)):
        fetch(url)


def test_a_second_address_is_tried_where_the_first_takes_no_connection() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.host == "1.1.1.1":
            raise httpx.ConnectError("refused")
        return httpx.Response(200)

    async def look(host: str, port: int) -> list[str]:
        return ["1.1.1.1", "8.8.8.8"]

    async def run() -> int:
        transport = PublicTransport(httpx.MockTransport(answer), look, is_public)
        async with httpx.AsyncClient(transport=transport) as client:
            return (await client.get("http://two.test/")).status_code

    assert asyncio.run(run()) == 200


def test_names_are_looked_up() -> None:
    assert "127.0.0.1" in asyncio.run(look_up("127.0.0.1", 80))
    with pytest.raises(NoSuchNameError):
        asyncio.run(look_up(f"{'a' * 64}.invalid", 80))
