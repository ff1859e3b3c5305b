"""Discovery: what is new in the feeds, ranked by what the atlas lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlsplit

from msgspec.structs import replace

from atlas_ssg.config import ConfigFile
from atlas_ssg.model.citation import Reference
from atlas_ssg.model.index import Indexes
from atlas_ssg.sources.feeds import FeedAnswer, Validators
from atlas_ssg.sources.memory import Memory, Seen, identity
from atlas_ssg.sources.scoring import Score, Scorer

# What may stand in an address as it is; the rest is percent-encoded, brackets and quotes too.
_SAFE = "/:?&=%@+,;~-._!*#$"


@dataclass(frozen=True, slots=True)
class Lead:
    """An article that may be a source: where it was found, and what it is worth."""

    title: str
    link: str
    published: str
    feed: str
    system: str
    score: Score


@dataclass(frozen=True, slots=True)
class Failure:
    """A feed that could not be read, and why."""

    title: str
    url: str
    why: str


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a week brought. `leads` are ranked, the best first; `new` of them came just now.

    `week` is the ISO week; `known` counts articles that are sources already.
    """

    week: str
    leads: tuple[Lead, ...]
    new: int
    known: int
    feeds: int
    unchanged: int
    failures: tuple[Failure, ...]


def discover(
    file: ConfigFile,
    indexes: Indexes,
    references: Mapping[str, Reference],
    memory: Memory,
    answers: Mapping[str, FeedAnswer],
    today: date,
) -> tuple[Discovery, Memory]:
    """The week's articles that are no sources yet, and what to remember of what feeds answered."""
    feeds = {feed.url: feed for feed in file.sources.feeds}
    after = _remembering(memory, answers, today)
    week = _week(today)
    sources = {identity(entry.url) for entry in references.values()}
    scorer = Scorer(file, indexes.systems, indexes.categories)
    leads, known = [], 0
    for key, seen in after.seen.items():
        feed = feeds.get(seen.feed)
        if feed is None or _seen_in(seen) != week:
            continue
        if key in sources:
            known += 1
            continue
        article = seen.article
        score = scorer.score(article, feed.system)
        leads.append(
            Lead(article.title, article.link, article.published, feed.title, feed.system, score)
        )
    return (
        Discovery(
            week=week,
            leads=tuple(sorted(leads, key=_rank)),
            new=len(after.seen.keys() - memory.seen.keys()),
            known=known,
            feeds=len(feeds),
            unchanged=sum(answer.state == "unchanged" for answer in answers.values()),
            failures=tuple(
                Failure(feeds[url].title, url, answer.why)
                for url, answer in answers.items()
                if answer.state == "failed"
            ),
        ),
        after,
    )


def _remembering(memory: Memory, answers: Mapping[str, FeedAnswer], today: date) -> Memory:
    """The memory with what the feeds gave. An article keeps the day on which it was first seen.

    The text of earlier weeks is forgotten: those lists are written.
    """
    validators: dict[str, Validators] = dict(memory.validators)
    week = _week(today)
    seen = {key: entry if _seen_in(entry) == week else _bare(entry)
            for key, entry in memory.seen.items()}  # fmt: skip
    for url, answer in answers.items():
        if answer.state == "read":
            validators[url] = answer.validators
        for article in answer.articles:
            link = _web_address(article.link)
            if link and article.title:
                entry = Seen(url, today.isoformat(), replace(article, link=link))
                seen.setdefault(identity(link), entry)
    return Memory(validators, seen)


def _bare(entry: Seen) -> Seen:
    return replace(entry, article=replace(entry.article, text=""))


def _seen_in(entry: Seen) -> str:
    """The ISO week in which an article was first seen; "" for a day that is none."""
    try:
        return _week(date.fromisoformat(entry.day))
    except ValueError:
        return ""


def _web_address(link: str) -> str:
    """The address, if it is one of the web, with nothing in it that could end a link's markup."""
    try:
        parts = urlsplit(link.strip())
        named = parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.username
    except ValueError:
        return ""
    return quote(link.strip(), safe=_SAFE) if named else ""


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def _rank(lead: Lead) -> tuple[int, tuple[int, ...], str]:
    """Highest score first, of equal ones the newest."""
    newest = tuple(-ord(character) for character in lead.published) or (1,)
    return (-lead.score.points, newest, lead.link)
