"""Each source with all that rests on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import partial

from atlas_ssg.cache import Memo
from atlas_ssg.indexes.share import Share, SourcePart
from atlas_ssg.model.index import SourceIndex

_KIND = "index-source"


def sources(shares: Sequence[Share], keys: Iterable[str], memo: Memo) -> tuple[SourceIndex, ...]:
    """Every reference of the bibliography, cited or not, by key."""
    parts: dict[str, list[SourcePart]] = defaultdict(list)
    for share in shares:
        for key, part in share.by_source:
            parts[key].append(part)
    known = sorted(keys)
    found = tuple(
        memo(_KIND, key, (tuple(parts[key]),), partial(_source, key, parts[key])) for key in known
    )
    memo.keep(_KIND, set(known))
    return found


def _source(key: str, parts: Sequence[SourcePart]) -> SourceIndex:
    facts = tuple(fact for _, found in parts for fact in found)
    return SourceIndex(key, f"/sources/{key}/", facts, tuple(sorted(path for path, _ in parts)))
