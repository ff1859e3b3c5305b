"""What an article is worth to the atlas: its words, and the gaps that it could fill.

    score = 2 for each scale word, 1 for each architecture word (twice that in the title)
          + for each diagram it could feed: 4 if missing, 3 if broken, 2 if questions are open
          + for each category it could feed: up to 3, the further from its target the more

Words and feeds come from `[sources]`, the words of kinds and categories from
`[[kinds]]` and `[[categories]]` in `atlas.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from atlas_ssg.config import ConfigFile
from atlas_ssg.model.index import CategoryIndex, MatrixCell, SystemMatrix
from atlas_ssg.sources.reading import Article

_SCALE, _ARCHITECTURE = 2, 1
_STATES = {"missing": 4, "broken": 3, "partial": 2, "complete": 0}
_CATEGORY = 3
_MOST_WORDS = 6  # of a list that count, so that a long article is no better than a good one
_MOST_DIAGRAMS = 4  # of a system that one article is offered to


@dataclass(frozen=True, slots=True)
class Target:
    """What an article could feed: a diagram ("netflix/storage") or a category ("incidents").

    `state` is the diagram's, or "6 of 100" for a category.
    """

    id: str
    title: str
    state: str
    points: int


@dataclass(frozen=True, slots=True)
class Score:
    """The points of an article and what they are made of."""

    points: int
    scale: tuple[str, ...]
    architecture: tuple[str, ...]
    targets: tuple[Target, ...]


class Scorer:
    """Scores articles against one state of the atlas."""

    def __init__(
        self,
        file: ConfigFile,
        systems: Sequence[SystemMatrix],
        categories: Sequence[CategoryIndex],
    ) -> None:
        self._scale = _pattern(file.sources.scale_words)
        self._architecture = _pattern(file.sources.architecture_words)
        self._kinds = {kind.id: _pattern(kind.words) for kind in file.kinds}
        words = {table.id: table.words for table in file.categories}
        self._categories = [
            (category, pattern)
            for category in categories
            if category.counted and (pattern := _pattern(words.get(category.id, ())))
        ]
        self._systems: Mapping[str, SystemMatrix] = {matrix.id: matrix for matrix in systems}

    def score(self, article: Article, system: str) -> Score:
        """The score of an article from a feed that speaks of `system`, or of none ("")."""
        title, text = article.title.casefold(), article.text.casefold()
        scale, scale_points = _words(self._scale, title, text)
        architecture, architecture_points = _words(self._architecture, title, text)
        whole = f"{title} {text}"
        targets = (*self._diagrams(system, whole), *self._concerning(whole))
        points = _SCALE * scale_points + _ARCHITECTURE * architecture_points
        return Score(points + sum(t.points for t in targets), scale, architecture, targets)

    def _diagrams(self, system: str, text: str) -> tuple[Target, ...]:
        """The diagrams of its system, those that are needed most first."""
        matrix = self._systems.get(system)
        cells = [cell for cell in matrix.cells if self._fits(cell, text)] if matrix else []
        found = [
            Target(f"{system}/{cell.kind}", cell.title, cell.state, _STATES.get(cell.state, 0))
            for cell in cells
        ]
        return tuple(sorted(found, key=lambda target: -target.points)[:_MOST_DIAGRAMS])

    def _fits(self, cell: MatrixCell, text: str) -> bool:
        pattern = self._kinds.get(cell.kind)
        return pattern is not None and pattern.search(text) is not None

    def _concerning(self, text: str) -> Iterator[Target]:
        for category, pattern in self._categories:
            if pattern.search(text):
                left = max(0, category.target - category.diagrams)
                points = round(_CATEGORY * left / category.target) if category.target else 0
                state = f"{category.diagrams} of {category.target}"
                yield Target(category.id, category.title, state, points)


def _pattern(words: Sequence[str]) -> re.Pattern[str] | None:
    """Any of the words, where a word begins with it; None for no words."""
    if not words:
        return None
    longest_first = sorted({word.casefold() for word in words}, key=lambda word: (-len(word), word))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + ")")


def _words(pattern: re.Pattern[str] | None, title: str, text: str) -> tuple[tuple[str, ...], int]:
    """The words found, in the order in which they stand, and their points: two in the title."""
    if pattern is None:
        return (), 0
    heading = dict.fromkeys(pattern.findall(title))
    found = tuple(dict.fromkeys([*heading, *pattern.findall(text)]))[:_MOST_WORDS]
    return found, sum(2 if word in heading else 1 for word in found)
