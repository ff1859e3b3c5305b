import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing, contextmanager

import pytest
from starlette.types import ASGIApp

from atlas_ssg.model.index import CategoryIndex, Indexes
from atlas_ssg.render.assets import _fingerprint
from atlas_ssg.serve.live import LiveSite
from atlas_ssg.serve.server import _stream, application
from tests.serve.hand_made import Answer, ask, make_build, make_page, make_site, page_html, problem

FILES: dict[str, str | bytes] = {
    "index.html": page_html("home", title="Atlas"),
    "a/index.html": page_html("page a", style="../static/atlas.0123abcd.css"),
    "404.html": page_html("nothing here"),
    "static/atlas.0123abcd.css": "body{}",
    "static/x.woff2": b"\x00\x01",
    f"static/{_fingerprint('x.woff2', b'x')}": b"x",
    "a/d1.svg": "<svg/>",
    "feed.xml": "<feed/>",
    "notes.unknown": "?",
    "café/index.html": page_html("accent"),
}
SITE = make_site(
    make_page("a.md", "Page <a>", "too many clients", category="debugging", system="pg"),
    make_page("b.md", "Page b", "too many pages", category="costs"),
    errors={"FATAL: too many clients!": "a.md"},
)
CATEGORIES = tuple(
    CategoryIndex(name, title, f"/{name}/", "", 0, True, (), 0)
    for name, title in (("debugging", "Debugging & more"), ("costs", "Costs"))
)


@contextmanager
def serving(**files: str) -> Iterator[tuple[LiveSite, ASGIApp]]:
    indexes = Indexes(categories=CATEGORIES)
    live = LiveSite(lambda: make_build({**FILES, **files}, site=SITE, indexes=indexes))
    live.refresh()
    try:
        yield live, application(live, ["127.0.0.1:8000"])
    finally:
        live.close()


@pytest.fixture(scope="module")
def app() -> Iterator[ASGIApp]:
    with serving() as (_, app):
        yield app


@pytest.mark.parametrize(
    ("target", "text"),
    [("/", "home"), ("/index.html", "home"), ("/a/", "page a"), ("/caf%C3%A9/", "accent")],
)
def test_pages(app: ASGIApp, target: str, text: str) -> None:
    answer = ask(app, target)
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert text in answer.text
    assert "/_atlas/reload.js" in answer.text


def test_a_folder_without_its_slash_leads_to_its_page(app: ASGIApp) -> None:
    answer = ask(app, "/a?x=1")
    assert (answer.status, answer.headers["location"]) == (308, "/a/?x=1")


@pytest.mark.parametrize("target", ["/missing", "/static/", "/a/missing.svg", "/etc/passwd"])
def test_what_was_not_built_is_not_there(app: ASGIApp, target: str) -> None:
    answer = ask(app, target)
    assert answer.status == 404
    assert "nothing here" in answer.text


@pytest.mark.parametrize("target", ["/../x", "/%2e%2e/x", "/a%2findex.html", "/.atlas/cache"])
def test_what_no_link_leads_to_is_refused(app: ASGIApp, target: str) -> None:
    assert ask(app, target).status == 400


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("/static/atlas.0123abcd.css", "text/css; charset=utf-8"),
        ("/static/x.woff2", "font/woff2"),
        ("/a/d1.svg", "image/svg+xml; charset=utf-8"),
        ("/feed.xml", "application/xml; charset=utf-8"),
        ("/notes.unknown", "application/octet-stream"),
        ("/_atlas/reload.js", "text/javascript; charset=utf-8"),
    ],
)
def test_content_types(app: ASGIApp, target: str, kind: str) -> None:
    answer = ask(app, target)
    assert answer.headers["content-type"] == kind
    assert '/_atlas/reload.js"' not in answer.text if kind.startswith("image") else True


def test_files_are_served_as_they_were_built(app: ASGIApp) -> None:
    assert ask(app, "/a/d1.svg").body == b"<svg/>"
    assert ask(app, "/static/x.woff2").body == b"\x00\x01"


def test_only_what_changes_its_name_with_its_content_is_kept_by_the_browser(app: ASGIApp) -> None:
    named = ask(app, f"/static/{_fingerprint('x.woff2', b'x')}")
    assert named.headers["cache-control"] == "max-age=31536000, immutable"
    for target in ("/", "/static/x.woff2", "/a/d1.svg", "/search"):
        assert ask(app, target).headers["cache-control"] == "no-store"


def test_the_policy_of_a_page_stands_in_the_header_with_a_new_number_each_time(
    app: ASGIApp,
) -> None:
    first, second = ask(app, "/"), ask(app, "/")
    assert "Content-Security-Policy" not in first.text
    assert first.headers["content-security-policy"] != second.headers["content-security-policy"]
    nonce = first.headers["content-security-policy"].partition("'nonce-")[2].partition("'")[0]
    assert f'nonce="{nonce}"' in first.text


