"""How pages hang together: neighbours and backlinks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from atlas_ssg.indexes.share import Share


def neighbours(shares: Sequence[Share]) -> dict[str, tuple[str, str]]:
    """Page path -> (previous, next) path within its system, else its section; "" at the ends."""
    groups: dict[str, list[str]] = defaultdict(list)
    for share in sorted(shares, key=lambda s: s.order):
        if not share.page.is_index:
            groups[share.page.system or share.page.section].append(share.page.path)
    return {
        path: (members[at - 1] if at else "", members[at + 1] if at + 1 < len(members) else "")
        for members in groups.values()
        for at, path in enumerate(members)
    }


def backlinks(shares: Sequence[Share]) -> dict[str, tuple[str, ...]]:
    """Page path -> the paths of pages that link to it in text, `related` or `answers`."""
    by_permalink = {share.page.permalink: share.page.path for share in shares}
    found: dict[str, set[str]] = defaultdict(set)
    for share in shares:
        for target in share.targets:
            path = by_permalink.get(target)
            if path and path != share.page.path:
                found[path].add(share.page.path)
    return {path: tuple(sorted(origins)) for path, origins in sorted(found.items())}
