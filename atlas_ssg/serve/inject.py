"""What the server adds to its own responses: the script that keeps the open page current.

Nothing that `build` writes holds a script, and a page's own policy forbids any.
So the policy moves from the page into the response's header, where it lets in
this one script, by a number that is new for each response.
"""

from __future__ import annotations

import re
from hashlib import sha256
from html import unescape
from importlib.resources import files

SCRIPT = files("atlas_ssg.serve").joinpath("reload.js").read_bytes()
STREAM = files("atlas_ssg.serve").joinpath("stream.js").read_bytes()

_META_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">\s*')
_STYLESHEET = re.compile(rb'<link\b[^>]*\brel="?stylesheet"?[^>]*>')
_HREF = re.compile(rb'\bhref="?([^"\s>]+)')

# The site's own navigation cannot lead to what only this server has.
_NAVIGATION = re.compile(rb'<nav class="site-nav"[^>]*>\s*<ul>')
_SEARCH = b'<li><a href="/search">Search</a></li>'

# For a page that brings no policy of its own.
_DEFAULT_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)


def digest(page: bytes) -> str:
    """What a page shows, in short. Its stylesheets do not count: a new style is no new page."""
    return sha256(_STYLESHEET.sub(b"", page)).hexdigest()[:32]


def stylesheets(page: bytes) -> list[str]:
    """The addresses of the stylesheets that a page links to, as it spells them."""
    hrefs = (_HREF.search(link) for link in _STYLESHEET.findall(page))
    return [unescape(href[1].decode()) for href in hrefs if href]


def inject(page: bytes, nonce: str) -> bytes:
    """The page with the script, which is told what it looks at, and a link to the search.

    Its policy in the head is taken out: `policy` puts it into the header.
    """
    tag = (
        f'<script src="/_atlas/reload.js" nonce="{nonce}" data-digest="{digest(page)}" defer>'
        "</script>"
    ).encode()
    page = _META_POLICY.sub(b"", page, count=1)
    page = _NAVIGATION.sub(rb"\g<0>" + _SEARCH, page, count=1)
    head, found, rest = page.partition(b"</head>")
    return head + tag + found + rest if found else page + tag


def policy(page: bytes, nonce: str) -> str:
    """The page's own policy, which now lets in the script and what that connects to."""
    own = _META_POLICY.search(page)
    kept = _directives(unescape(own[1].decode()) if own else _DEFAULT_POLICY)
    ours = {
        "script-src": f"'nonce-{nonce}'",
        "worker-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}".strip() for name, value in {**kept, **ours}.items())


def _directives(text: str) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in text.split(";") if part.strip())
    return {name: value for name, _, value in parts}
