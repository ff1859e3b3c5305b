"""Files beside the pages: the stylesheet, the font, the icon, and what the content folder holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from atlas_ssg.cache import digest
from atlas_ssg.model.markup import active_part
from atlas_ssg.model.output import OutputFile
from atlas_ssg.model.route import output_path
from atlas_ssg.model.site import Site
from atlas_ssg.render.theme import StaticFiles
from atlas_ssg.vendor import vendored

# What pages call the stylesheet until they are written.
PLAIN_NAME = "static/atlas.css"
_FONT = "inter.woff2"
_ICON = "favicon.svg"
_DIGITS = 10
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s*\n\s*")
_URL = re.compile(r'url\("([^"/]+)"\)')


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """The one stylesheet and what it asks for; `name` has its fingerprint, `files` are all."""

    name: str
    font: str
    favicon: str
    files: tuple[OutputFile, ...]


@lru_cache(maxsize=4)
def stylesheet(static_files: StaticFiles) -> Stylesheet:
    """A theme's static files with a fingerprint in their names; its CSS files in one.

    CSS files are joined in the order of their names.
    """
    font = vendored(_FONT)
    static = dict(static_files.named)
    if font is not None:
        static.setdefault(_FONT, font)
    sheets = [static.pop(sheet).decode() for sheet in sorted(static) if sheet.endswith(".css")]
    named = {name: _fingerprint(name, content) for name, content in sorted(static.items())}
    css = _URL.sub(
        lambda match: f'url("{named.get(match[1], match[1])}")', _squeeze("\n".join(sheets))
    )
    sheet = css.encode()
    name = f"static/{_fingerprint('atlas.css', sheet)}"
    files = [OutputFile(f"static/{named[name]}", content) for name, content in static.items()]
    return Stylesheet(
        name=name,
        font=f"/static/{named[_FONT]}" if _FONT in named else "",
        favicon=f"/static/{named[_ICON]}" if _ICON in named else "",
        files=(OutputFile(name, sheet), *files),
    )


def _fingerprint(name: str, content: bytes) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}.{digest(content)[:_DIGITS]}{dot}{suffix}"


def _squeeze(css: str) -> str:
    """CSS without comments and indentation; what stands on one line stays as it is."""
    return _SPACE.sub("\n", _COMMENT.sub("", css)).strip() + "\n"


def copied(site: Site) -> Iterator[OutputFile]:
    """What the content folder holds beside pages and data, as it is; but nothing that runs."""
    for asset in site.assets:
        if not active_part(asset.path, asset.content):
            yield OutputFile(output_path(asset.permalink), asset.content)
