from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from atlas_ssg.diagrams.renderer import RenderError
from atlas_ssg.model.diagnostic import InputError, Severity
from atlas_ssg.model.index import CategoryIndex, Indexes
from atlas_ssg.model.output import Build
from atlas_ssg.serve.live import INTERNAL, LiveSite
from atlas_ssg.serve.search import SearchIndex
from tests.serve.hand_made import make_build, make_page, make_site, problem

GOOD = {"index.html": "home", "a/index.html": "old a", "b/index.html": "old b"}
A, B = make_page("a.md"), make_page("b.md")


@contextmanager
def live_of(*builds: Build | Exception) -> Iterator[LiveSite]:
    """A live site whose builds, one after another, are these."""
    waiting = iter(builds)

    def build() -> Build:
        made = next(waiting)
        if isinstance(made, Exception):
            raise made
        return made

    live = LiveSite(build)
    try:
        yield live
    finally:
        live.close()


def texts(live: LiveSite) -> dict[str, str]:
    return {path: file.content.decode() for path, file in live.snapshot.files.items()}


def test_a_good_build_replaces_the_last() -> None:
    with live_of(make_build(GOOD), make_build({"index.html": "new"})) as live:
        live.refresh()
        assert texts(live) == GOOD
        live.refresh()
        assert texts(live) == {"index.html": "new"}
        assert live.problems == ()


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (InputError(problem("atlas.toml", "CF001")), "CF001"),
        (RenderError("no browser", "install one"), "MM002"),
        (ZeroDivisionError("oh"), INTERNAL),
    ],
)
def test_a_build_that_fails_leaves_the_last_site(failure: Exception, code: str) -> None:
    with live_of(make_build(GOOD), failure, make_build(GOOD)) as live:
        live.refresh()
        live.refresh()
        assert texts(live) == GOOD
        assert [p.code for p in live.problems] == [code]
        live.refresh()
        assert live.problems == ()


def test_a_fault_of_the_program_names_its_line_and_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with live_of(ZeroDivisionError("oh")) as live:
        live.refresh()
    (fault,) = live.problems
    assert "ZeroDivisionError: oh" in fault.message
    assert fault.place.path == "test_live.py"
    assert fault.source_line.strip() == "raise made"
    assert "Traceback" in caplog.text


def test_a_build_that_cannot_be_adopted_does_not_end_the_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(self: SearchIndex, site: object) -> bool:
        raise OSError("no room for the index")

    with live_of(make_build(GOOD), make_build(GOOD)) as live:
        with monkeypatch.context() as patched:
            patched.setattr(SearchIndex, "update", fail)
            assert live.refresh() is None
        assert [p.code for p in live.problems] == [INTERNAL]
        assert live.refresh() is not None
        assert live.problems == ()


def test_a_broken_page_keeps_its_last_good_file() -> None:
    site = make_site(A, B)
    broken = make_build(
        {"index.html": "new home", "a/index.html": "broken", "b/index.html": "new b"},
        site=site,
        diagnostics=[problem("content/a.md")],
    )
    with live_of(make_build(GOOD, site=site), broken) as live:
        live.refresh()
        live.refresh()
        assert texts(live) == {
            "index.html": "new home", "a/index.html": "old a", "b/index.html": "new b",
        }  # fmt: skip
        assert live.problems == broken.diagnostics


def test_a_broken_template_leaves_the_whole_last_site() -> None:
    broken = [problem("themes/atlas/templates/page.html", "TP001")]
    after = make_build({"index.html": "made with another template"}, diagnostics=broken)
    with live_of(make_build(GOOD), after, make_build({"index.html": "mended"})) as live:
        live.refresh()
        live.refresh()
        assert texts(live) == GOOD
        assert [p.code for p in live.problems] == ["TP001"]
        live.refresh()
        assert texts(live) == {"index.html": "mended"}


def test_a_template_that_is_broken_from_the_start_holds_nothing_back() -> None:
    broken = [problem("themes/atlas/templates/page.html", "TP001")]
    with live_of(
        make_build({"index.html": "1"}, diagnostics=broken),
        make_build({"index.html": "2"}, diagnostics=broken),
    ) as live:
        live.refresh()
        live.refresh()
        assert texts(live) == {"index.html": "2"}


def test_what_a_broken_page_takes_along_stays_and_what_is_deleted_goes() -> None:
    before = make_build({**GOOD, "static/atlas.1.css": "s"}, site=make_site(A, B))
    after = make_build(
        {"index.html": "new home"}, site=make_site(A), diagnostics=[problem("content/a.md")]
    )
    with live_of(before, after) as live:
        live.refresh()
        live.refresh()
        assert texts(live) == {
            "index.html": "new home", "a/index.html": "old a", "static/atlas.1.css": "s",
        }  # fmt: skip


def test_a_page_that_cannot_be_read_stays() -> None:
    unreadable = make_build(
        {"index.html": "home"}, site=make_site(B), diagnostics=[problem("content/a.md", "RD002")]
    )
    with live_of(make_build(GOOD, site=make_site(A, B)), unreadable) as live:
        live.refresh()
        live.refresh()
        assert texts(live)["a/index.html"] == "old a"


@pytest.mark.parametrize(
    "finding", [problem(code="LK001"), problem(code="MM001", severity=Severity.WARNING)]
)
def test_findings_of_the_linter_stop_nobody(finding: object) -> None:
    with live_of(make_build(GOOD), make_build({}, diagnostics=[finding])) as live:  # type: ignore[list-item]
        live.refresh()
        live.refresh()
        assert live.problems == ()
        assert texts(live) == {}


def test_the_search_follows() -> None:
    first = make_build({}, site=make_site(make_page("a.md", "Kafka")))
    second = make_build({}, site=make_site(make_page("a.md", "Pulsar")))
    with live_of(first, second) as live:
        live.refresh()
        assert [hit.title for hit in live.search.search("kafka")] == ["Kafka"]
        live.refresh()
        assert live.search.search("kafka") == []


def test_facets_are_those_that_have_pages() -> None:
    categories = tuple(
        CategoryIndex(name, name.title(), f"/{name}/", "", 0, True, (), 0)
        for name in ("debugging", "costs")
    )
    site = make_site(make_page("a.md", category="debugging"))
    with live_of(make_build({}, site=site, indexes=Indexes(categories=categories))) as live:
        live.refresh()
        assert live.snapshot.categories == (("debugging", "Debugging"),)


def test_the_bell_rings_after_every_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    with live_of(make_build(GOOD), ValueError("x")) as live:
        rung: list[int] = []
        ring: Callable[[], None] = lambda: rung.append(live.snapshot.number)  # noqa: E731
        monkeypatch.setattr(live.bell, "ring", ring)
        live.refresh()
        live.refresh()
        assert rung == [1, 1]


def test_it_rings_once_more_when_the_search_has_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    with live_of(make_build(GOOD, site=make_site(make_page("a.md", "Kafka")))) as live:
        found: list[int] = []
        monkeypatch.setattr(
            live.bell, "ring", lambda: found.append(len(live.search.search("kafka")))
        )
        live.refresh()
        assert found == [0, 1]
