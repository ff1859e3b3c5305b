"""Full-text search over a site: SQLite's FTS5, ranked, with excerpts, no script needed.

An error string is pasted whole, punctuation and all, so a query is never
parsed as FTS5's language: it is cut into words as the index cuts text, and
each word is quoted. Pages that explain an exact message which is (part of) the
query come first, then those whose messages hold the words as one phrase, those
that hold the phrase anywhere, those that hold all of the words, and those that
hold any.
"""

from __future__ import annotations

import re
import sqlite3
import time
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from atlas_ssg.model.citation import MARK
from atlas_ssg.model.diagram import Graph, Outcome, Rendered
from atlas_ssg.model.page import Page
from atlas_ssg.model.site import Site

# Weights of bm25 in the order of the columns: a hit in a title or an exact
# error message says more than one in the text.
_COLUMNS = ("title", "errors", "headings", "labels", "body")
_WEIGHTS = (10.0, 8.0, 4.0, 2.0, 1.0)
_EXCERPT_WORDS = 24
_MOST_WORDS = 48
_WORD = re.compile(r"\w+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

# One search may take so long, then it answers with what it has. Seconds.
_DEADLINE = 0.25
_STEPS_BETWEEN_LOOKS = 1000

_SCHEMA = f"""
PRAGMA journal_mode = WAL;
PRAGMA synchronous = OFF;
CREATE VIRTUAL TABLE pages USING fts5(
  permalink UNINDEXED, category UNINDEXED, system UNINDEXED, {", ".join(_COLUMNS)},
  tokenize = "unicode61 remove_diacritics 2 tokenchars '_'"
);
CREATE TABLE messages (page INTEGER NOT NULL, words TEXT NOT NULL, text TEXT NOT NULL);
CREATE INDEX messages_page ON messages (page);
"""
_INSERT = f"INSERT INTO pages VALUES ({', '.join('?' * (3 + len(_COLUMNS)))})"
_EXACT = """
SELECT permalink, title, category, system, char(2) || text || char(3)
FROM messages JOIN pages ON pages.rowid = messages.page
WHERE instr(?, words) AND (? = '' OR category = ?) AND (? = '' OR system = ?)
ORDER BY length(words) DESC, permalink
LIMIT ?
"""
_SELECT = f"""
SELECT permalink, title, category, system,
       snippet(pages, -1, char(2), char(3), '…', {_EXCERPT_WORDS})
FROM pages
WHERE pages MATCH ? AND (? = '' OR category = ?) AND (? = '' OR system = ?)
ORDER BY bm25(pages, 0, 0, 0, {", ".join(map(str, _WEIGHTS))}), permalink
LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that was found. `excerpt` holds matches between \\x02 and \\x03."""

    permalink: str
    title: str
    category: str
    system: str
    excerpt: str


class SearchIndex:
    """An index of one site, in a temporary file. `update` writes, `search` can only read.

    The two have a connection each, so a search sees the last finished update
    while the next one is being written by another thread.
    """

    def __init__(self) -> None:
        self._temporary = TemporaryDirectory(prefix="atlas-search-", ignore_cleanup_errors=True)
        self.folder = Path(self._temporary.name)
        file = self.folder / "search.sqlite"
        self._writer = sqlite3.connect(file, check_same_thread=False)
        self._writer.executescript(_SCHEMA)
        self._reader = sqlite3.connect(
            f"{file.as_uri()}?mode=ro", uri=True, check_same_thread=False
        )
        self._rows: dict[str, tuple[tuple[Any, ...], int]] = {}
        self._site: Site | None = None

    def close(self) -> None:
        """Close both connections and remove the file."""
        self._reader.close()
        self._writer.close()
        self._temporary.cleanup()

    def update(self, site: Site) -> int:
        """Bring the index up to `site`: only pages that changed are written. How many did."""
        if site is self._site:
            return 0
        self._site = site
        errors = _by_page(site)
        wanted = {
            path: (page, errors.get(path, ()), _outcomes(page, site.diagrams))
            for path, page in site.pages.items()
        }
        stale = [p for p, (inputs, _) in self._rows.items() if wanted.get(p) != inputs]
        with self._writer:
            for path in stale:
                _, number = self._rows.pop(path)
                self._writer.execute("DELETE FROM pages WHERE rowid = ?", (number,))
                self._writer.execute("DELETE FROM messages WHERE page = ?", (number,))
            fresh = [path for path in wanted if path not in self._rows]
            for path in fresh:
                number = self._writer.execute(_INSERT, _row(*wanted[path])).lastrowid or 0
                self._rows[path] = (wanted[path], number)
                self._writer.executemany(
                    "INSERT INTO messages VALUES (?, ?, ?)",
                    [
                        (number, _spaced(words), _plain([text]))
                        for text in errors.get(path, ())
                        if (words := _words(text))
                    ],
                )
        return len(fresh) + len(set(stale) - wanted.keys())

    def search(
        self, query: str, *, category: str = "", system: str = "", limit: int = 20
    ) -> list[Hit]:
        """The best `limit` pages for `query`, optionally of one category or system."""
        words = _words(query)[:_MOST_WORDS]
        until = time.monotonic() + _DEADLINE
        self._reader.set_progress_handler(
            lambda: int(time.monotonic() > until), _STEPS_BETWEEN_LOOKS
        )
        found: dict[str, Hit] = {}
        for sql, first in _queries(words):
            values = (first, category, category, system, system, limit)
            try:
                rows = self._reader.execute(sql, values).fetchall()
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                    raise
                break  # out of time
            for row in rows:
                found.setdefault(row[0], Hit(*row))
            if len(found) >= limit:
                break
        return list(found.values())[:limit]


@contextmanager
def searching(site: Site) -> Iterator[SearchIndex]:
    """An index of `site` for a while."""
    index = SearchIndex()
    try:
        index.update(site)
        yield index
    finally:
        index.close()


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text))


