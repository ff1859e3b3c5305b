"""What a page may refer to while it is parsed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# Ids that the theme uses; no heading may take one of them.
RESERVED_IDS = frozenset(
    {
        *("main", "top", "search", "navigation", "contents", "diagram", "facts", "gates"),
        *("sources", "calculations", "not-published", "related", "siblings", "footer"),
    }
)

# Those of sources, calculations, diagrams, the parts of their drawings, and footnotes.
_COUNTED = re.compile(r"source-\d+|calc-.+|diagram-\d+|d\d+(?:-\d+)?|fn(?:ref)?\d+")
_FOOTNOTE = re.compile(r"fn(?:ref)?\d+(?::\d+)?")


def is_counted(id: str) -> bool:
    """Whether the id is one of a series that the page makes by itself."""
    return _COUNTED.fullmatch(id) is not None


def is_reserved(id: str) -> bool:
    """Whether nothing in the author's own text may have the id; footnotes stand in that text."""
    return id in RESERVED_IDS or (is_counted(id) and not _FOOTNOTE.fullmatch(id))


@dataclass(frozen=True, slots=True)
class Context:
    """Routes (path -> address), addresses of assets by path, known keys and acronyms.

    `addresses` are all addresses of pages and sections.
    """

    routes: dict[str, str]
    assets: dict[str, str]
    addresses: frozenset[str]
    references: tuple[str, ...]
    glossary: dict[str, str]
    categories: dict[str, str] = field(default_factory=dict)  # folder -> category id
    kinds: frozenset[str] = frozenset()
    systems: frozenset[str] = frozenset()