def test_an_unchanged_page_is_not_sent_again(app: ASGIApp) -> None:
    tag = ask(app, "/a/").headers["etag"]
    answer = ask(app, "/a/", if_none_match=tag)
    assert (answer.status, answer.body) == (304, b"")
    assert ask(app, "/", if_none_match=tag).status == 200


# --- Search ------------------------------------------------------------------------------------


def test_the_search_page_is_the_sites_shell_around_a_form(app: ASGIApp) -> None:
    answer = ask(app, "/search")
    assert "<header>Atlas</header>" in answer.text
    assert '<main id="main"><div class="title"><h1>Search</h1>' in answer.text
    assert '<form action="/search" method="get"' in answer.text
    assert "<title>Search</title>" in answer.text
    assert ">home<" not in answer.text
    assert '<option value="costs">Costs</option>' in answer.text
    assert "Debugging &amp; more" in answer.text


def test_hits_are_listed_with_excerpts_and_filters(app: ASGIApp) -> None:
    answer = ask(app, "/search?q=FATAL%3A+too+many+clients!")
    assert 'href="/a/">Page &lt;a&gt;</a>' in answer.text
    assert "<mark>" in answer.text
    assert 'href="/search?q=FATAL%3A+too+many+clients%21&amp;category=debugging"' in answer.text
    assert answer.text.index('href="/a/"') < answer.text.index('href="/b/"')


def test_filters_narrow_and_stay_chosen(app: ASGIApp) -> None:
    answer = ask(app, "/search?q=too+many&category=costs")
    assert 'href="/b/"' in answer.text
    assert 'href="/a/"' not in answer.text
    assert '<option value="costs" selected>' in answer.text


def test_nothing_found_is_said(app: ASGIApp) -> None:
    assert "Nothing found" in ask(app, "/search?q=zzz").text


@pytest.mark.parametrize("field", ["q", "category", "system"])
def test_what_is_asked_is_escaped(app: ASGIApp, field: str) -> None:
    evil = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E"
    assert "<script>alert" not in ask(app, f"/search?q=x&{field}={evil}").text


def test_without_a_home_page_there_is_still_a_search() -> None:
    with serving(**{"index.html": "plain"}) as (_, app):
        assert "<h1>Search</h1>" in ask(app, "/search").text


# --- Events ------------------------------------------------------------------------------------


def states(live: LiveSite, *steps: object) -> list[dict[str, object]]:
    """What a stream says at first and after each of the `steps` (calls)."""

    async def next_state(stream: AsyncIterator[str]) -> dict[str, object]:
        async for line in stream:
            if line.startswith("data: "):
                state: dict[str, object] = json.loads(line.removeprefix("data: "))
                return state
        raise AssertionError("the stream ended")

    async def read() -> list[dict[str, object]]:
        async with aclosing(_stream(live)) as stream:  # type: ignore[type-var]
            said = [await next_state(stream)]
            for step in steps:
                step()  # type: ignore[operator]
                said.append(await next_state(stream))
        return said

    return asyncio.run(asyncio.wait_for(read(), 10))


def test_the_stream_tells_styles_and_problems_after_every_build() -> None:
    with serving() as (live, _):
        builds = iter(
            [
                make_build({"index.html": page_html("x", style="static/atlas.99999999.css")}),
                make_build({}, diagnostics=[problem(message="<b>")]),
                make_build({}),
            ]
        )
        live._build = lambda: next(builds)
        first, styled, broken, mended = states(live, live.refresh, live.refresh, live.refresh)
    assert first == {"styles": ["static/atlas.0123abcd.css"], "problems": ""}
    assert styled["styles"] == ["static/atlas.99999999.css"]
    assert "&lt;b&gt;" in str(broken["problems"])
    assert mended["problems"] == ""


def test_a_stream_ends_with_the_server_and_is_counted_while_it_lasts() -> None:
    with serving() as (live, app):

        async def end() -> list[str]:
            said: list[str] = []
            async for line in _stream(live):
                said.append(line)
                if line.startswith("data: "):
                    assert live.bell.listeners == 1
                    live.bell.silence()
            return said

        assert len(asyncio.run(asyncio.wait_for(end(), 10))) == 2
        assert live.bell.listeners == 0
        assert ask(app, "/_atlas/events").status == 200


def test_an_idle_stream_gives_a_sign_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("atlas_ssg.serve.server._HEARTBEAT_SECONDS", 0.001)
    with serving() as (live, _):

        async def third() -> str:
            stream = _stream(live)
            async with aclosing(stream):  # type: ignore[type-var]
                return [await anext(stream) for _ in range(3)][2]

        assert asyncio.run(third()) == ": still here\n\n"


def test_too_many_streams_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("atlas_ssg.serve.server._MOST_STREAMS", 0)
    with serving() as (_, app):
        assert ask(app, "/_atlas/events").status == 503


def test_the_head_of_the_stream(app: ASGIApp) -> None:
    answer: Answer = ask(app, "/_atlas/events", method="HEAD")
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.body == b""
