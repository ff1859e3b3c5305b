"""Addresses: where a permalink is written, and how one page links to another.

Inside the program every address of the site is site-absolute ("/systems/netflix/").
Only when a page is written does it become relative, so that the site works
below any base path, and from disk.
"""

from __future__ import annotations

import posixpath

# Addresses that the site makes by itself, beside those of pages and sections.
GENERATED = ("/reference/", "/errors/", "/sources/", "/a-z/", "/status/", "/coverage/", "/data/")


def output_path(permalink: str) -> str:
    """The file below the output folder that answers `permalink` ("/a/" -> "a/index.html")."""
    path = permalink.lstrip("/")
    return path + "index.html" if permalink.endswith("/") else path


def relative(origin: str, target: str, *, to_file: bool) -> str:
    """The relative address that leads from the page at `origin` to `target`.

    Both are site-absolute; `target` may carry a query or fragment. With
    `to_file` an address that ends in "/" gains "index.html", so that it opens
    from `file://`.
    """
    path, mark, rest = _split(target)
    if path.endswith("/") and to_file:
        path += "index.html"
    folder = origin if origin.endswith("/") else posixpath.dirname(origin)
    if output_path(path) == output_path(origin) and mark == "#":
        return mark + rest
    result = posixpath.relpath(path, folder or "/")
    if path.endswith("/"):
        result += "/"
    return result + mark + rest


def _split(target: str) -> tuple[str, str, str]:
    for position, character in enumerate(target):
        if character in "?#":
            return target[:position], character, target[position + 1 :]
    return target, "", ""
