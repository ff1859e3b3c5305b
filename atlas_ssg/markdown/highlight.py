"""Code blocks: Pygments with classes, never inline styles."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from pygments import highlight as pygmentize
from pygments.formatters.html import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

# A block longer than this is shown plain: colours help nobody there, and
# lexers need time that grows with the text.
_MOST_CHARACTERS = 100_000
_FORMATTER = HtmlFormatter(nowrap=True)


def highlight(code: str, language: str) -> str:
    """The HTML of a code block; an unknown language is shown plain."""
    lexer = _lexer(language) if language and len(code) <= _MOST_CHARACTERS else None
    body = pygmentize(code, lexer, _FORMATTER) if lexer else escape(code)
    named = f' data-language="{escape(language)}"' if language else ""
    return f'<pre class="code" tabindex="0"{named}><code>{body}</code></pre>\n'


@lru_cache(maxsize=128)
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None
