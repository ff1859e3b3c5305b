"""Passages: the page's text in the structure in which facts, checks and search read it."""

from __future__ import annotations

from dataclasses import dataclass, field

from markdown_it.token import Token

from atlas_ssg.model.citation import Citation
from atlas_ssg.model.page import Passage, PassageKind
from atlas_ssg.model.source import Place


@dataclass(slots=True)
class Outline:
    """Where in lists, tables and headings the walk is, and the passages met so far."""

    passages: list[Passage] = field(default_factory=list)
    _trail: list[tuple[int, str, str]] = field(default_factory=list)  # level, text, anchor
    _lists: list[int] = field(default_factory=list)  # next number, 0 for bullets
    _item: int | None = None  # number of an item whose first passage has not come yet
    _headers: list[str] = field(default_factory=list)
    _cell: int = -1
    _in_header: bool = False
    _row: str = ""

    def structure(self, token: Token) -> None:
        """Follow a token that opens or closes a list, an item, a table, a row or a cell."""
        kind = token.type
        if kind == "ordered_list_open":
            self._lists.append(int(token.attrs.get("start", 1) or 1))
        elif kind == "bullet_list_open":
            self._lists.append(0)
        elif kind in {"ordered_list_close", "bullet_list_close"}:
            self._lists.pop()
        elif kind == "list_item_open":
            self._item = self._lists[-1]
            if self._item:
                self._lists[-1] += 1
        elif kind == "list_item_close":
            self._item = None
        else:
            self._table(kind)

    def _table(self, kind: str) -> None:
        if kind == "thead_open":
            self._headers, self._in_header = [], True
        elif kind == "thead_close":
            self._in_header = False
        elif kind == "tr_open":
            self._cell, self._row = -1, ""
        elif kind in {"th_open", "td_open"}:
            self._cell += 1
        elif kind == "table_close":
            self._cell, self._headers = -1, []

    def heading(self, level: int, text: str, anchor: str) -> None:
        """A heading begins a section below those of a lower level."""
        while self._trail and self._trail[-1][0] >= level:
            self._trail.pop()
        self._trail.append((level, text, anchor))

    def add(
        self,
        kind: PassageKind,
        text: str,
        place: Place,
        codes: tuple[str, ...] = (),
        citations: tuple[Citation, ...] = (),
        language: str = "",
    ) -> None:
        """A passage at the place where the walk is; header cells only name their columns."""
        number, column = 0, ""
        if kind is PassageKind.PARAGRAPH and self._cell >= 0:
            if self._in_header:
                self._headers.append(text)
                return
            kind = PassageKind.CELL
            self._row = self._row or text
            column = self._headers[self._cell] if self._cell < len(self._headers) else ""
        elif kind is PassageKind.PARAGRAPH and self._lists:
            kind, number = PassageKind.ITEM, self._item or 0
            self._item = None
        self.passages.append(
            Passage(
                kind=kind,
                text=text,
                place=place,
                anchor=self._trail[-1][2] if self._trail else "",
                trail=tuple(heading for _, heading, _ in self._trail),
                row=self._row if kind is PassageKind.CELL else "",
                column=column,
                number=number,
                codes=codes,
                language=language,
                citations=citations,
            )
        )