def _spaced(words: list[str]) -> str:
    """Words between blanks, so that one such text is found in another only as whole words."""
    return f" {' '.join(words).casefold()} "


def _queries(words: list[str]) -> Iterator[tuple[str, str]]:
    """(SQL, its first value), from strict to loose; the last word may be the start of a word."""
    if not words:
        return
    quoted = [f'"{word}"' for word in words]
    phrase = '"' + " ".join(words) + '"'
    yield _EXACT, _spaced(words)
    yield _SELECT, f"errors : {phrase}"
    yield _SELECT, phrase
    if len(words) > 1:
        yield _SELECT, " AND ".join(quoted)
    yield _SELECT, " OR ".join([*quoted, f"{quoted[-1]}*"])


def _by_page(site: Site) -> dict[str, tuple[str, ...]]:
    """The exact error messages of each page."""
    messages: dict[str, list[str]] = {}
    for error in site.facts.errors:
        messages.setdefault(error.page, []).append(error.text)
    return {page: tuple(texts) for page, texts in messages.items()}


def _outcomes(page: Page, diagrams: Mapping[tuple[str, int], Outcome]) -> tuple[Any, ...]:
    return tuple(diagrams.get((page.path, fence.ordinal)) for fence in page.fences)


def _row(page: Page, errors: tuple[str, ...], outcomes: tuple[Any, ...]) -> tuple[str, ...]:
    graphs = [outcome.graph for outcome in outcomes if isinstance(outcome, Rendered)]
    labels = [text for graph in graphs for text in _labels(graph)]
    body = [page.description, *(passage.text for passage in page.passages)]
    headings = [heading.text for heading in page.headings]
    text = (_plain(part) for part in ([page.title], errors, headings, labels, body))
    return (page.permalink, page.category, page.system, *text)


def _labels(graph: Graph) -> Iterator[str]:
    yield from (node.label for node in graph.nodes)
    yield from (edge.label for edge in graph.edges if edge.label)
    yield from (group.label for group in graph.groups)
    yield from graph.texts


def _plain(parts: Iterable[str]) -> str:
    """Text without the markers of citations, and without control characters but line ends."""
    text = unicodedata.normalize("NFC", MARK.sub("", "\n".join(filter(None, parts))))
    return _CONTROL.sub("", text)
