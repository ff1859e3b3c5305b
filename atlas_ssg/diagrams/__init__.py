"""Stage 3: every diagram drawn by the official Mermaid, cleaned, and its graph beside it."""

from atlas_ssg.diagrams.draw import draw

__all__ = ["draw"]
