import pytest

from atlas_ssg.serve.address import names
from atlas_ssg.serve.guard import Guard, clean, host_header
from tests.serve.hand_made import ask

HOSTS = frozenset(names("127.0.0.1", 8000))


async def app(scope, receive, send):  # type: ignore[no-untyped-def]
    from starlette.responses import PlainTextResponse

    await PlainTextResponse("served")(scope, receive, send)


GUARDED = Guard(app, HOSTS)


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000", "[::1]:8000"]
)
def test_this_machine_is_answered(host: str) -> None:
    assert ask(GUARDED, host=host).status == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "127.0.0.1",
        "127.0.0.1:80",
        "127.0.0.1.evil.example:8000",
        "localhost:8000.evil.example",
        "",
    ],
)
def test_a_foreign_name_is_not_answered(host: str) -> None:
    answer = ask(GUARDED, host=host)
    assert answer.status == 421
    assert b"served" not in answer.body


def test_the_address_that_was_reached_may_be_named() -> None:
    phone = {"host": "192.168.1.5:8000", "server": ("192.168.1.5", 8000)}
    assert ask(GUARDED, **phone).status == 200  # type: ignore[arg-type]
    assert ask(GUARDED, host="192.168.1.5:8000").status == 421


def test_at_port_80_no_port_is_named() -> None:
    guarded = Guard(app, frozenset(names("127.0.0.1", 80)))
    assert ask(guarded, host="localhost", server=("127.0.0.1", 80)).status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "https://127.0.0.1:8000"},
        {"origin": "http://127.0.0.1:9000"},
        {"sec_fetch_site": "cross-site", "sec_fetch_mode": "no-cors"},
        {"sec_fetch_site": "same-site", "sec_fetch_mode": "cors"},
    ],
)
def test_another_site_may_not_read(headers: dict[str, str]) -> None:
    answer = ask(GUARDED, "/_atlas/events", **headers)  # type: ignore[arg-type]
    assert answer.status == 403
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://127.0.0.1:8000"},
        {"sec_fetch_site": "same-origin", "sec_fetch_mode": "cors"},
        {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate"},
        {"sec_fetch_site": "none"},
    ],
)
def test_the_site_itself_and_visitors_may(headers: dict[str, str]) -> None:
    assert ask(GUARDED, **headers).status == 200  # type: ignore[arg-type]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT"])
def test_only_get_and_head(method: str) -> None:
    answer = ask(GUARDED, method=method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


def test_long_addresses_are_refused() -> None:
    assert ask(GUARDED, "/" + "a" * 9000).status == 414
    assert ask(GUARDED, "/?q=" + "a" * 9000).status == 414


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "evil.example"])
def test_every_answer_has_the_safe_headers(host: str) -> None:
    headers = ask(GUARDED, host=host).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "script-src" not in headers["content-security-policy"]


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        (b"/", ""),
        (b"/a/", "a/"),
        (b"/a/b.css?x", "a/b.css"),
        (b"/caf%C3%A9/", "café/"),
        (b"/a%20b", "a b"),
        (b"/..", None),
        (b"/../etc/passwd", None),
        (b"/%2e%2e/etc", None),
        (b"/a/%2E./b", None),
        (b"/a%2fb", None),
        (b"/a%2Fb", None),
        (b"/a%5cb", None),
        (b"/a\\b", None),
        (b"/a%00b", None),
        (b"//evil.example/", None),
        (b"/a//b", None),
        (b"/.git/config", None),
        (b"/a/.env", None),
        (b"/%252e%252e/", "%2e%2e/"),
        (b"/%ff", None),
        (b"/\xff", None),
        (b"http://evil.example/", None),
    ],
)
def test_addresses_are_decoded_once_and_lead_nowhere_else(raw: bytes, path: str | None) -> None:
    assert clean(raw) == path


def test_an_ipv6_address_stands_in_brackets() -> None:
    assert host_header("::1", 8000) == "[::1]:8000"
