"""The last moment: site-absolute addresses of a finished page become relative to it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from atlas_ssg.config import Config
from atlas_ssg.model.markup import in_tag
from atlas_ssg.model.route import relative
from atlas_ssg.render.sections import NOT_FOUND

_ADDRESS = re.compile(r' (href|src)="(/(?!/)[^"]*)"')


def make_relative(html: str, origin: str, config: Config) -> str:
    """`html` with each address of this site, in a link or image, as seen from `origin`."""
    known: dict[str, str] = {}

    def replace(match: re.Match[str]) -> str:
        if not in_tag(html, match.start()):
            return match[0]
        target = match[2]
        if target not in known:
            known[target] = address(target, origin, config)
        return f' {match[1]}="{known[target]}"'

    return _ADDRESS.sub(replace, html)


def address(target: str, origin: str, config: Config) -> str:
    """`target` as the page at `origin` links to it.

    404.html is shown at any depth: its links count from the root of the
    server where the base URL says what that is.
    """
    if origin == NOT_FOUND and config.site.base_url:
        return urlsplit(config.site.base_url).path.rstrip("/") + target
    return relative(origin, target, to_file=config.to_file)
