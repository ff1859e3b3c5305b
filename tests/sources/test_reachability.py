from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from atlas_ssg.cache import Cache
from atlas_ssg.sources.public import NoSuchNameError
from atlas_ssg.sources.reachability import OFFLINE, Answer, Manners, Verdict, reach
from tests.sources.lying_server import LyingServer, lying_server

HERE = Manners(patience=0.5, attempts=2, wait=0.01, public_only=False)
NOTHING = Cache(None)
FINE = Answer(Verdict.FINE)


@pytest.fixture
def server() -> Iterator[LyingServer]:
    with lying_server() as running:
        yield running


def asked(server: LyingServer, path: str, manners: Manners = HERE) -> Answer:
    url = server.url(path)
    return reach([url], NOTHING, manners=manners)[url]


@pytest.mark.parametrize(
    "path", ["/fine", "/head405", "/head404", "/moved", "/short", "/endless", "/endless_redirect"]
)
def test_what_can_be_reached_is_fine_whatever_else_it_says(server: LyingServer, path: str) -> None:
    assert asked(server, path) == FINE


def test_a_head_that_is_answered_well_is_enough(server: LyingServer) -> None:
    asked(server, "/fine")
    assert server.asked == {("HEAD", "/fine"): 1}


def test_an_endless_body_is_not_read(server: LyingServer) -> None:
    asked(server, "/endless")
    assert server.sent < 8_000_000  # what fits into the buffers on the way


@pytest.mark.parametrize(
    ("path", "why"),
    [("/missing", "404 Not Found"), ("/gone", "410 Gone"), ("/moved_away", "404 Not Found")],
)
def test_only_what_is_gone_is_dead(server: LyingServer, path: str, why: str) -> None:
    assert asked(server, path) == Answer(Verdict.DEAD, why)


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/forbidden", "403 Forbidden"),
        ("/busy", "503 Service Unavailable"),
        ("/loop", "more than 8 redirects"),
        ("/slow", "no answer in time"),
        ("/reset", "connection"),
        ("/garbage", "connection"),
        ("/elsewhere", "redirect to file:"),
        ("/nowhere", "Invalid"),
    ],
)
def test_everything_else_is_unverified(server: LyingServer, path: str, why: str) -> None:
    found = asked(server, path)
    assert found.verdict is Verdict.UNVERIFIED
    assert why in found.why


def test_what_may_pass_is_tried_again(server: LyingServer) -> None:
    assert asked(server, "/flaky") == FINE
    assert server.asked["GET", "/flaky"] == 2


def test_a_name_that_does_not_exist_is_dead() -> None:
    async def known(host: str, port: int) -> list[str]:
        if host == "no.test":
            raise NoSuchNameError(host)
        return ["192.0.2.1"]

    found = reach(["http://no.test/"], NOTHING, manners=HERE, lookup=known)
    assert found == {"http://no.test/": Answer(Verdict.DEAD, "there is no such name")}


def test_where_no_name_can_be_looked_up_nothing_is_dead_or_remembered(tmp_path: Path) -> None:
    async def nowhere(host: str, port: int) -> list[str]:
        raise NoSuchNameError(host)

    cache = Cache(tmp_path)
    found = reach(["http://no.test/"], cache, manners=HERE, lookup=nowhere)
    assert found == {"http://no.test/": Answer(Verdict.UNVERIFIED, OFFLINE)}
    assert not list(tmp_path.iterdir())


def test_a_name_server_that_fails_is_no_verdict() -> None:
    async def broken(host: str, port: int) -> list[str]:
        raise OSError(11, "try again")

    found = reach(["http://no.test/"], NOTHING, manners=HERE, lookup=broken)
    assert found["http://no.test/"].verdict is Verdict.UNVERIFIED


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/", "http://[::1]/", "https://10.0.0.8/x"])
def test_nothing_but_the_public_web_is_asked(url: str) -> None:
    found = reach([url], NOTHING, manners=Manners(attempts=1))[url]
    assert found.verdict is Verdict.UNVERIFIED
    assert "not on the public web" in found.why


@pytest.mark.parametrize("url", ["http://[::1/", "http:///x"])
def test_an_address_that_is_none_is_unverified(url: str) -> None:
    assert reach([url], NOTHING, manners=HERE)[url].verdict is Verdict.UNVERIFIED


def test_no_password_is_sent(server: LyingServer) -> None:
    url = server.url("/fine").replace("http://", "http://me:secret@")
    assert reach([url], NOTHING, manners=HERE)[url] == FINE
    assert "Authorization" not in server.headers[0]


def test_hosts_are_asked_together_but_one_host_only_so_often(server: LyingServer) -> None:
    urls = [server.url(f"/fine/{n}") for n in range(12)]
    found = reach(urls, NOTHING, manners=Manners(per_host=2, public_only=False))
    assert set(found.values()) == {FINE}
    assert server.most_at_once <= 2


def test_two_hosts_are_asked_at_once(server: LyingServer) -> None:
    async def here(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    urls = [server.url("/pair", host) for host in ("a.test", "b.test")]
    found = reach(urls, NOTHING, manners=Manners(per_host=1, public_only=False), lookup=here)
    assert list(found.values()) == [FINE, FINE]


def test_an_answer_is_believed_until_it_expires(server: LyingServer, tmp_path: Path) -> None:
    cache, url, day = Cache(tmp_path), server.url("/missing"), 86_400.0
    for now in (0.0, 0.9 * day, 1.1 * day, 1.2 * day):
        found = reach([url], cache, manners=HERE, now=lambda now=now: now)  # type: ignore[misc]
        assert found[url].verdict is Verdict.DEAD
    assert server.asked["GET", "/missing"] == 2


def test_a_broken_entry_is_asked_again(server: LyingServer, tmp_path: Path) -> None:
    cache, url = Cache(tmp_path), server.url("/fine")
    reach([url], cache, manners=HERE)
    for entry in tmp_path.rglob("*"):
        if entry.is_file():
            entry.write_bytes(b"nonsense")
    assert reach([url], cache, manners=HERE)[url] == FINE
    assert server.asked["HEAD", "/fine"] == 2


def test_progress_is_told(server: LyingServer) -> None:
    seen: list[tuple[int, int]] = []
    urls = [server.url(f"/fine/{n}") for n in range(3)]
    reach(urls, NOTHING, lambda done, total: seen.append((done, total)), manners=HERE)
    assert seen == [(1, 3), (2, 3), (3, 3)]
