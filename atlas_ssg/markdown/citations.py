"""Citations in Pandoc's syntax: `[@key]`, `[@key, p. 3]`, `[see @a; @b]`.

One grammar serves running text (as a rule of the inline parser) and Mermaid
labels (as a substitution in a fence's source).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from markdown_it.rules_inline import StateInline

# Pandoc: a key begins with a letter, digit or underscore; inner punctuation
# belongs to it, trailing punctuation does not.
# Nothing that was matched is given back (`++`, `(?>`): time grows with the text alone.
_KEY = r"(?>[A-Za-z0-9_](?:[\w:.#$%&+?<>~/-]*[\w/])?)"
# A prefix ends in a blank.
_PREFIX = r"\s*+[^\[\]@;\n]*+\n?+(?<![^\s\[;])"
_ONE = rf"{_PREFIX}@{_KEY}(?:\s*+,[^\[\]@;\n]*+)?"
_BRACKET = re.compile(rf"\[{_ONE}(?:\s*+;{_ONE})*+\s*+\]")
_PART = re.compile(rf"(?P<prefix>[^@]*)@(?P<key>{_KEY})\s*+(?:,\s*+(?P<locator>.*))?$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Cited:
    """One source within a bracket; `offset` is that of the key within the bracket's text."""

    key: str
    prefix: str
    locator: str
    offset: int


def cited(bracket: str) -> tuple[Cited, ...]:
    """The sources of one bracket ("[see @a, p. 3; @b]")."""
    found = []
    position = 1
    for part in bracket[1:-1].split(";"):
        match = _PART.match(part)
        if match:
            found.append(
                Cited(
                    match["key"],
                    match["prefix"].strip(),
                    (match["locator"] or "").strip(),
                    position + match.start("key") - 1,
                )
            )
        position += len(part) + 1
    return tuple(found)


def citation_rule(state: StateInline, silent: bool) -> bool:
    """An inline rule of markdown-it: a bracket that cites becomes a `citation` token."""
    if state.src[state.pos] != "[":
        return False
    match = _BRACKET.match(state.src, state.pos, state.posMax)
    if match is None or state.src[match.end() : match.end() + 1] in {"(", "["}:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.content = match[0]
        token.meta = {"cited": cited(match[0]), "offset": match.start()}
    state.pos = match.end()
    return True


def replace(source: str, marker: Callable[[str, int], str]) -> str:
    """`source` with every citing bracket replaced by `marker(bracket, offset)`."""
    return _BRACKET.sub(lambda match: marker(match[0], match.start()), source)
