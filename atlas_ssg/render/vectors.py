"""Each diagram as an SVG file that stands for itself: in a tab, an image, a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas_ssg.config import Config
from atlas_ssg.model.diagram import Rendered
from atlas_ssg.model.output import OutputFile
from atlas_ssg.model.page import Page
from atlas_ssg.model.route import output_path, relative
from atlas_ssg.render.addresses import make_relative
from atlas_ssg.render.drawings import own_file
from atlas_ssg.render.edition import Edition
from atlas_ssg.render.trusted import picture_alone

_SIZE = re.compile(r'(<svg[^>]*?) width="[\d.e+]+" height="[\d.e+]+"')
_STYLE = re.compile(r"<style[^>]*>")
# The theme's variables in the dark; in the light each has its fallback. These
# are those of the built-in theme's static/2-diagram.css.
_DARK = {
    "text": "#e6e9ee",
    "line": "#9aa4b2",
    "node": "#1c2129",
    "group": "#161a20",
    "border": "#3d4652",
    "label": "#0f1216",
    "note": "#3a3113",
}


def vector_files(edition: Edition) -> Iterator[OutputFile]:
    """An SVG file for each diagram that was drawn."""
    font = edition.layout.font
    for page in edition.site.pages.values():
        for fence in page.fences:
            outcome = edition.site.diagrams[page.path, fence.ordinal]
            if isinstance(outcome, Rendered):
                address = own_file(page, fence.ordinal)
                yield edition.memo(
                    "svg",
                    address,
                    (outcome, page.permalink, font, edition.config.site),
                    lambda a=address, p=page, o=outcome: _file(a, p, o, font, edition.config),  # type: ignore[misc]
                )


def _file(address: str, page: Page, outcome: Rendered, font: str, config: Config) -> OutputFile:
    svg = make_relative(str(picture_alone(outcome, page.permalink)), address, config)
    # Without a size of its own a picture fills the window, and a crop is enlarged.
    svg = _SIZE.sub(r"\1", svg, count=1)
    svg = _STYLE.sub(lambda match: match[0] + _style(address, font, config), svg, count=1)
    return OutputFile(output_path(address), svg.encode())


def _style(address: str, font: str, config: Config) -> str:
    """The font and the colours of the dark, which the page's stylesheet gives elsewhere."""
    dark = ";".join(f"--diagram-{name}:{colour}" for name, colour in _DARK.items())
    face = ""
    if font:
        url = relative(address, font, to_file=config.to_file)
        face = f'@font-face{{font-family:Inter;font-weight:100 900;src:url("{url}")}}'
    return (
        f"{face}:root{{background:#fff}}"
        f"@media(prefers-color-scheme:dark){{:root{{{dark};background:#0f1216}}}}"
    )
