"""`atlas-ssg sources` on a small project: the real commands, a fake renderer, a local server."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from atlas_ssg.cli.main import main
from atlas_ssg.config import Config
from atlas_ssg.sources.feeds import LIMITS
from atlas_ssg.sources.reachability import OFFLINE, Answer, Verdict
from tests.checks.examined import SOURCES, page
from tests.fake_renderer import FakeRenderer
from tests.sources.feed_server import FeedServer, feed_server, rss

ROOT = Path(__file__).parent.parent.parent
CONFIG = """\
[[categories]]
id = "systems"
title = "Systems"
folder = "systems"
target = 8
[[kinds]]
id = "storage"
title = "Storage"
[[kinds]]
id = "request-flow"
title = "Request flow"
words = ["gateway"]
[[systems]]
id = "netflix"
title = "Netflix"
[sources]
scale_words = ["billion"]
architecture_words = ["gateway"]
"""


class Renderer(FakeRenderer):
    """The fake, as the command makes and closes it."""

    def __init__(self, config: Config) -> None:
        super().__init__()

    def __enter__(self) -> "Renderer":
        return self

    def __exit__(self, *_: object) -> None:
        pass


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    files = {
        "atlas.toml": CONFIG,
        "content/systems/netflix/storage.md": page(body="It holds 3 nodes [@own-2024].\n"),
        "content/sources/all.yaml": SOURCES,
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("atlas_ssg.diagrams.chromium.ChromiumRenderer", Renderer)
    monkeypatch.setattr("atlas_ssg.cli.sources.today", lambda: date(2026, 11, 25))
    monkeypatch.setattr("atlas_ssg.sources.feeds.LIMITS", replace(LIMITS, public_only=False))
    return tmp_path


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with feed_server() as running:
        yield running


def sources(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["sources", *arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def with_feeds(project: Path, server: FeedServer, *paths: str) -> None:
    feeds = "".join(
        f'[[sources.feeds]]\nsystem = "netflix"\ntitle = "Blog {path[1:]}"\n'
        f'url = "{server.url(path)}"\n'
        for path in paths
    )
    (project / "atlas.toml").write_text(CONFIG + feeds)


def test_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert sources("list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == [
        "Source", "Provenance", "Issued", "Read", "Figures", "Pages", "Systems",
    ]  # fmt: skip
    assert len(lines) == 11
    assert sources("list", "--system", "netflix", "--json") == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["key"] == "own-2024"
    assert found["figures"][0][0] == "3 nodes"
    sources("list", "--provenance", "benchmark", "--sort", "issued", "--json")
    assert [e["key"] for e in json.loads(capsys.readouterr().out)] == ["bench-nobody", "bench-2025"]


def test_what_rests_on_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert sources("list", "own-2024") == 0
    out = capsys.readouterr().out
    assert "own-2024 Our gateway" in out
    assert "cited by systems/netflix/storage.md" in out
    assert "3 nodes: " in out
    assert sources("list", "own-2023") == 2
    assert "Did you mean `own-2024`?" in capsys.readouterr().err


def test_stale(capsys: pytest.CaptureFixture[str]) -> None:
    assert sources("stale", "--months", "24", "--json") == 1
    found = [entry["key"] for entry in json.loads(capsys.readouterr().out)]
    assert "default-stale" in found
    assert "default-3" not in found
    Path("content/sources/all.yaml").write_text(
        'references: [{id: a, title: A, URL: "https://a.test/", custom: {provenance: reported},'
        " accessed: {date-parts: [[2026, 11, 1]]}}]\n"
    )
    assert sources("stale") == 0
    assert "in time" in capsys.readouterr().err


def test_check(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def reach(urls: list[str], *_: object, **__: object) -> dict[str, Answer]:
        dead = Answer(Verdict.DEAD, "404 Not\x1b[31m Found")
        return {u: dead if u.endswith("a.test/1") else Answer(Verdict.FINE) for u in urls}

    monkeypatch.setattr("atlas_ssg.sources.ledger.reach", reach)
    assert sources("check") == 1
    captured = capsys.readouterr()
    assert "own-2024 dead 404 Not [31m Found" in captured.out
    assert "https://web.archive.org/web/20261001/https://a.test/1" in captured.out
    assert "9 of 10 sources answer, 1 are gone" in captured.err
    sources("check", "--json")
    verdicts = {row["key"]: row["verdict"] for row in json.loads(capsys.readouterr().out)}
    assert verdicts["own-2024"] == "dead"
    assert verdicts["own-2016"] == "fine"


def test_check_without_a_network_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lost = Answer(Verdict.UNVERIFIED, OFFLINE)
    monkeypatch.setattr(
        "atlas_ssg.sources.ledger.reach", lambda urls, *_, **__: dict.fromkeys(urls, lost)
    )
    assert sources("check") == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "is this machine on the network?" in captured.err


def test_discover_writes_the_list_of_the_week(
    project: Path, server: FeedServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.bodies["/blog"] = rss(
        ("A gateway\x1b[2J for a billion", "https://blog.test/gateway", "", ""),
        ("Known", "http://a.test/1", "", ""),
    )
    with_feeds(project, server, "/blog", "/tagged", "/missing", "/bomb")
    assert sources("discover") == 0
    captured = capsys.readouterr()
    assert "could feed netflix/request-flow (missing)" in captured.out
    assert "\x1b" not in captured.out
    assert "Blog missing: 404 Not Found" in captured.err
    assert "2 of 4 feeds read, 0 of them unchanged; 4 new articles, 3 this week" in captured.err
    text = (project / "data/discovery/2026-W48.md").read_text()
    assert text.count("- **") == 3
    assert "1 are sources already" in text
    first = json.loads((project / "data/discovery/2026-W48.json").read_text())
    assert first["leads"][0]["title"] == "A gateway [2J for a billion"
    assert sources("discover", "--json") == 0
    second: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert (second["new"], second["unchanged"]) == (0, 1)
    assert second["leads"] == first["leads"]


def test_discover_without_any_answer_is_a_finding(
    project: Path, server: FeedServer, capsys: pytest.CaptureFixture[str]
) -> None:
    with_feeds(project, server, "/missing")
    assert sources("discover", "--output", "lists") == 1
    assert "0 of 1 feeds read" in capsys.readouterr().err
    assert (project / "lists/2026-W48.md").is_file()


def test_discover_without_feeds_says_where_they_go(capsys: pytest.CaptureFixture[str]) -> None:
    assert sources("discover") == 2
    assert "[[sources.feeds]]" in capsys.readouterr().err


def test_the_atlas_names_a_feed_for_each_of_its_systems() -> None:
    from atlas_ssg.config import parse

    file = parse((ROOT / "atlas.toml").read_text(), "atlas.toml")
    assert {feed.system for feed in file.sources.feeds} == {system.id for system in file.systems}
    urls = [feed.url for feed in file.sources.feeds]
    assert len(urls) == len(set(urls))
    assert all(url.startswith("https://") for url in urls)
    assert all(kind.words for kind in file.kinds)
    assert all(category.words for category in file.categories if category.id != "systems"
               and category.counted)  # fmt: skip
