"""Metrics and alerts: what pages name under "Metrics", with the value that means trouble."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from atlas_ssg.model.citation import unmarked
from atlas_ssg.model.index import MetricEntry
from atlas_ssg.model.page import Page, Passage, PassageKind

_HEADING = "metrics"
_NAMING = ("metric", "alert", "signal", "probe")  # how the header of the column of names begins
# A name has parts: "pg_stat_activity_count", "consul.kvs.apply", "BotScore", "X-Rate-Limit".
_PARTS = re.compile(
    r"(?![-/.])(?!\d+$)[\w:.=,-]*(?:[A-Za-z0-9][_.:=-][A-Za-z]|[a-z0-9][A-Z])[\w:.=,-]*(?:\{.*\})?"
)
_NAMESPACE = re.compile(r"[A-Z]\w*/[A-Z]\w*")  # "AWS/DynamoDB", before what it holds
# An expression over names: a call or selector, or operators with blanks around them.
_EXPRESSION = re.compile(r"[a-z_]+\(.+\)|.+\S [-+*/] \S.*|.+\}")
_ALERT = re.compile(r"[A-Za-z]*[a-z][A-Z][A-Za-z0-9]*")
_LABEL = re.compile(r"(?:\bby|\bwith|\bin|=)\s*$")  # what is behind these is no metric
_VALUES = re.compile(r"\s*=\s")  # a tag before it, values behind it


def metrics_of(page: Page) -> Iterator[MetricEntry]:
    """The metrics and alerts that the page names under "Metrics", once each.

    For a cell the text is that of its whole row: the name stands in one column,
    the value that means trouble in another.
    """
    rows: dict[tuple[int, str], list[str]] = {}
    for passage in page.passages:
        if passage.row:
            rows.setdefault((passage.place.line, passage.row), []).append(passage.text)
    seen = set()
    for passage in page.passages:
        if not passage.codes or _HEADING not in [part.casefold() for part in passage.trail]:
            continue
        row = rows.get((passage.place.line, passage.row), [passage.text])
        text = " — ".join(unmarked(part) for part in row if part)
        for name in _names(passage):
            if name not in seen:
                seen.add(name)
                yield MetricEntry(name, text, page.path, f"{page.permalink}#{passage.anchor}")


def _names(passage: Passage) -> Iterator[str]:
    text = unmarked(passage.text)
    if passage.kind is PassageKind.CELL:
        if passage.text == passage.row or passage.column.casefold().startswith(_NAMING):
            yield from _measured(text, passage.codes)
        elif text.endswith(passage.codes[-1]) and _ALERT.fullmatch(passage.codes[-1]):
            yield passage.codes[-1]
    else:
        yield from _measured(text, passage.codes, first=True)
        yield from (c for c in passage.codes if re.search(rf"\b[Aa]lert {re.escape(c)}\b", text))


def _measured(text: str, codes: Iterable[str], *, first: bool = False) -> Iterator[str]:
    """The names among the code spans of a text; with `first` only those it begins with."""
    namespace, position, held = "", 0, False  # `held`: something stands in the namespace
    for at, code in enumerate(codes):
        start = max(text.find(code, position), position)
        between, position = text[position:start], start + len(code)
        if first and between.strip(" ,/") not in {"", "and", "or"}:
            return
        if _VALUES.match(text, position):
            if at == 0 and _PARTS.fullmatch(code):
                yield code
            return
        if _NAMESPACE.fullmatch(code):
            namespace, held = f"{code} ", False
        elif not (at and _LABEL.search(between)):
            named = first and at == 0 and code.isidentifier()  # "- `up` is 0"
            if named or _is_metric(code, text, alone=at == 0) or (namespace and not held):
                yield namespace + code
            held = True


def _is_metric(code: str, text: str, *, alone: bool) -> bool:
    """Whether a code span names a metric. `alone`: it is the first, which may be an expression;
    a plain word is one only where nothing else is said."""
    if _PARTS.fullmatch(code):
        return True
    return alone and (bool(_EXPRESSION.fullmatch(code)) or (code == text and code.isidentifier()))


def metrics(found: Iterable[tuple[MetricEntry, ...]]) -> tuple[MetricEntry, ...]:
    """The metrics of all pages by name."""
    entries = [entry for of_page in found for entry in of_page]
    return tuple(sorted(entries, key=lambda e: (e.name.casefold(), e.name, e.page)))
