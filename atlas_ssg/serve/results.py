"""The page of search results: a plain form and a list, no script."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from atlas_ssg.serve.search import Hit


def results_page(
    query: str, category: str, system: str, hits: Sequence[Hit], stylesheet: str
) -> str:
    """HTML of the results; everything that came from outside is escaped."""
    narrowed = "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">'
        for name, value in (("category", category), ("system", system))
        if value
    )
    found = "".join(_hit(hit, query) for hit in hits)
    if query and not hits:
        found = "<li>Nothing found. Fewer words, or the exact message, may help.</li>"
    title = f"{query} – search" if query else "Search"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)}</title><link rel="stylesheet" href="{escape(stylesheet)}"></head>'
        '<body><main id="main" class="page search-results"><h1>Search</h1>'
        '<form action="/search" method="get" role="search">'
        '<label for="q">Error message, metric, system or word</label> '
        f'<input id="q" name="q" type="search" value="{escape(query)}" size="60" autofocus> '
        f"{narrowed}<button>Search</button></form>"
        f'<ol>{found}</ol><p><a href="/">Home</a></p></main></body></html>'
    )


def _hit(hit: Hit, query: str) -> str:
    excerpt = escape(hit.excerpt).replace("\x02", "<mark>").replace("\x03", "</mark>")
    facets = " · ".join(
        f'<a href="/search?q={_quoted(query)}&amp;{name}={_quoted(value)}">{escape(value)}</a>'
        for name, value in (("category", hit.category), ("system", hit.system))
        if value
    )
    return (
        f'<li><a href="{escape(hit.permalink)}">{escape(hit.title)}</a> <small>{facets}</small>'
        f"<p>{excerpt}</p></li>"
    )


def _quoted(text: str) -> str:
    return quote(text, safe="")
