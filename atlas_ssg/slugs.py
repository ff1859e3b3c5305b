"""The one slug function: URLs, heading anchors and terms, by GitHub's algorithm.

GitHub's rule, as its anchors show it (and as the `github-slugger` package
documents it): lower case; everything but letters, digits, marks, "_", "-"
and spaces is dropped; a space becomes "-"; a repeated slug gains "-1", "-2".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

_KEPT = {"L", "M", "N"}


def slug(text: str) -> str:
    """The slug of `text`; empty when nothing of it is a letter or a digit."""
    kept = (
        "-" if character == " " else character
        for character in unicodedata.normalize("NFC", text).strip().lower()
        if character in " -_" or unicodedata.category(character)[0] in _KEPT
    )
    return "".join(kept)


class Slugger:
    """Unique slugs within one page: the second "Setup" is "setup-1"."""

    def __init__(
        self,
        taken: frozenset[str] = frozenset(),
        counted: Callable[[str], bool] = lambda _: False,
    ) -> None:
        """`taken` are ids that others have; `counted` knows those of a series ("source-7")."""
        self._seen: dict[str, int] = dict.fromkeys(taken, 0)
        self._counted = counted

    def __call__(self, text: str) -> str:
        """The next unique slug for `text`."""
        base = slug(text) or "section"
        if self._counted(base) or (base in self._seen and self._counted(f"{base}-1")):
            base = f"section-{base}"
        result = base
        while result in self._seen:
            self._seen[base] = self._seen.get(base, 0) + 1
            result = f"{base}-{self._seen[base]}"
        self._seen[result] = 0
        return result
