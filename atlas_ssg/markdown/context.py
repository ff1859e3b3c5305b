"""What a page may refer to while it is parsed."""

from __future__ import annotations

from dataclasses import dataclass, field

# Ids that the theme uses; no heading may take one of them.
RESERVED_IDS = frozenset(
    {
        *("main", "top", "search", "navigation", "contents", "diagram", "facts", "gates"),
        *("sources", "calculations", "not-published", "related", "siblings", "footer"),
    }
)


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
