"""The library's words: which technologies a text names, and which acronyms are explained."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from atlas_ssg.indexes.acronyms import used
from atlas_ssg.model.site import Library

_WORD = re.compile(r"\w+")


class Vocabulary:
    """What the library knows, arranged for looking up; made once for all pages.

    Names are found by their first word, so that a text costs its own length,
    however many technologies there are.
    """

    def __init__(self, library: Library) -> None:
        self.technologies = library.technologies
        self._by_word: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
        acronyms = set(library.glossary)
        for name, technology in library.technologies.items():
            for spelling in (name, *technology.aliases):
                acronyms |= used(spelling)
                word = _WORD.search(spelling)
                if word is not None:
                    self._by_word[word[0]].append((spelling, word.start(), name))
        for spellings in self._by_word.values():
            spellings.sort(key=lambda s: (-len(s[0]), s[0]))
        self.acronyms = frozenset(acronyms)

    def named(self, text: str) -> Iterator[str]:
        """The technologies that `text` names, in its order; of two names the longer one."""
        position = 0
        for word in _WORD.finditer(text):
            if word.start() < position:
                continue
            for spelling, before, name in self._by_word.get(word[0], ()):
                start = word.start() - before
                end = start + len(spelling)
                if start >= 0 and text.startswith(spelling, start) and _ends(text, end):
                    position = end
                    yield name
                    break


def _ends(text: str, position: int) -> bool:
    """Whether no word goes on at `position`."""
    following = text[position : position + 1]
    return not (following.isalnum() or following == "_")
