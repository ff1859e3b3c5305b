"""Stage 1: files to drafts: discovered, front matter read, routed, and the library beside them."""

from atlas_ssg.content.load import load

__all__ = ["load"]
