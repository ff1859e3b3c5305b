"""Stage 2: drafts to pages: HTML in blocks, headings, links, citations, diagrams, passages."""

from atlas_ssg.markdown.parse import parse_all

__all__ = ["parse_all"]
