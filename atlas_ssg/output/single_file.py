"""Several pages as one HTML file that needs nothing else, to mail or to print.

Styles, font and pictures are inside; a link to a page that is inside leads
there; one to a page that is not is plain text, or leads to the site where the
base URL says what that is.
"""

from __future__ import annotations

import base64
import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from urllib.parse import unquote

from atlas_ssg.model.output import OutputFile
from atlas_ssg.output.sheet import GONE, Outline, outline, rewrite

_TYPES = {
    ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
    ".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif", ".woff2": "font/woff2",
}  # fmt: skip
_STYLE_URL = re.compile(r"""url\(\s*["']?([^"')#][^"')]*)["']?\s*\)""")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)
_STYLE = f"""
html {{ scroll-behavior: auto; }}
.sheet + .sheet {{ border-top: 4px solid; margin-top: 3rem; padding-top: 1rem; }}
.sheet > section, .sheet > .prose {{ margin-top: 2.5rem; }}
.rail .contents {{ position: static; max-height: none; }}
.crumbs, .diagram-links a, .crops, .orders {{ display: none; }}
.diagram-links .{GONE}, .source-notes .{GONE} {{ display: none; }}
.inside {{ margin-bottom: 3rem; }}
.inside ol {{ padding-left: 1.5rem; list-style: decimal; }}
@media print {{
  .sheet + .sheet {{ border: 0; margin: 0; padding: 0; break-before: page; }}
  details::details-content {{ content-visibility: visible; height: auto; }}
}}
"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that is part of the document."""

    path: str
    prefix: str
    html: str
    outline: Outline

    @property
    def id(self) -> str:
        """The fragment that leads to the page."""
        return self.prefix.rstrip("-")

    @property
    def heading(self) -> str:
        """The page's title without the site's."""
        return self.outline.title.rpartition(" · ")[0] or self.outline.title


def single_file(
    files: Iterable[OutputFile],
    paths: Sequence[str],
    *,
    moment: datetime | None,
    site_title: str,
    base_url: str = "",
) -> bytes:
    """The pages at `paths` (at least one) as one document."""
    known = {file.path: file.content for file in files}
    sheets = []
    for number, path in enumerate(paths, 1):
        html = known[path].decode()
        sheets.append(Sheet(path, f"p{number}-", html, outline(html)))
    document = _Document(known, {sheet.path: sheet for sheet in sheets}, base_url)
    return document.write(sheets, site_title, moment).encode()


@dataclass(frozen=True, slots=True)
class _Document:
    files: Mapping[str, bytes]
    inside: Mapping[str, Sheet]
    base_url: str

    def write(self, sheets: Sequence[Sheet], site_title: str, moment: datetime | None) -> str:
        first = sheets[0].outline
        edition = f", edition of {moment:%Y-%m-%d}" if moment else ""
        icons = dict.fromkeys(icon for sheet in sheets for icon in sheet.outline.icons)
        body = "\n".join(map(self._sheet, sheets))
        return (
            f'<!doctype html>\n<html lang="{escape(first.language)}">\n<head>\n'
            '<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{escape(first.title)}</title>\n"
            '<meta name="color-scheme" content="light dark">\n'
            f"<style>{self._styles(sheets)}{_STYLE}</style>\n</head>\n<body>\n"
            + "\n".join(icons)
            + f'\n<main class="wrap">\n{_contents(sheets)}{body}\n</main>\n'
            f'<footer class="wrap soft"><p>{escape(site_title)}{edition}. '
            "This file needs no network.</p></footer>\n</body>\n</html>\n"
        )

    def _sheet(self, sheet: Sheet) -> str:
        def turn(address: str, loaded: bool) -> str | None:
            return self._load(sheet, address) if loaded else self._turn(sheet, address)

        main = rewrite(sheet.html, sheet.outline.ids, sheet.prefix, turn)
        classes = " ".join(("sheet", *sheet.outline.classes.split()))
        return f'<div class="{escape(classes)}" id="{sheet.id}">\n{main}\n</div>'

    def _turn(self, sheet: Sheet, address: str) -> str | None:
        """Where a link of a page leads in the document; None for nowhere."""
        if _SCHEME.match(address):
            return address
        target, mark, fragment = address.partition("#")
        path = _resolved(sheet.path, target)
        other = self.inside.get(path)
        if other is not None:
            own = fragment in other.outline.ids
            return f"#{other.prefix}{fragment}" if own else f"#{other.id}"
        if part := self._part(path):
            return part
        if self.base_url and path in self.files:
            clean = path.removesuffix("index.html")
            return f"{self.base_url.rstrip('/')}/{clean}{mark}{fragment}"
        return None

    def _part(self, path: str) -> str:
        """A file that shows a part of a page inside ("a/diagram.svg", "a/diagram/index.html")."""
        stem = posixpath.splitext(path.removesuffix("/index.html"))[0]
        folder, _, name = stem.rpartition("/")
        sheet = self.inside.get(f"{folder}/index.html")
        return f"#{sheet.prefix}{name}" if sheet and name in sheet.outline.ids else ""

    def _load(self, sheet: Sheet, address: str) -> str | None:
        """A picture as a data address; one that is not a file of the site is left out."""
        if address.startswith("data:"):
            return address
        return self._data(_resolved(sheet.path, address))

    def _data(self, path: str) -> str | None:
        kind = _TYPES.get(posixpath.splitext(path)[1].lower())
        content = self.files.get(path)
        if kind is None or content is None:
            return None
        return f"data:{kind};base64,{base64.b64encode(content).decode()}"

    def _styles(self, sheets: Sequence[Sheet]) -> str:
        names = dict.fromkeys(
            _resolved(sheet.path, sheet_name)
            for sheet in sheets
            for sheet_name in sheet.outline.stylesheets
        )
        return "\n".join(self._style(name) for name in names if name in self.files)

    def _style(self, path: str) -> str:
        def load(match: re.Match[str]) -> str:
            data = match[1] if _SCHEME.match(match[1]) else self._data(_resolved(path, match[1]))
            return f'url("{data}")' if data else "none"

        css = self.files[path].decode()
        return _STYLE_URL.sub(load, css).replace("</", "<\\/")


def _contents(sheets: Sequence[Sheet]) -> str:
    """What is inside, unless the first page is the index of the others and says it better."""
    folder = posixpath.dirname(sheets[0].path) + "/"
    if all(sheet.path.startswith(folder) for sheet in sheets[1:]):
        return ""
    links = "".join(f'<li><a href="#{s.id}">{escape(s.heading)}</a></li>' for s in sheets)
    return f'<nav class="inside" aria-label="Pages inside"><ol>{links}</ol></nav>\n'


def _resolved(origin: str, address: str) -> str:
    path = unquote(address.partition("?")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(origin), path)) if path else origin
