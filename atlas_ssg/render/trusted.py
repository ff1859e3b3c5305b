"""The only place where text becomes `Markup`: what was sanitised before, and what is escaped here.

`Page.body` has passed the Markdown stage's allow-list, `Rendered.svg` the diagram
stage's; charts are drawn by ourselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from itertools import count

from markupsafe import Markup

from atlas_ssg.model.citation import MARK_GUARD, SPACED_MARK
from atlas_ssg.model.diagram import Rendered

NOTHING = Markup("")

_SPACE = re.compile(r'\s+(?=<sup><a class="cite")')
_CITE = re.compile(r'<a class="cite" href="#source-(\d+)"')
_SVG_CITE = re.compile(r'<a href="#source-(\d+)" class="cite"')
_WITH_CARD = r'<a class="cite" interestfor="Card-\1" href="#source-\1"'
_SVG_WITH_CARD = r'<a href="#source-\1" interestfor="Card-\1" class="cite"'
_TABLE = re.compile(r'(<div class="table-scroll" tabindex="0" role="region" aria-label="Table)"')
_TO_SOURCE = re.compile(r'href="#((?:source|calc)-[\w-]+)"')


def bodies(pieces: Sequence[str]) -> list[Markup]:
    """The pieces of a page's body, in order.

    Each citation stands close behind what it supports, and shows a card when
    it is pointed at; each table can be told from the next by who cannot see it.
    """
    numbers = count(1)
    result = []
    for html in pieces:
        html = _CITE.sub(_WITH_CARD, _SPACE.sub("", html))
        result.append(Markup(_TABLE.sub(lambda found: f'{found[1]} {next(numbers)}"', html)))
    return result


def picture(outcome: Rendered) -> Markup:
    """The SVG of a diagram on the page that it belongs to."""
    return Markup(_reachable(_SVG_CITE.sub(_SVG_WITH_CARD, outcome.svg)))


def _reachable(svg: str) -> str:
    """A picture that holds links is a group: what is within an image cannot be reached."""
    return svg.replace(' role="img"', ' role="group"', 1) if "<a " in svg else svg


def picture_alone(outcome: Rendered, home: str) -> Markup:
    """The SVG where its page's sources are not: citations lead to the page at `home`."""
    return Markup(_reachable(_TO_SOURCE.sub(rf'href="{escape(home)}#\1"', outcome.svg)))


def chart(svg: str) -> Markup:
    """A chart of `render/charts.py`."""
    return Markup(svg)


def cited(text: str, targets: Sequence[str]) -> Markup:
    """A label as HTML: escaped, each guarded mark a link to its source or calculation.

    `targets` are the anchors of the page's references, in the order of their numbers.
    """
    parts = SPACED_MARK.split(text)
    html = [escape(parts[0], quote=False)]
    for mark, rest in zip(parts[1::2], parts[2::2], strict=True):
        if 0 < int(mark) <= len(targets):
            target = escape(targets[int(mark) - 1])
            html.append(f'<sup><a class="cite" href="#{target}">{mark}</a></sup>')
        html.append(escape(rest, quote=False))
    return Markup("".join(html).replace(MARK_GUARD, ""))
