"""From bytes to articles: good feeds, broken ones, and those that are meant to do harm."""

import asyncio
import html

import pytest

from atlas_ssg.sources.reading import Article, UnreadableFeedError, articles, plain, read_feed
from tests.sources.feed_server import ATOM, BOMB, FILE_BOMB, GOOD, rss


def in_a_process(data: bytes, seconds: float = 60.0) -> tuple[Article, ...]:
    return asyncio.run(read_feed(data, seconds))


def test_rss_and_atom() -> None:
    first, second = articles(GOOD)
    assert first == Article(
        "How we shard a billion rows",
        "https://blog.test/shard",
        "2026-11-24",
        "Our database holds 2 billion rows at p99 4 ms.",
    )
    assert second.title == "Team lunch"
    (entry,) = articles(ATOM)
    assert entry == Article(
        "Outage of the gateway", "https://status.test/1", "2026-11-20", "Down. Down."
    )


def test_other_encodings() -> None:
    for encoding in ("utf-16", "iso-8859-1"):
        text = (
            GOOD.decode()
            .replace("Team lunch", "Café")
            .replace('<?xml version="1.0"?>', f'<?xml version="1.0" encoding="{encoding}"?>')
        )
        assert articles(text.encode(encoding))[1].title == "Café"


def test_a_feed_that_is_cut_off_gives_what_it_has() -> None:
    assert [a.title for a in articles(GOOD[: GOOD.index(b"Team")])][:1] == [
        "How we shard a billion rows"
    ]


@pytest.mark.parametrize(
    "data",
    [b"", b"<html><body>Not found</body></html>", b"\x00\xff\xfe" * 50, b"/etc/passwd", b"[]"],
)
def test_what_is_no_feed(data: bytes) -> None:
    with pytest.raises(UnreadableFeedError, match="it is no feed"):
        articles(data)


@pytest.mark.parametrize(
    "data",
    [
        BOMB,
        FILE_BOMB,
        b"<!-- <rss> -->" + BOMB.split(b"?>", 1)[1],
        b"\xef\xbb\xbf" + BOMB,
        BOMB.decode().replace("utf-8", "utf-16").encode("utf-16"),
    ],
)
def test_entity_bombs_are_refused_before_they_are_parsed(data: bytes) -> None:
    with pytest.raises(UnreadableFeedError, match="entities of its own"):
        articles(data)


def test_a_document_type_without_declarations_is_fine() -> None:
    head = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://x.test/rss.dtd">'
    assert len(articles(GOOD.replace(b"?>", f"?>{head}".encode(), 1))) == 2


def test_a_process_of_its_own_says_the_same() -> None:
    assert in_a_process(GOOD) == articles(GOOD)
    with pytest.raises(UnreadableFeedError, match="it is no feed"):
        in_a_process(b"nothing")
    with pytest.raises(UnreadableFeedError, match="entities of its own"):
        in_a_process(BOMB)


def test_a_process_that_dies_is_a_feed_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(UnreadableFeedError, match="too much time or memory"):
        in_a_process(GOOD)


def test_a_parser_that_is_kept_busy_is_ended() -> None:
    nested = b"<rss version='2.0'><channel>" + b"<item>" * 700_000
    with pytest.raises(UnreadableFeedError, match="it takes too long"):
        in_a_process(nested, seconds=0.05)


def test_a_long_feed_is_cut() -> None:
    items = [(f"No {n}", f"https://x.test/{n}", "", "x" * 50) for n in range(300)]
    found = articles(rss(*items))
    assert len(found) == 200
    assert found[0].title == "No 0"


def test_long_and_odd_fields_are_cut_or_left_out() -> None:
    (found,) = articles(
        rss(("t" * 5000, "https://x.test/" + "a" * 5000, "tomorrow", "w " * 50_000))
    )
    assert (len(found.title), found.link, found.published) == (300, "", "")
    assert len(found.text) <= 4000


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>bold</b> &amp; more", "bold & more"),
        ("a<script>alert(1)</script>b", "a b"),
        ("a<style>p{}</style>b", "a b"),
        ("one\n\n two\t three", "one two three"),
        ("red \x1b[31m alarm\x07", "red [31m alarm"),
        ("evil \u202etxt.exe\u200b", "evil txt.exe"),
        ("1 < 2", "1 < 2"),
        ("<unclosed", "<unclosed"),
        (html.escape("<img src=x onerror=y>"), "<img src=x onerror=y>"),
    ],
)
def test_plain_text_is_text_and_nothing_else(text: str, shown: str) -> None:
    assert plain(text) == shown
