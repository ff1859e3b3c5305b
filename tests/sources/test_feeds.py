"""Feeds over a real connection to a server on this machine that misbehaves in every way."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from atlas_ssg.sources.feeds import FeedAnswer, Limits, Validators, fetch_feeds
from atlas_ssg.sources.public import is_public
from tests.sources.feed_server import GOOD, FeedServer, feed_server, rss

HERE = Limits(public_only=False)
MARKS = Validators('"v1"', "Tue, 24 Nov 2026 10:00:00 GMT")


@pytest.fixture(scope="module")
def server() -> Iterator[FeedServer]:
    with feed_server() as running:
        yield running


def fetch(
    server: FeedServer,
    *paths: str,
    limits: Limits = HERE,
    known: dict[str, Validators] | None = None,
) -> dict[str, FeedAnswer]:
    """Path -> answer."""
    remembered = {server.url(path): marks for path, marks in (known or {}).items()}
    answers = fetch_feeds([server.url(p) for p in paths], remembered, limits=limits)
    return {path: answers[server.url(path)] for path in paths}


def failure(server: FeedServer, path: str, limits: Limits = HERE) -> str:
    answer = fetch(server, path, limits=limits)[path]
    assert answer.state == "failed"
    assert answer.articles == ()
    return answer.why


def test_one_bad_feed_takes_no_other_along(server: FeedServer) -> None:
    found = fetch(server, "/good", "/missing", "/bomb", "/atom", "/gzip", "/moved")
    states = {path: answer.state for path, answer in found.items()}
    assert states == {
        "/good": "read", "/missing": "failed", "/bomb": "failed", "/atom": "read",
        "/gzip": "read", "/moved": "read",
    }  # fmt: skip
    assert found["/missing"].why == "404 Not Found"
    assert "entities of its own" in found["/bomb"].why
    assert found["/gzip"].articles == found["/moved"].articles == found["/good"].articles


def test_feeds_are_asked_side_by_side(server: FeedServer) -> None:
    found = fetch(server, "/pair-1", "/pair-2", limits=replace(HERE, seconds=60))
    assert {answer.state for answer in found.values()} == {"read"}


def test_a_feed_that_is_as_before_is_not_sent_again(server: FeedServer) -> None:
    first = fetch(server, "/tagged")["/tagged"]
    assert (first.state, first.validators) == ("read", MARKS)
    second = fetch(server, "/tagged", known={"/tagged": MARKS})["/tagged"]
    assert (second.state, second.validators, second.articles) == ("unchanged", MARKS, ())
    assert server.headers["/tagged"]["If-None-Match"] == '"v1"'


def test_it_says_who_asks_and_no_more(server: FeedServer) -> None:
    fetch(server, "/good")
    sent = server.headers["/good"]
    assert sent["User-Agent"].startswith("atlas-ssg/")
    assert sent["Accept-Encoding"] == "gzip"
    assert not {"Cookie", "Authorization", "Referer", "If-None-Match"} & set(sent)


@pytest.mark.parametrize("path", ["/slow", "/dribble"])
def test_slow_feeds_are_given_up(server: FeedServer, path: str) -> None:
    assert failure(server, path, replace(HERE, seconds=0.3)) == "no whole answer in 0.3 seconds"


@pytest.mark.parametrize("path", ["/endless", "/gzip-bomb"])
def test_what_is_too_large_is_stopped_as_it_comes(server: FeedServer, path: str) -> None:
    before = server.sent
    assert failure(server, path, replace(HERE, bytes=200_000)) == "larger than 0.2 MB"
    assert server.sent - before < 50_000_000, "the rest was never sent"


def test_a_body_of_exactly_the_limit_is_taken(server: FeedServer) -> None:
    assert fetch(server, "/good", limits=replace(HERE, bytes=len(GOOD)))["/good"].state == "read"
    assert "larger" in failure(server, "/good", replace(HERE, bytes=len(GOOD) - 1))


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/loop", "more than 5 redirects"),
        ("/brotli", "packed as br"),
        ("/not-gzip", "cannot be unpacked"),
        ("/to-a-file", "file"),
        ("/file-bomb", "entities of its own"),
    ],
)
def test_odd_answers_are_failures_in_words(server: FeedServer, path: str, why: str) -> None:
    assert why in failure(server, path)


def test_a_server_that_is_not_there(server: FeedServer) -> None:
    answers = fetch_feeds(["http://127.0.0.1:1/feed"], {}, limits=HERE)
    assert answers["http://127.0.0.1:1/feed"].state == "failed"


def test_only_public_addresses_are_asked(server: FeedServer) -> None:
    before = sum(server.asked.values())
    assert "is not on the public web" in failure(server, "/good", Limits())
    assert sum(server.asked.values()) == before


def test_a_redirect_into_the_own_network_is_not_followed(server: FeedServer) -> None:
    async def lookup(host: str, port: int) -> list[str]:
        return ["127.0.0.1"] if host == "feeds.test" else [host]

    # This machine counts as public here, so that the first answer can be given at all.
    def public(address: str) -> bool:
        return address == "127.0.0.1" or is_public(address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("atlas_ssg.sources.public.is_public", public)
        url = server.url("/inside").replace("127.0.0.1", "feeds.test")
        answer = fetch_feeds([url], {}, lookup=lookup)[url]
    assert answer.why == "10.0.0.1 is not on the public web"


def test_progress_is_told(server: FeedServer) -> None:
    told: list[tuple[int, int]] = []
    fetch_feeds(
        [server.url("/good"), server.url("/missing"), server.url("/good")], {},
        lambda done, total: told.append((done, total)), limits=HERE,
    )  # fmt: skip
    assert told == [(1, 2), (2, 2)], "each address is asked once"


def test_a_feed_without_articles_is_read_all_the_same(server: FeedServer) -> None:
    server.bodies["/empty"] = rss()
    assert fetch(server, "/empty")["/empty"] == FeedAnswer("read")
