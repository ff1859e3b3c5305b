"""The page of search results: the site's own shell around a plain form and a list, no script."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from atlas_ssg.serve.live import Snapshot
from atlas_ssg.serve.search import Hit

_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_OF_HOME = re.compile(r'<link rel="(?:canonical|alternate)"[^>]*>\s*|<meta (?:name|property)="'
                      r'(?:description|og:[^"]*)"[^>]*>\s*')  # fmt: skip
_MAIN = re.compile(r"(<main\b[^>]*>)(.*)(</main>)", re.DOTALL)
_BARE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title></title></head>'
    "<body><main></main></body></html>"
)


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked: the words, and the category and system to stay in (or empty)."""

    text: str
    category: str = ""
    system: str = ""


def results_page(query: Query, hits: Sequence[Hit], snapshot: Snapshot) -> str:
    """HTML of the results; everything that came from outside is escaped.

    The shell is that of the home page, which stands at the same depth as
    `/search`, so its relative addresses lead where they should.
    """
    home = snapshot.content("index.html").decode()
    shell = home if _MAIN.search(home) and _TITLE.search(home) else _BARE
    title = f"{query.text} · Search" if query.text else "Search"
    shell = _TITLE.sub(lambda _: f"<title>{escape(title)}</title>", _OF_HOME.sub("", shell), 1)
    body = (
        '<div class="title"><h1>Search</h1></div><div class="search-results">'
        f"{_form(query, snapshot)}{_found(query, hits, snapshot)}</div>"
    )
    return _MAIN.sub(lambda main: f"{main[1]}{body}{main[3]}", shell, 1)


def _form(query: Query, snapshot: Snapshot) -> str:
    return (
        '<form action="/search" method="get" role="search" class="filters">'
        '<label for="q">Error message, metric, system or word</label> '
        f'<input id="q" name="q" type="search" value="{escape(query.text)}" size="40" autofocus> '
        f"{_choice('category', 'Category', query.category, snapshot.categories)} "
        f"{_choice('system', 'System', query.system, snapshot.systems)} "
        "<button>Search</button></form>"
    )


def _choice(name: str, label: str, chosen: str, known: Sequence[tuple[str, str]]) -> str:
    options = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>'
        f"{escape(title)}</option>"
        for value, title in (("", "any"), *known)
    )
    return f'<label>{label} <select name="{name}">{options}</select></label>'


def _found(query: Query, hits: Sequence[Hit], snapshot: Snapshot) -> str:
    if not query.text:
        return ""
    if not hits:
        return "<p>Nothing found. Fewer words, or no filter, may help.</p>"
    return f'<ol class="rows">{"".join(_hit(hit, query, snapshot) for hit in hits)}</ol>'


def _hit(hit: Hit, query: Query, snapshot: Snapshot) -> str:
    excerpt = escape(hit.excerpt).replace("\x02", "<mark>").replace("\x03", "</mark>")
    facets = "".join(
        f'<span><a href="/search?{escape(urlencode({"q": query.text, name: value}))}">'
        f"{escape(dict(known).get(value, value))}</a></span>"
        for name, value, known in (
            ("category", hit.category, snapshot.categories),
            ("system", hit.system, snapshot.systems),
        )
        if value
    )
    return (
        f'<li class="row"><div><a class="row-title" href="{escape(hit.permalink)}">'
        f'{escape(hit.title)}</a><p>{excerpt}</p><p class="row-notes">{facets}</p></div></li>'
    )
