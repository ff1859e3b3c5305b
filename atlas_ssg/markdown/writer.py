"""From tokens to HTML: markdown-it's own renderer with the few rules that are ours."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from atlas_ssg.markdown.acronyms import expand
from atlas_ssg.markdown.highlight import highlight

Tokens = Sequence[Token]


class Writer(RendererHTML):
    """Each method renders the tokens of its name; the rest is markdown-it's.

    `env` holds the page's `glossary`, the acronyms `seen` in this section, and the
    `place_mark` by which the places of its diagrams are known.
    """

    def text(self, tokens: Tokens, index: int, options: OptionsDict, env: EnvType) -> str:
        """Text, with acronyms expanded at first use in each section."""
        content = tokens[index].content
        if env.get("in_heading") or "glossary" not in env:
            return escape(content, quote=False)
        return expand(content, env["glossary"], env["seen"])

    def heading_open(self, tokens: Tokens, index: int, options: OptionsDict, env: EnvType) -> str:
        """A heading begins a section: acronyms are explained anew."""
        env["in_heading"] = True
        env["seen"] = set()
        token = tokens[index]
        return f'<{token.tag} id="{escape(str(token.attrs["id"]))}">'

    def heading_close(self, tokens: Tokens, index: int, options: OptionsDict, env: EnvType) -> str:
        """The heading's own address stands behind it."""
        env["in_heading"] = False
        token = tokens[index]
        anchor = escape(str(token.meta["anchor"]))
        link = f'<a class="anchor" href="#{anchor}" aria-label="Link to this section">#</a>'
        return f"{link}</{token.tag}>\n"

    def citation(self, tokens: Tokens, index: int, options: OptionsDict, env: EnvType) -> str:
        """The numbers of the sources, raised, each a link to the source below."""
        links = ",".join(
            f'<a class="cite" href="#{escape(target)}" aria-label="source {number}">{number}</a>'
            for number, target in tokens[index].meta["links"]
        )
        return f"<sup>{links}</sup>"

    def fence(self, tokens: Tokens, index: int, options: OptionsDict, env: EnvType) -> str:
        """Code, or the empty place of a diagram, at which the body is cut."""
        token = tokens[index]
        ordinal = token.meta.get("diagram")
        if ordinal is not None:
            return f'<div data-diagram="{env["place_mark"]}{ordinal}"></div>\n'
        words = token.info.split()
        return highlight(token.content, words[0] if words else "")

    colon_fence = fence

    def code_block(self, tokens: Tokens, index: int, options: OptionsDict, env: EnvType) -> str:
        """Indented code is plain."""
        return highlight(tokens[index].content, "")

    def table_open(self, tokens: Tokens, index: int, options: OptionsDict, env: EnvType) -> str:
        """A table scrolls on its own, and a keyboard can scroll it."""
        return '<div class="table-scroll" tabindex="0" role="region" aria-label="Table"><table>\n'

    def table_close(self, tokens: Tokens, index: int, options: OptionsDict, env: EnvType) -> str:
        """The end of the table and its box."""
        return "</table></div>\n"

    def th_open(self, tokens: Tokens, index: int, options: OptionsDict, env: EnvType) -> str:
        """A header cell says what it heads; alignment is a class, not a style."""
        return f'<th scope="col"{_alignment(tokens[index])}>'

    def td_open(self, tokens: Tokens, index: int, options: OptionsDict, env: EnvType) -> str:
        """A cell, its alignment as a class."""
        return f"<td{_alignment(tokens[index])}>"

    def image(self, tokens: Tokens, index: int, options: OptionsDict, env: EnvType) -> str:
        """An image of the site, loaded when it comes into view; any other is a link or its text."""
        token = tokens[index]
        alt = escape(self.renderInlineAsText(token.children or [], options, env))
        source = escape(str(token.attrs.get("src", "")))
        if token.meta.get("external"):
            return f'<a href="{source}" rel="noopener">{alt or source}</a>'
        if not source:
            return f"<span>{alt}</span>"
        title = token.attrs.get("title")
        titled = f' title="{escape(str(title))}"' if title else ""
        return f'<img src="{source}" alt="{alt}" loading="lazy"{titled}>'


def _alignment(token: Token) -> str:
    style: Any = token.attrs.get("style", "")
    _, _, side = str(style).partition("text-align:")
    return f' class="align-{side.strip()}"' if side.strip() in {"left", "right", "center"} else ""
