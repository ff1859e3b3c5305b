"""Discovery: what is remembered, what an article is worth, and the list that comes of it."""

import json
from datetime import date
from pathlib import Path

import pytest

from atlas_ssg.config import ConfigFile, parse
from atlas_ssg.model.citation import Provenance, Reference
from atlas_ssg.model.index import CategoryIndex, Indexes, MatrixCell, SystemMatrix
from atlas_ssg.model.source import NOWHERE
from atlas_ssg.sources.discovery import Discovery, discover
from atlas_ssg.sources.feeds import FeedAnswer, Validators
from atlas_ssg.sources.memory import Memory, Seen, identity, recall, remember
from atlas_ssg.sources.reading import Article, articles
from atlas_ssg.sources.scoring import Scorer
from atlas_ssg.sources.weekly import as_json, escaped, markdown
from tests.sources.feed_server import ATOM, GOOD, rss

TODAY = date(2026, 11, 25)
EMPTY = Memory({}, {})
MARKS = Validators('"v1"', "Tue, 24 Nov 2026 10:00:00 GMT")
CONFIG = """\
[[categories]]
id = "incidents"
title = "Incidents"
folder = "incidents"
target = 100
words = ["outage"]
[[kinds]]
id = "storage"
title = "Storage"
words = ["database", "shard"]
[[kinds]]
id = "request-flow"
title = "Request flow"
words = ["gateway"]
[[systems]]
id = "netflix"
title = "Netflix"
[sources]
scale_words = ["billion", "p99"]
architecture_words = ["shard", "database", "gateway"]
"""
FEED = '[[sources.feeds]]\nsystem = "{system}"\ntitle = "{title}"\nurl = "{url}"\n'
INDEXES = Indexes(
    categories=(CategoryIndex("incidents", "Incidents", "/incidents/", "", 100, True, (), 10),),
    systems=(
        SystemMatrix(
            "netflix", "Netflix", 1, "", "", "/systems/netflix/",
            (MatrixCell("storage", "Storage", "missing"),
             MatrixCell("request-flow", "Request flow", "complete")),
        ),
    ),
)  # fmt: skip


Feeds = dict[str, bytes | str]  # title -> what it holds, or why it failed


def url(title: str) -> str:
    return f"https://feeds.test/{title}"


def answered(held: bytes | str) -> FeedAnswer:
    if isinstance(held, str):
        return FeedAnswer("unchanged" if held == "unchanged" else "failed", held)
    return FeedAnswer("read", "", articles(held), MARKS)


def discovered(
    feeds: Feeds,
    *,
    memory: Memory = EMPTY,
    today: date = TODAY,
    sources: dict[str, Reference] | None = None,
) -> tuple[Discovery, Memory]:
    tables = [FEED.format(system="netflix", title=title, url=url(title)) for title in feeds]
    file = parse(CONFIG + "".join(tables), "atlas.toml")
    answers = {url(title): answered(held) for title, held in feeds.items()}
    return discover(file, INDEXES, sources or {}, memory, answers, today)


def reference(url: str) -> Reference:
    return Reference("known", "Known", url, Provenance.FIRST_PARTY, NOWHERE)


def scorer() -> Scorer:
    return Scorer(parse(CONFIG, "atlas.toml"), INDEXES.systems, INDEXES.categories)


def test_words_and_gaps_make_the_score() -> None:
    article = Article("Sharding a database", "", "", "At p99, a billion rows; again a billion.")
    score = scorer().score(article, "netflix")
    assert score.scale == ("p99", "billion")
    assert score.architecture == ("shard", "database")
    assert [(t.id, t.state, t.points) for t in score.targets] == [("netflix/storage", "missing", 4)]
    assert score.points == 2 * 2 + 2 * 2 + 4, "scale twice, words of the title twice, the gap"


def test_a_category_far_from_its_target_is_a_gap_too() -> None:
    score = scorer().score(Article("An outage", "", "", ""), "")
    assert [(t.id, t.state, t.points) for t in score.targets] == [("incidents", "10 of 100", 3)]


def test_words_match_where_a_word_begins_only() -> None:
    score = scorer().score(Article("Ergateway multibillion", "", "", "Gateways"), "netflix")
    assert (score.scale, score.architecture) == ((), ("gateway",))
    assert [t.state for t in score.targets] == ["complete"]


def test_an_atlas_without_words_scores_nothing() -> None:
    score = Scorer(ConfigFile(), (), ()).score(Article("A billion", "", "", ""), "netflix")
    assert (score.points, score.targets) == (0, ())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.test/x", "http://www.A.test/x/", True),
        ("https://a.test/x?utm_source=rss&source=rss", "https://a.test/x#top", True),
        ("https://a.test/x?id=1", "https://a.test/x?id=2", False),
        ("https://a.test:8443/x", "https://a.test/x", False),
        ("https://a.test/X", "https://a.test/x", False),
    ],
)
def test_what_tells_addresses_apart(one: str, other: str, same: bool) -> None:
    assert (identity(one) == identity(other)) is same


