"""Stage 5: the pages and facts of the site, arranged for those who look for them."""

from atlas_ssg.indexes.build import build

__all__ = ["build"]
