"""What the server adds to its own responses: the reload script and the overlay. Never built."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from importlib.resources import files

from atlas_ssg.model.diagnostic import Diagnostic

SCRIPT = files("atlas_ssg.serve").joinpath("reload.js").read_bytes()

# The page's own policy forbids every script; the server sends one of its own.
_PAGE_POLICY = re.compile(rb"<meta http-equiv=\"Content-Security-Policy\"[^>]*>\s*")
_MOST_SHOWN = 5


def inject(page: bytes, page_digest: str, path: str) -> bytes:
    """The page with the reload script, which needs to know what it is looking at."""
    tag = (
        f'<script src="/_atlas/reload.js" data-path="{escape(path)}" '
        f'data-digest="{page_digest}" defer></script>'
    ).encode()
    page = _PAGE_POLICY.sub(b"", page, count=1)
    head, found, rest = page.partition(b"</head>")
    return head + tag + found + rest if found else page + tag


def overlay(problems: Sequence[Diagnostic]) -> str:
    """The problems as HTML, everything in them escaped."""
    shown = "".join(_problem(problem) for problem in problems[:_MOST_SHOWN])
    more = len(problems) - _MOST_SHOWN
    rest = f"<p>and {more} more in the terminal</p>" if more > 0 else ""
    return f"{shown}{rest}"


def _problem(problem: Diagnostic) -> str:
    before = problem.source_line[: problem.place.column - 1]
    caret = "".join("\t" if c == "\t" else " " for c in before) + "^" * max(1, problem.length)
    source = (
        f"<pre>{escape(problem.source_line)}\n{escape(caret)}</pre>" if problem.source_line else ""
    )
    help = f"<p>help: {escape(problem.help)}</p>" if problem.help else ""
    place = escape(str(problem.place))
    return (
        f"<section><h2>{place} <code>{escape(problem.code)}</code></h2>"
        f"<p>{escape(problem.message)}</p>{source}{help}</section>"
    )
