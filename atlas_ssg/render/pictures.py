"""A picture of each page's diagram for link previews: PNG, 1200 by 630, as Open Graph asks for.

Drawing one takes a tenth of a second, so they are kept in the cache by content,
and made only where the site's full address is known: a preview needs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas_ssg.cache import Cache, digest
from atlas_ssg.model.diagram import Outcome, Rendered
from atlas_ssg.model.output import OutputFile
from atlas_ssg.model.page import Page
from atlas_ssg.model.route import output_path
from atlas_ssg.render.chart_svg import register_inter
from atlas_ssg.render.edition import Edition

WIDTH, HEIGHT = 1200, 630
_MARGIN = 40
# Part of the cache key: raise it when the same diagram gives another picture.
_VERSION = "1"
_VARIABLE = re.compile(r"var\(--[\w-]+,\s*([^()]*)\)")
_ROOT = re.compile(r"<svg\b([^>]*)>")
_PLACE = re.compile(r'\s(?:width|height|x|y)="[^"]*"')


def address(page: Page) -> str:
    """The address of a page's picture."""
    return f"{page.permalink}diagram.png"


def preview(page: Page, edition: Edition) -> str:
    """The full address of a page's picture; empty where it has none."""
    if not _wanted(edition) or _first(edition.outcomes(page)) is None:
        return ""
    return edition.config.site.base_url.rstrip("/") + address(page)


def picture_files(edition: Edition) -> Iterator[OutputFile]:
    """A picture for each page that has a diagram, where links to it are made."""
    if not _wanted(edition):
        return
    for page in edition.site.pages.values():
        outcome = _first(edition.outcomes(page))
        if outcome is not None:
            path = output_path(address(page))
            yield edition.memo(
                "png",
                path,
                (outcome,),
                lambda p=path, o=outcome: OutputFile(p, _png(o.svg, edition.cache)),  # type: ignore[misc]
            )


def _wanted(edition: Edition) -> bool:
    return edition.config.previews and bool(edition.config.site.base_url)


def _first(outcomes: tuple[Outcome, ...]) -> Rendered | None:
    return next((outcome for outcome in outcomes if isinstance(outcome, Rendered)), None)


def _png(svg: str, cache: Cache) -> bytes:
    key = digest(_VERSION, svg)
    known = cache.get("png", key)
    if known is None:
        import vl_convert  # 0.1 s: only a site that is published pays for it

        register_inter()
        known = vl_convert.svg_to_png(_framed(svg))
        cache.put("png", key, known)
    return known


def _framed(svg: str) -> str:
    """The diagram in the middle of a white sheet, in the colours of the light theme."""
    place = f'x="{_MARGIN}" y="{_MARGIN}" width="{WIDTH - 2 * _MARGIN}"'
    place = f'{place} height="{HEIGHT - 2 * _MARGIN}"'
    inner = _ROOT.sub(lambda root: f"<svg {place}{_PLACE.sub('', root[1])}>", svg, count=1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>'
        + _VARIABLE.sub(r"\1", inner)
        + "</svg>"
    )
