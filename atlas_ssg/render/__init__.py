"""Stage 6: from the site as values to its files: pages, stylesheet, font, pictures, feeds."""

from atlas_ssg.render.pages import render

__all__ = ["render"]
