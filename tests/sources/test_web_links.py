from __future__ import annotations

from collections.abc import Iterator

import pytest

from atlas_ssg.cache import Cache
from atlas_ssg.model.citation import Provenance, Reference
from atlas_ssg.model.diagnostic import Diagnostic, Severity
from atlas_ssg.model.page import FrontMatter, Link, Page
from atlas_ssg.model.site import Library, Site, Technology
from atlas_ssg.model.source import Place
from atlas_ssg.sources.public import NoSuchNameError
from atlas_ssg.sources.reachability import Manners
from atlas_ssg.sources.web_links import check_links, web_links
from tests.sources.lying_server import LyingServer, lying_server

HERE = Manners(patience=0.5, attempts=1, wait=0.01, public_only=False)


@pytest.fixture
def server() -> Iterator[LyingServer]:
    with lying_server() as running:
        yield running


def site(*links: Link, reference: Reference | None = None, home: str = "") -> Site:
    page = Page("a.md", "a.md", "/a/", "/", "A", FrontMatter(), links=links)
    library = Library(
        references={reference.key: reference} if reference else {},
        technologies={"K": Technology("K", url=home, place=Place("t.yaml", 1))} if home else {},
    )
    return Site({"a.md": page}, {}, library=library)


def link(url: str, column: int = 5) -> Link:
    return Link(url, Place("a.md", 1, column), external=True)


def source(url: str, archive: str = "") -> Reference:
    return Reference("k", "T", url, Provenance.REPORTED, Place("s.yaml", 2), archive=archive)


def found(checked: Site, texts: dict[str, str]) -> tuple[Diagnostic, ...]:
    return check_links(checked, texts, Cache(None), manners=HERE)


def test_all_links_to_the_web_are_gathered_with_their_places() -> None:
    texts = {
        "s.yaml": "references:\n  - id: k\n    URL: http://s.test/\n    archive: http://w.test/s\n",
        "t.yaml": "K: {url: http://k.test/}\n",
    }
    checked = site(
        link("http://a.test/"),
        Link("mailto:me@a.test", Place("a.md"), external=True),
        Link("/b/", Place("a.md"), "/b/"),
        Link("javascript:x", Place("a.md"), external=True, broken=True),
        reference=source("http://s.test/", "http://w.test/s"),
        home="http://k.test/",
    )
    assert [(w.url, str(w.place), w.archive) for w in web_links(checked, texts)] == [
        ("http://a.test/", "a.md:1:5", ""),
        ("http://s.test/", "s.yaml:3:10", "http://w.test/s"),
        ("http://w.test/s", "s.yaml:4:14", ""),
        ("http://k.test/", "t.yaml:1:10", ""),
    ]


def test_a_dead_link_is_an_error_at_each_of_its_places(server: LyingServer) -> None:
    dead = server.url("/missing")
    texts = {"a.md": f"[a]({dead}) [a]({dead})"}
    checked = site(link(dead, 5), link(dead, 5 + len(dead) + 6), link(server.url("/fine")))
    first, second = found(checked, texts)
    assert (first.code, first.severity) == ("LK007", Severity.ERROR)
    assert first.message == f"{dead} is dead: 404 Not Found"
    for one in (first, second):
        start = one.place.column - 1
        assert one.source_line[start : start + one.length] == dead


def test_the_archived_copy_is_offered(server: LyingServer) -> None:
    dead, copy = server.url("/gone"), server.url("/fine")
    first, second = found(site(link(dead), reference=source(dead, copy)), {})
    assert copy in first.help
    assert copy in second.help


def test_what_cannot_be_verified_is_no_error(server: LyingServer) -> None:
    (one,) = found(site(link(server.url("/forbidden")), link(server.url("/fine"))), {})
    assert (one.code, one.severity) == ("LK008", Severity.INFO)


def test_without_a_network_nothing_is_called_dead() -> None:
    async def nowhere(host: str, port: int) -> list[str]:
        raise NoSuchNameError(host)

    checked = site(link("http://a.test/"), link("http://b.test/"))
    (one,) = check_links(checked, {}, Cache(None), manners=HERE, lookup=nowhere)
    assert (one.code, one.severity) == ("LK008", Severity.WARNING)
    assert "on the network" in one.message


def test_a_site_without_links_asks_nobody() -> None:
    assert found(site(), {}) == ()
