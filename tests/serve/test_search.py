import sqlite3
from collections.abc import Iterator
from dataclasses import replace

import pytest

from atlas_ssg.model.citation import mark
from atlas_ssg.model.page import Fence
from atlas_ssg.model.site import Site
from atlas_ssg.model.source import NOWHERE
from atlas_ssg.serve.search import SearchIndex, searching
from tests.serve.hand_made import drawn, make_page, make_site

PANIC = "FATAL: sorry, too many clients already (SQLSTATE 53300)"
LIMIT = 'rpc error: code = ResourceExhausted desc = "etcdserver: mvcc: database space exceeded"'


def atlas() -> Site:
    return make_site(
        make_page("postgres.md", "Connection slots", "What to do.", category="debugging"),
        make_page("etcd.md", "Space exceeded", "Defragment it.", category="debugging"),
        make_page(
            "netflix.md",
            "Netflix storage",
            "sorry, too many words on clients already, FATAL ones among them",
            category="systems",
            system="netflix",
            headings=["Café latencies"],
        ),
        make_page(
            "uber.md", "Uber storage", "Clients and more.", category="systems", system="uber"
        ),
        errors={PANIC: "postgres.md", LIMIT: "etcd.md"},
        diagrams={},
    )


@pytest.fixture(scope="module")
def index() -> Iterator[SearchIndex]:
    with searching(atlas()) as index:
        yield index


def found(index: SearchIndex, query: str, category: str = "", system: str = "") -> list[str]:
    return [hit.permalink for hit in index.search(query, category=category, system=system)]


@pytest.mark.parametrize(
    ("message", "page"),
    [
        (PANIC, "/postgres/"),
        (f"2026-01-02 12:00:01 UTC [77] {PANIC}", "/postgres/"),
        (LIMIT, "/etcd/"),
        ("etcdserver: mvcc: database space exceeded", "/etcd/"),
    ],
)
def test_an_error_pasted_whole_finds_its_page_first(
    index: SearchIndex, message: str, page: str
) -> None:
    assert found(index, message)[0] == page


def test_a_short_message_wins_over_longer_ones_that_hold_it() -> None:
    site = make_site(
        make_page("a.md", "A", "UNAVAILABLE UNAVAILABLE"),
        make_page("b.md", "B"),
        errors={"UNAVAILABLE: io exception": "a.md", "UNAVAILABLE": "b.md"},
    )
    with searching(site) as index:
        assert found(index, "UNAVAILABLE") == ["/b/", "/a/"]
        assert found(index, "unavailable: io exception!") == ["/a/", "/b/"]


@pytest.mark.parametrize(
    "query",
    ['"', "'", "*", "a AND", "NEAR(", "title:", "^x", "-x", "(", '"unclosed', "a\x00b", "{x}:y",
     "OR", "NOT", "%", ";DROP TABLE pages", "x" * 5000, "a " * 5000],
)  # fmt: skip
def test_no_query_is_read_as_a_language(index: SearchIndex, query: str) -> None:
    index.search(query)
    assert found(index, "defragment") == ["/etcd/"]


def test_titles_headings_text_and_labels_are_found() -> None:
    plain = make_page("a.md", "Beyond", "under load", headings=["Gauges"])
    page = replace(plain, fences=(Fence(1, "", "", NOWHERE),))
    diagram = drawn("a.md", "Zuul 2.1", edge="p99 10 ms", group="Edge plane")
    site = make_site(page, diagrams={("a.md", 1): diagram})
    with searching(site) as index:
        for query in ("beyond", "gauges", "load", "zuul 2.1", "p99 10", "edge plane"):
            assert found(index, query) == ["/a/"], query


def test_accents_case_and_beginnings_of_words_do_not_matter(index: SearchIndex) -> None:
    assert found(index, "CAFE") == ["/netflix/"]
    assert found(index, "cafe\u0301") == ["/netflix/"]
    assert found(index, "defrag") == ["/etcd/"]


def test_filters(index: SearchIndex) -> None:
    assert sorted(found(index, "storage")) == ["/netflix/", "/uber/"]
    assert found(index, "storage", system="uber") == ["/uber/"]
    assert "/netflix/" not in found(index, PANIC, category="debugging")
    assert found(index, "storage", category="debugging") == []


def test_titles_weigh_more_than_text() -> None:
    site = make_site(make_page("a.md", "About", "kafka kafka"), make_page("b.md", "Kafka", "x"))
    with searching(site) as index:
        assert found(index, "kafka") == ["/b/", "/a/"]


def test_the_excerpt_marks_the_match_and_holds_no_marker_of_citations() -> None:
    text = f"It holds 5 TB{mark(3)} of \x02data\x1b[31m on <disk>"
    with searching(make_site(make_page("a.md", "T", text))) as index:
        (hit,) = index.search("disk")
    assert hit.excerpt == "It holds 5 TB of data[31m on <\x02disk\x03>"


def test_only_what_changed_is_written_again() -> None:
    first = atlas()
    with searching(first) as index:
        assert index.update(first) == 0
        edited = make_page("etcd.md", "Space exceeded", "Compact it.", category="debugging")
        second = make_site(
            *(edited if path == "etcd.md" else page for path, page in first.pages.items()
              if path != "uber.md"),
            errors={PANIC: "postgres.md", LIMIT: "etcd.md"},
        )  # fmt: skip
        assert index.update(second) == 2  # one edited, one gone
        assert found(index, "compact") == ["/etcd/"]
        assert found(index, "defragment") == []
        assert found(index, "uber") == []


def test_the_reading_side_cannot_write() -> None:
    with searching(atlas()) as index, pytest.raises(sqlite3.OperationalError, match="readonly"):
        index._reader.execute("DELETE FROM pages")


def test_a_search_stops_at_its_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("atlas_ssg.serve.search._DEADLINE", -1.0)
    monkeypatch.setattr("atlas_ssg.serve.search._STEPS_BETWEEN_LOOKS", 1)
    with searching(atlas()) as index:
        assert index.search(PANIC) == []


def test_nothing_is_left_behind() -> None:
    with searching(atlas()) as index:
        folder = index.folder
        assert folder.is_dir()
    assert not folder.exists()
