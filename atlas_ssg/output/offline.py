"""What a site needs to open from disk: every address a file of its own, and nothing else loaded."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from atlas_ssg.model.markup import in_tag
from atlas_ssg.model.output import OutputFile
from atlas_ssg.output.writer import PublishError

# Browsers refuse these from `file://`, or they turn every relative address elsewhere.
_REFUSED = re.compile(r"<(script|base|iframe|object|embed)\b|\s(integrity)=", re.IGNORECASE)
_ADDRESS = re.compile(r"""\s(?:xlink:)?(href|src|srcset|poster)=("[^"]*"|'[^']*')""")
_STYLE_URL = re.compile(r"""url\(\s*["']?([^"')]+)""")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_MOST_SHOWN = 5


def require_offline(files: Iterable[OutputFile]) -> None:
    """Raise `PublishError` with the first things that would not work from disk."""
    found = list(offline_problems(files))
    if found:
        more = f" (and {len(found) - _MOST_SHOWN} more)" if len(found) > _MOST_SHOWN else ""
        raise PublishError(
            "the site does not open from disk: " + "; ".join(found[:_MOST_SHOWN]) + more,
            "mend the pages or templates named; nothing was written",
        )


def offline_problems(files: Iterable[OutputFile]) -> Iterator[str]:
    """As in "a/index.html: `/b/` is not relative"."""
    files = list(files)
    known = frozenset(file.path for file in files)
    for file in files:
        if file.path.endswith(".html"):
            yield from (f"{file.path}: {problem}" for problem in _in_page(file, known))
        elif file.path.endswith(".css"):
            for match in _STYLE_URL.finditer(file.content.decode(errors="replace")):
                if problem := _wrong(match[1], posixpath.dirname(file.path), known, loaded=True):
                    yield f"{file.path}: {problem}"


def _in_page(file: OutputFile, known: frozenset[str]) -> Iterator[str]:
    html = file.content.decode(errors="replace")
    for match in _REFUSED.finditer(html):
        if match[1] or in_tag(html, match.start()):
            yield f"`{match[1] or match[2]}` does not work there"
    folder = posixpath.dirname(file.path)
    for found in _ADDRESS.finditer(html):
        problem = _wrong(found[2][1:-1], folder, known, loaded=found[1] != "href")
        if problem and in_tag(html, found.start()):
            yield problem


@lru_cache(maxsize=65536)
def _wrong(value: str, folder: str, known: frozenset[str], *, loaded: bool) -> str:
    """What is wrong with an address seen from `folder`; `loaded` ones may not lead to the web."""
    target = unescape(value)
    path = unquote(target.partition("#")[0].partition("?")[0])
    if _SCHEME.match(target) or target.startswith("//"):
        inside = target.startswith("data:") or not loaded
        return "" if inside else f"`{target}` is loaded from elsewhere"
    if not path:
        return ""
    if path.startswith("/"):
        return f"`{target}` is not relative"
    resolved = posixpath.normpath(posixpath.join(folder, path))
    if path.endswith("/") or resolved not in known:
        return f"`{target}` is not a file of the site"
    return ""
