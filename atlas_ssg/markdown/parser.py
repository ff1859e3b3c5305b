"""The one configured parser: GitHub's Markdown, definition lists, admonitions, citations."""

from __future__ import annotations

from functools import lru_cache

from markdown_it import MarkdownIt
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.gfm import gfm_plugin

from atlas_ssg.markdown.citations import citation_rule
from atlas_ssg.markdown.writer import Writer

# markdown-it drops what is nested deeper than this without a word; the page
# reports it when it comes near.
MOST_NESTING = 100

# In the order in which they are put on; then our own rules, before the named ones.
_PLUGINS = (
    gfm_plugin,  # tables, strikethrough, task lists, alerts, footnotes, bare addresses
    deflist_plugin,  # term, newline, ": definition"
    admon_plugin,  # !!! note "Title"
    colon_fence_plugin,  # :::mermaid
)
_INLINE_RULES = (("link", "citation", citation_rule),)


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """The parser; it holds no state of a page."""
    options = {"html": True, "maxNesting": MOST_NESTING}
    markdown = MarkdownIt("commonmark", options, renderer_cls=Writer)
    for plugin in _PLUGINS:
        markdown.use(plugin)
    markdown.add_render_rule("colon_fence", Writer.fence)
    for before, name, rule in _INLINE_RULES:
        markdown.inline.ruler.before(before, name, rule)
    return markdown
