"""Stage 4: figures with unit, subject, source, provenance and date, out of diagrams and text."""

from atlas_ssg.facts.draw import draw

__all__ = ["draw"]
