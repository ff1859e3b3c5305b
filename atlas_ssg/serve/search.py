"""Full-text search over a site: SQLite's FTS5, ranked, with excerpts, no script needed.

An error string is pasted whole, punctuation and all, so a query is never
parsed as FTS5's language: it is cut into words as the index cuts text, and
each word is quoted. Pages that hold the words as one phrase come first, then
those that hold all of them, then those that hold any.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from atlas_ssg.model.citation import MARK_GUARD
from atlas_ssg.model.diagram import Graph, Rendered
from atlas_ssg.model.page import Page
from atlas_ssg.model.site import Site

# Weights of bm25 in the order of the columns: a hit in a title or an exact
# error message says more than one in the text.
_COLUMNS = ("title", "errors", "headings", "labels", "body")
_WEIGHTS = (10.0, 8.0, 4.0, 2.0, 1.0)
_EXCERPT_WORDS = 24
_MOST_WORDS = 48
_WORD = re.compile(r"\w+")
_MARK = re.compile(rf"{MARK_GUARD}\[\d+\]{MARK_GUARD}")

# A query that walks more than this many virtual-machine steps is stopped.
_STEPS = 2_000_000


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that was found. `excerpt` holds matches between \\x02 and \\x03."""

    permalink: str
    title: str
    category: str
    system: str
    excerpt: str


class SearchIndex:
    """An index of one site, in memory. Queries only read."""

    def __init__(self, site: Site) -> None:
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.execute(
            "CREATE VIRTUAL TABLE pages USING fts5("
            "permalink UNINDEXED, category UNINDEXED, system UNINDEXED, "
            + ", ".join(_COLUMNS)
            + ", tokenize = \"unicode61 remove_diacritics 2 tokenchars '_'\")"
        )
        self._database.executemany(
            f"INSERT INTO pages VALUES ({', '.join('?' * (3 + len(_COLUMNS)))})",
            (_row(page, site) for page in site.pages.values()),
        )
        self._database.execute("PRAGMA query_only = ON")

    def search(
        self, query: str, *, category: str = "", system: str = "", limit: int = 20
    ) -> list[Hit]:
        """The best `limit` pages for `query`, optionally of one category or system."""
        words = _WORD.findall(query)[:_MOST_WORDS]
        found: dict[str, Hit] = {}
        for expression in _expressions(words):
            for hit in self._match(expression, category, system, limit):
                found.setdefault(hit.permalink, hit)
            if len(found) >= limit:
                break
        return list(found.values())[:limit]

    def _match(self, expression: str, category: str, system: str, limit: int) -> list[Hit]:
        steps = iter(range(_STEPS // 1000))
        self._database.set_progress_handler(lambda: int(next(steps, None) is None), 1000)
        sql = (
            "SELECT permalink, title, category, system, "
            f"snippet(pages, -1, char(2), char(3), '…', {_EXCERPT_WORDS}) FROM pages "
            "WHERE pages MATCH ? AND (? = '' OR category = ?) AND (? = '' OR system = ?) "
            f"ORDER BY bm25(pages, 0, 0, 0, {', '.join(map(str, _WEIGHTS))}), permalink LIMIT ?"
        )
        values = (expression, category, category, system, system, limit)
        try:
            return [Hit(*row) for row in self._database.execute(sql, values)]
        except sqlite3.OperationalError:
            return []  # interrupted: the next, looser expression is not tried in vain
        finally:
            self._database.set_progress_handler(None, 0)


def _expressions(words: list[str]) -> Iterator[str]:
    """The words as one phrase, all of them, any of them; the last may be the start of a word."""
    if not words:
        return
    quoted = [f'"{word}"' for word in words]
    yield '"' + " ".join(words) + '"'
    if len(words) > 1:
        yield " AND ".join(quoted)
    yield " OR ".join([*quoted, f"{quoted[-1]}*"])


def _row(page: Page, site: Site) -> tuple[str, ...]:
    errors = [error.text for error in site.facts.errors if error.page == page.path]
    labels = [
        text
        for fence in page.fences
        if isinstance(outcome := site.diagrams.get((page.path, fence.ordinal)), Rendered)
        for text in _labels(outcome.graph)
    ]
    body = [page.description, *(passage.text for passage in page.passages)]
    headings = [heading.text for heading in page.headings]
    text = (_plain(part) for part in (errors, headings, labels, body))
    return (page.permalink, page.category, page.system, page.title, *text)


def _labels(graph: Graph) -> Iterator[str]:
    yield from (node.label for node in graph.nodes)
    yield from (edge.label for edge in graph.edges if edge.label)
    yield from (group.label for group in graph.groups)
    yield from graph.texts


def _plain(parts: list[str]) -> str:
    return _MARK.sub("", "\n".join(parts))
