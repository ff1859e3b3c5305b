"""What was taken out of a drawing, and where the author wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from atlas_ssg.model.diagram import Notice

# A declaration on a line that gives nodes, classes or edges a style.
_STYLING = r"^[ \t]*(?:style|classDef|linkStyle|UpdateElementStyle)\b.*?(?<![\w-])({})[ \t]*:"


@dataclass(frozen=True, slots=True)
class Drop:
    """Something that may not stand in a published SVG.

    `what` names it ("the element <script>"), `written` is how the author may
    have written it: a `style` only on a line that styles something. What only
    Mermaid's own style sheet holds is dropped without a word, unless `always`.
    """

    what: str
    written: str = ""
    always: bool = False
    style: bool = False


def notices(drops: Iterable[Drop], source: str) -> tuple[Notice, ...]:
    """A notice for each kind of thing that was dropped, at its first place in `source`."""
    found: dict[str, Notice] = {}
    for drop in drops:
        at = _place(drop, source)
        if at < 0 and not drop.always:
            continue
        line = source.count("\n", 0, max(at, 0)) + 1
        column = max(at, 0) - (source.rfind("\n", 0, max(at, 0)) + 1) + 1
        message = f"{drop.what} may not stand in a diagram and was left out"
        found.setdefault(drop.what, Notice(message, line, column))
    return tuple(sorted(found.values(), key=lambda n: (n.line, n.column, n.message)))


def _place(drop: Drop, source: str) -> int:
    """Where the author wrote it, or -1."""
    if not drop.written:
        return -1
    if not drop.style:
        return source.lower().find(drop.written.lower())
    found = re.search(_STYLING.format(re.escape(drop.written)), source, re.I | re.M)
    return found.start(1) if found else -1
