"""Links and images: what an author wrote, and the address of this site that it means."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from atlas_ssg.markdown.context import Context
from atlas_ssg.model.page import Link
from atlas_ssg.model.route import GENERATED
from atlas_ssg.model.source import Place

_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*):")
# What stands beside a page with diagrams, and the files for programs.
_DRAWING = re.compile(r"(?P<page>/|/.*/)diagram(?:-\d+)?(?:/|\.svg|\.png)")
_FILES = frozenset({"/feed.xml", "/sitemap.xml", "/robots.txt", "/llms.txt"})
ALLOWED_SCHEMES = frozenset({"http", "https", "mailto"})


def resolve(target: str, path: str, address: str, place: Place, context: Context) -> Link:
    """What `target`, written on the page at `path`, leads to.

    A path is tried as the author sees it (relative to the file), then as the
    reader does (relative to the page's address).
    """
    if target.startswith("//"):
        return Link(target, place, external=True, broken=True)
    scheme = _SCHEME.match(target)
    if scheme:
        refused = scheme[1].lower() not in ALLOWED_SCHEMES
        return Link(target, place, external=True, broken=refused)
    bare, _, fragment = target.partition("#")
    bare = unquote(bare.partition("?")[0])
    if not bare:
        return Link(target, place, address, fragment)
    found = _absolute(bare, context) if bare.startswith("/") else _relative(bare, path, context)
    if not found and not bare.startswith("/"):
        found = _absolute(posixpath.normpath(posixpath.join(address, bare)), context)
    return Link(target, place, found, fragment, broken=not found)


def _relative(bare: str, path: str, context: Context) -> str:
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), bare))
    if joined.startswith(".."):
        return ""
    return _file(joined if joined != "." else "", context)


def _file(path: str, context: Context) -> str:
    """The address of the page, asset or folder at a path of the content."""
    candidates = [path, f"{path}.md", f"{path}/index.md".lstrip("/"), f"{path}/README.md"]
    for candidate in candidates:
        found = context.routes.get(candidate) or context.assets.get(candidate)
        if found:
            return found
    return f"/{path}/" if f"/{path}/" in context.addresses else ""


def _absolute(bare: str, context: Context) -> str:
    """The address of a page, of what the site makes by itself, or of a file.

    Whether the site does make it is only known, and checked, when all is read.
    """
    folder = bare if bare.endswith("/") else bare + "/"
    if folder in context.addresses:
        return folder
    if bare.startswith(GENERATED) or folder.startswith(GENERATED):
        return bare if "." in posixpath.basename(bare) else folder
    if bare in _FILES:
        return bare
    found = _file(bare.strip("/"), context)
    for address in () if found else (bare, folder):
        drawing = _DRAWING.fullmatch(address)
        if drawing and drawing["page"] in context.addresses:
            return address
    return found
