"""Status: what is covered, how well, and how fast. Computed, never kept by hand."""

from atlas_ssg.status.metrics import metrics

__all__ = ["metrics"]
