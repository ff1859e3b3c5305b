"""Acronyms of the glossary, shown with their expansion at first use in each section."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape


@lru_cache(maxsize=8)
def _pattern(acronyms: tuple[str, ...]) -> re.Pattern[str] | None:
    if not acronyms:
        return None
    words = "|".join(sorted(map(re.escape, acronyms), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")


def expand(text: str, glossary: dict[str, str], seen: set[str]) -> str:
    """`text` as HTML; each acronym that is not in `seen` becomes `<abbr>` and joins it."""
    pattern = _pattern(tuple(glossary))
    if pattern is None:
        return escape(text, quote=False)
    parts = []
    position = 0
    for match in pattern.finditer(text):
        if match[0] in seen:
            continue
        seen.add(match[0])
        parts.append(escape(text[position : match.start()], quote=False))
        parts.append(f'<abbr title="{escape(glossary[match[0]])}">{match[0]}</abbr>')
        position = match.end()
    parts.append(escape(text[position:], quote=False))
    return "".join(parts)