def test_the_best_comes_first_and_failures_are_told() -> None:
    found, _ = discovered({"Blog": GOOD, "Status": ATOM, "Gone": "404 Not Found"})
    assert (found.week, found.feeds, found.new) == ("2026-W48", 3, 3)
    assert [lead.title for lead in found.leads] == [
        "How we shard a billion rows", "Outage of the gateway", "Team lunch",
    ]  # fmt: skip
    assert [failure.why for failure in found.failures] == ["404 Not Found"]


def test_what_is_a_source_already_is_left_out() -> None:
    known = {"known": reference("https://www.blog.test/shard/?utm_source=x")}
    found, _ = discovered({"Blog": GOOD}, sources=known)
    assert (found.known, [lead.title for lead in found.leads]) == (1, ["Team lunch"])


def test_a_second_look_in_the_same_week_gives_the_same_list() -> None:
    first, memory = discovered({"Blog": GOOD})
    feeds: Feeds = {"Blog": "unchanged"}
    second, after = discovered(feeds, memory=memory, today=date(2026, 11, 29))
    assert (first.new, second.new, second.unchanged) == (2, 0, 1)
    assert second.leads == first.leads
    assert after == memory


def test_next_week_only_what_is_new() -> None:
    _, memory = discovered({"Blog": GOOD})
    later = rss(
        ("A gateway", "https://blog.test/new", "", ""),
        ("Team lunch", "https://blog.test/lunch", "", ""),
    )
    found, after = discovered({"Blog": later}, memory=memory, today=date(2026, 12, 1))
    assert [lead.title for lead in found.leads] == ["A gateway"]
    assert after.seen[identity("https://blog.test/lunch")].day == "2026-11-25"
    assert after.seen[identity("https://blog.test/shard")].article.text == ""


def test_a_failure_forgets_nothing() -> None:
    _, memory = discovered({"Blog": GOOD})
    assert memory.validators == {url("Blog"): MARKS}
    _, after = discovered({"Blog": "404 Not Found"}, memory=memory)
    assert after == memory


@pytest.mark.parametrize(
    "link", ["", "javascript:alert(1)", "data:text/html,x", "/relative", "https://user:pw@a.test/"]
)
def test_only_addresses_of_the_web_are_taken(link: str) -> None:
    found, memory = discovered({"Odd": rss(("Odd", link, "", ""))})
    assert found.leads == ()
    assert memory.seen == {}


def test_the_memory_is_written_whole_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / ".atlas/discovery.json"
    article = Article("Title", "https://a.test/", "2026-11-24", "text")
    memory = Memory(
        {"https://f.test/": Validators('"1"', "then")},
        {"//a.test": Seen("https://f.test/", "2026-11-25", article)},
    )
    remember(path, memory)
    assert recall(path) == memory
    assert [file.name for file in path.parent.iterdir()] == ["discovery.json"]


@pytest.mark.parametrize("text", ["", "[]", '{"version": 2, "feeds": {}, "seen": {}}', "\x00"])
def test_a_memory_that_cannot_be_read_is_an_empty_one(tmp_path: Path, text: str) -> None:
    path = tmp_path / "discovery.json"
    path.write_text(text)
    assert recall(path) == EMPTY
    assert recall(tmp_path / "none.json") == EMPTY


def test_the_list_in_markdown() -> None:
    found, _ = discovered({"A/B": GOOD, "Gone": "404 Not Found"})
    assert markdown(found, 1) == (
        "# New sources, week 2026-W48\n\n"
        "2 articles from 2 feeds, the most promising first; 1 more are left out.\n\n"
        "- **13** [How we shard a billion rows](<https://blog.test/shard>), A\\/B,"
        " 2026-11-24\n"
        "  - could feed: `netflix/storage` (missing)\n"
        "  - words: billion, p99; shard, database\n\n"
        "## Feeds that could not be read\n\n"
        "- Gone: 404 Not Found\n"
    )


def test_the_list_in_json() -> None:
    found, _ = discovered({"Blog": GOOD})
    data = json.loads(as_json(found, 1))
    assert data["left_out"] == 1
    assert data["leads"][0]["score"]["targets"][0] == {
        "id": "netflix/storage", "title": "Storage", "state": "missing", "points": 4,
    }  # fmt: skip


def test_what_a_feed_says_is_no_markup() -> None:
    title = "](javascript:x) <img src=x onerror=y> **b** `c` # | ![i](j)"
    found, _ = discovered({"Evil": rss((title, "https://x.test/a>(b)[c] d", "", ""))})
    text = markdown(found, 9)
    (line,) = [line for line in text.splitlines() if "x.test" in line]
    assert "(<https://x.test/a%3E%28b%29%5Bc%5D%20d>)" in line
    assert "<img" not in line
    assert "![" not in line
    from markdown_it import MarkdownIt

    html = MarkdownIt("commonmark", {"html": True}).render(text)
    assert html.count("<a ") == 1
    assert "<img" not in html
    assert "<strong>b" not in html
    assert "<code>c" not in html


def test_escaping_shows_every_character_as_it_is() -> None:
    from markdown_it import MarkdownIt

    every = "".join(map(chr, range(33, 127)))
    html = MarkdownIt("commonmark").renderInline(escaped(every))
    shown = every.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert html == shown.replace('"', "&quot;")
