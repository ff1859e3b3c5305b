"""Addresses: where a permalink is written, and how one page links to another.

Inside the program every address of the site is site-absolute ("/systems/netflix/").
Only when a page is written does it become relative, so that the site works
below any base path, and from disk.
"""

from __future__ import annotations

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
    if mark == "#" and output_path(path) == output_path(origin):
        return mark + rest
    # The folders that lead to both, one by one: a large site asks this millions of times.
    here, there = origin.split("/")[1:-1], path.split("/")[1:]
    shared = 0
    for one, other in zip(here, there[:-1], strict=False):
        if one != other:
            break
        shared += 1
    way = [".."] * (len(here) - shared) + there[shared:]
    if ":" in way[0] or way == [""]:  # else it would read as a scheme, or as this very page
        way.insert(0, ".")
    return "/".join(way) + mark + rest


def _split(target: str) -> tuple[str, str, str]:
    for position, character in enumerate(target):
        if character in "?#":
            return target[:position], character, target[position + 1 :]
    return target, "", ""
