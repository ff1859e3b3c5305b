"""Citation marks in labels: a guarded "[3]" becomes a raised link to source 3.

Mermaid breaks a label into lines and words, so a mark may lie across several
pieces of text; it is put together again where it begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from atlas_ssg.diagrams.clean import SVG
from atlas_ssg.model.citation import MARK, MARK_GUARD

_Element = etree._Element
_Slot = tuple[_Element, Literal["text", "tail"]]
_SIZE = "70%"
_UP, _DOWN = "-0.5em", 0.35  # the same height: the first counts in the smaller size
_EM = re.compile(r"\s*([-+]?[\d.]+)em\s*")


def link_marks(root: _Element, links: Mapping[int, str]) -> None:
    """Turn every mark into a link, where there is one for its number; the guards leave the text."""
    for label in list(root.iter(f"{{{SVG}}}text")):
        _label(label, links)
    for element in root.iter():
        if element.text and MARK_GUARD in element.text:
            element.text = element.text.replace(MARK_GUARD, "")
        if element.tail and MARK_GUARD in element.tail:
            element.tail = element.tail.replace(MARK_GUARD, "")


@dataclass(slots=True)
class _Line:
    """Where on its line the writing is: `raised` by a mark; `start` while nothing is written."""

    raised: bool = False
    start: _Element | None = None

    def begin(self, element: _Element) -> None:
        """A line begins with `element` if that has a place of its own."""
        if element.get("y") is None and element.get("dy") is None:
            return
        if self.raised and element.get("y") is None:
            self.raised = not _shift(element, _DOWN)
        else:
            self.raised = False
        self.start = element

    def mark(self) -> str:
        """The `dy` of a mark written now.

        The first letter of a line takes only the innermost `dy`: there it is
        the line that is raised, not the mark.
        """
        raised = self.raised or (self.start is not None and _shift(self.start, -_DOWN))
        self.raised, self.start = True, None
        return "" if raised else _UP

    def word(self, text: str) -> str:
        """The `dy` of words written now; empty when they stay where they are."""
        raised, self.raised = self.raised, False
        if text.strip():
            self.start = None
        return f"{_DOWN}em" if raised else ""


def _label(label: _Element, links: Mapping[int, str]) -> None:
    slots = list(_slots(label))
    whole = "".join(_read(slot) for slot in slots)
    marks = [(m.start(), m.end(), int(m[1])) for m in MARK.finditer(whole) if int(m[1]) in links]
    if not marks:
        return
    start = 0
    line = _Line()
    for slot in slots:
        text = _read(slot)
        pieces = _pieces(text, start, marks)
        start += len(text)
        if slot[1] == "text":
            line.begin(slot[0])
        _write(slot, pieces, links, line)


def _slots(element: _Element) -> Iterator[_Slot]:
    yield element, "text"
    for child in element:
        yield from _slots(child)
        yield child, "tail"


def _read(slot: _Slot) -> str:
    return (slot[0].text if slot[1] == "text" else slot[0].tail) or ""


def _pieces(text: str, start: int, marks: list[tuple[int, int, int]]) -> list[str | int]:
    """`text` (which begins at `start` of its label) cut into words and citation numbers."""
    pieces: list[str | int] = []
    position = 0
    for begin, end, number in marks:
        begin, end = begin - start, end - start
        if end <= 0 or begin >= len(text):
            continue
        pieces.append(text[position : max(begin, 0)])
        if begin >= 0:
            pieces.append(number)
        position = min(end, len(text))
    pieces.append(text[position:])
    return [piece for piece in pieces if piece != ""]


def _write(slot: _Slot, pieces: list[str | int], links: Mapping[int, str], line: _Line) -> None:
    """Put the pieces where the slot's text was."""
    _set(slot, "")
    made: list[_Element] = []
    for piece in pieces:
        if isinstance(piece, int):
            made.append(_anchor(piece, links[piece], line.mark()))
        elif dy := line.word(piece):
            made.append(_text(piece, dy))
        elif made:
            made[-1].tail = (made[-1].tail or "") + piece
        else:
            _set(slot, piece)
    _insert(slot, made)


def _shift(element: _Element, em: float) -> bool:
    """Move a line of the label down by `em`; False where its own move is not in em."""
    match = _EM.fullmatch(element.get("dy") or "0em")
    if match is None:
        return False
    element.set("dy", f"{float(match[1]) + em:g}em")
    return True


def _insert(slot: _Slot, made: list[_Element]) -> None:
    element, part = slot
    parent = element if part == "text" else element.getparent()
    assert parent is not None
    at = 0 if part == "text" else parent.index(element) + 1
    for offset, child in enumerate(made):
        parent.insert(at + offset, child)


def _set(slot: _Slot, text: str) -> None:
    if slot[1] == "text":
        slot[0].text = text
    else:
        slot[0].tail = text


def _anchor(number: int, address: str, dy: str) -> _Element:
    link = etree.Element(f"{{{SVG}}}a", {"href": address, "class": "cite"})
    link.set("aria-label", f"source {number}")
    mark = _text(f"[{number}]", dy=dy)
    mark.set("font-size", _SIZE)
    link.append(mark)
    return link


def _text(text: str, dy: str) -> _Element:
    made = etree.Element(f"{{{SVG}}}tspan")
    if dy:
        made.set("dy", dy)
    made.text = text
    return made
