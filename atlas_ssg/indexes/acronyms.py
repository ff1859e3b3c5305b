"""Acronyms: which ones a page uses without the glossary knowing them."""

from __future__ import annotations

import re

from atlas_ssg.model.diagram import Graph
from atlas_ssg.model.page import Page, PassageKind

# Two capitals or more, digits allowed after the first: API, P99 is not one, TLS, IPv6 is a name.
_ACRONYM = re.compile(r"(?<![\w./@#$-])([A-Z]{2,}[0-9]*|[A-Z][0-9]?[A-Z]+)s?(?![\w/]|-\d|\.\w)")

# Not acronyms: units and currencies, the clock, HTTP methods, numerals, levels of logs, words
# shouted for weight.
_UNITS = {"KB", "MB", "GB", "TB", "PB", "EB", "MS", "USD", "EUR", "GBP"}
_CLOCK = {"AM", "PM", "UTC"}
_METHODS = {"GET", "PUT", "POST", "HEAD", "DELETE", "PATCH"}
_NUMERALS = {"II", "III", "IV", "VI", "VII", "VIII", "IX"}
_LEVELS = {"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL", "PANIC"}
_PLAIN = _UNITS | _CLOCK | _METHODS | _NUMERALS | _LEVELS | {"OK", "AND", "OR", "NOT"}
_LONGEST = 5  # letters; what shouts longer is a word or a name ("NOSPACE", "SUPERUSER")


def used(text: str) -> set[str]:
    """The acronyms in a stretch of text."""
    found = {match[1] for match in _ACRONYM.finditer(text)} - _PLAIN
    return {word for word in found if len(word.rstrip("0123456789")) <= _LONGEST}


def unexplained(page: Page, graphs: tuple[Graph, ...], known: frozenset[str]) -> tuple[str, ...]:
    """Acronyms of the page's labels and text that are not known: in no glossary, no technology."""
    found: set[str] = set()
    for text in (*_labels(graphs), *_prose(page)):
        found |= used(text)
    return tuple(sorted(found - known))


def _labels(graphs: tuple[Graph, ...]) -> list[str]:
    return [
        text
        for graph in graphs
        for text in (
            *(node.label for node in graph.nodes),
            *(edge.label for edge in graph.edges),
            *(group.label for group in graph.groups),
            *graph.texts,
        )
    ]


def _prose(page: Page) -> list[str]:
    """The passages without their code: an exact message may shout as it likes."""
    result = []
    for passage in page.passages:
        if passage.kind is PassageKind.CODE:
            continue
        text = passage.text
        for code in sorted(passage.codes, key=len, reverse=True):  # `a` may stand inside `a b`
            text = text.replace(code, " ")
        result.append(text)
    return result
