"""Cost, latency and scale cross-references: comparable figures from all over the atlas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import partial

from atlas_ssg.cache import Memo
from atlas_ssg.indexes.comparable import (
    COMPONENTS,
    COSTS,
    LATENCY,
    SCALE,
    Chunk,
    Group,
)
from atlas_ssg.indexes.share import Share
from atlas_ssg.model.fact import Fact
from atlas_ssg.model.index import CrossReference, FactGroups

_KIND = "index-group"
# (id, title, description)
_REFERENCES = (
    (COSTS, "Costs", "Every money figure of the atlas in comparable units, with its provenance."),
    (LATENCY, "SLOs and latency",
     "Percentiles, timeouts, availability, replication lag and recovery times."),
    (SCALE, "Scale", "Rates, sizes, counts and ratios, comparable across systems."),
)  # fmt: skip

Place = tuple[str, str, Group]


def cross_references(shares: Sequence[Share], memo: Memo) -> dict[str, CrossReference]:
    """Id -> cross-reference. Groups that no page has changed are those of the last build."""
    chunks: dict[Place, list[Chunk]] = defaultdict(list)
    for share in shares:
        for place, chunk in share.chunks:
            chunks[place].append(chunk)
    groups: dict[tuple[str, str], list[tuple[Group, tuple[Fact, ...]]]] = defaultdict(list)
    for place, parts in chunks.items():
        facts = memo(_KIND, place, (tuple(parts),), partial(_sorted, parts))
        groups[place[:2]].append((place[2], facts))
    memo.keep(_KIND, set(chunks))
    return {
        id: CrossReference(
            id=id,
            title=title,
            permalink=f"/reference/{id}/",
            description=description,
            groups=_ordered(groups[(id, "")]),
            components=_ordered(groups[(id, COMPONENTS)]),
        )
        for id, title, description in _REFERENCES
    }


def _ordered(groups: Sequence[tuple[Group, tuple[Fact, ...]]]) -> FactGroups:
    return tuple((title, facts) for (_, title), facts in sorted(groups, key=lambda g: g[0]))


def _sorted(chunks: Sequence[Chunk]) -> tuple[Fact, ...]:
    """The facts of all chunks by their keys."""
    pairs = [pair for chunk in chunks for pair in chunk]
    pairs.sort(key=lambda pair: pair[0])
    return tuple(fact for _, fact in pairs)
