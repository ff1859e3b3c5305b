"""What is counted: the noun that stands behind a number, perhaps with other words between."""

from __future__ import annotations

import re

from atlas_ssg.facts import units
from atlas_ssg.facts.numbers import BLANK, Number

TOKEN = re.compile(rf"{BLANK}(?P<word>[A-Za-z][\w-]{{0,24}})(?!\w)")
_HYPHENED = re.compile(r"-(?P<word>[A-Za-z]{1,25})(?!\w)")
_MOST_FILLERS = 3  # "300 large EC2 build servers"


def counted_noun(number: Number) -> tuple[str, int]:
    """What is counted, in the plural, and where the word ends; "" where nothing is."""
    text, end = number.text, number.end
    if text[end : end + 1] == "-":
        word = _HYPHENED.match(text, end)
        lower = word["word"].lower() if word else ""
        noun = units.NOUNS.get(lower) or units.SINGULARS.get(lower, "")
        return (noun, word.end()) if word and noun else ("", end)
    one = number.low == number.high == 1
    for _ in range(_MOST_FILLERS + 1):
        token = TOKEN.match(text, end)
        if token is None:
            return "", number.end
        lower = token["word"].lower()
        if lower in units.STOP_WORDS or len(lower) == 1:  # "1.2 M req/s": a scale, no word
            return "", number.end
        end = token.end()
        noun, behind = phrase_at(text, lower, end)
        noun = noun or (units.SINGULARS.get(lower, "") if one else "")
        if noun:
            following = TOKEN.match(text, behind)  # "server instances": the second counts
            second = units.NOUNS.get(following["word"].lower()) if following else None
            if following is not None and second is not None:
                return second, following.end()
            return noun, behind
    return "", number.end


_PHRASES: dict[str, tuple[str, ...]] = {}
for _noun_phrase in units.NOUNS:
    if " " in _noun_phrase:
        _first = _noun_phrase.split()[0]
        _PHRASES[_first] = (*_PHRASES.get(_first, ()), _noun_phrase)


def phrase_at(text: str, word: str, end: int) -> tuple[str, int]:
    """The noun that begins with `word`, which ends at `end`; phrases before words."""
    for phrase in _PHRASES.get(word, ()):
        rest = phrase[len(word) :]
        if text[end : end + len(rest)].lower() == rest:
            return units.NOUNS[phrase], end + len(rest)
    return units.NOUNS.get(word, ""), end


def one_at(text: str, word: str, end: int) -> tuple[str, int]:
    """The same for one of a kind: the singular of the noun, which may stand in either number."""
    noun, behind = phrase_at(text, word, end)
    noun = noun or units.SINGULARS.get(word, "")
    return (units.singular(noun) if noun else ""), behind
