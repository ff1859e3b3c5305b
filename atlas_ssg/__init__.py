"""atlas-ssg: a static site generator for an atlas of production distributed systems."""

__version__ = "0.1.0"
