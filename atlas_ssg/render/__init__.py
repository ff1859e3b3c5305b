"""Stage 6: from the site as values to its files: pages, stylesheet, font, pictures, feeds."""

from atlas_ssg.render.pages import render
from atlas_ssg.render.planned import planned

__all__ = ["planned", "render"]
