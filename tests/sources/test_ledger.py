"""The ledger of a small bibliography: what rests on each source, its age, and where a copy is."""

from pathlib import Path

import pytest

from atlas_ssg.cache import Cache, Memo
from atlas_ssg.pipeline import examine
from atlas_ssg.progress import SILENT, StageClock
from atlas_ssg.sources.ledger import Entry, Order, check, ledger, ordered, stale, unread
from atlas_ssg.sources.reachability import Manners, Verdict
from tests.checks.examined import LIBRARY, configured, page
from tests.fake_renderer import FakeRenderer
from tests.sources.lying_server import lying_server

BODY = "The gateway takes 1M requests/s [@own-2024] and 2M requests/s [@press-2025].\n"
FILES = {
    "systems/netflix/storage.md": page(body=BODY),
    "incidents/a.md": page(body="It took 5 minutes [@own-2024].\n"),
}


@pytest.fixture(scope="module")
def entries() -> tuple[Entry, ...]:
    seen = examine(
        configured(), FakeRenderer(), StageClock(SILENT), Memo(), files={**LIBRARY, **FILES}
    )
    return ledger(seen.site, seen.indexes)


def keys(found: tuple[Entry, ...]) -> list[str]:
    return [entry.key for entry in found]


def entry(key: str = "a", *, read: str = "", url: str = "", archive: str = "") -> Entry:
    return Entry(key, "A", "P", "reported", "2016-03", read, 24, url, archive, (), (), ())


def test_every_source_with_all_that_rests_on_it(entries: tuple[Entry, ...]) -> None:
    by_key = {one.key: one for one in entries}
    assert len(by_key) == 10
    own = by_key["own-2024"]
    assert own.pages == ("incidents/a.md", "systems/netflix/storage.md")
    assert own.systems == ("netflix",)
    assert {figure[0] for figure in own.figures} == {"1M requests/s", "5 minutes"}
    assert any("content/incidents/a.md:" in place for _, _, place in own.figures)
    assert not by_key["default-3"].figures
    assert not by_key["default-3"].pages


def test_a_price_list_was_read_when_it_was_taken(entries: tuple[Entry, ...]) -> None:
    (price,) = [one for one in entries if one.key == "price-2026"]
    assert (price.read, price.limit) == ("2026-10-01", 12)


def test_orders(entries: tuple[Entry, ...]) -> None:
    assert keys(ordered(entries, Order.KEY)) == sorted(keys(entries))
    assert keys(ordered(entries, Order.FIGURES))[:2] == ["own-2024", "press-2025"]
    assert keys(ordered(entries, Order.ISSUED))[-1] == "summary-b"
    reads = [one.read for one in ordered(entries, Order.READ)]
    assert reads == sorted(reads)


def test_what_is_stale_is_counted_in_months_from_the_day_it_was_read() -> None:
    two, never, year = entry("a", read="2024-11-30"), entry("b"), entry("c", read="2025")
    assert unread(two, "2026-11-01") == 24
    assert unread(never, "2026-11-01") is None
    assert unread(year, "2026-11-01") == 22
    assert keys(stale([two, never, year], "2026-11-01", 24)) == ["b"]
    assert keys(stale([two, never, year], "2026-12-01", 24)) == ["b", "a"]
    assert keys(stale([year], "2020-01-01", 0)) == [], "a day to come is no age"


def test_without_a_number_each_provenance_has_its_own(entries: tuple[Entry, ...]) -> None:
    assert {"default-stale", "own-2016"} <= set(keys(stale(entries, "2026-11-25")))
    assert "price-2026" not in keys(stale(entries, "2026-11-25"))
    assert "price-2026" in keys(stale(entries, "2027-11-25"))


def test_dead_sources_come_with_where_a_copy_may_be(tmp_path: Path) -> None:
    with lying_server() as server:
        given = [
            entry("fine", url=server.url("/fine")),
            entry("kept", url=server.url("/gone"), archive="https://web.archive.test/1"),
            entry("lost", url=server.url("/missing"), read="2026-10-01"),
            entry("undated", url=server.url("/missing/2")),
            entry("guarded", url=server.url("/forbidden")),
        ]
        found = {
            one.entry.key: one
            for one in check(given, Cache(tmp_path), manners=Manners(public_only=False, wait=0.01))
        }
        assert found["fine"].answer.verdict is Verdict.FINE
        assert found["fine"].advice == found["guarded"].advice == ""
        assert found["guarded"].answer.verdict is Verdict.UNVERIFIED
        assert found["kept"].advice == "a copy is kept: https://web.archive.test/1"
        assert f"https://web.archive.org/web/20261001/{given[2].url} " in found["lost"].advice
        assert "/web/201603/" in found["undated"].advice
