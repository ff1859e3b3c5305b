"""What was taken out of a drawing, and where the author wrote it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from atlas_ssg.model.diagram import Notice


@dataclass(frozen=True, slots=True)
class Drop:
    """Something that may not stand in a published SVG.

    `what` names it ("the element <script>"), `written` is how the author may
    have written it. What only Mermaid's own style sheet holds is dropped without
    a word, unless `always`.
    """

    what: str
    written: str = ""
    always: bool = False


def notices(drops: Iterable[Drop], source: str) -> tuple[Notice, ...]:
    """A notice for each kind of thing that was dropped, at its first place in `source`."""
    found: dict[str, Notice] = {}
    for drop in drops:
        at = source.lower().find(drop.written.lower()) if drop.written else -1
        if at < 0 and not drop.always:
            continue
        line = source.count("\n", 0, max(at, 0)) + 1
        column = max(at, 0) - (source.rfind("\n", 0, max(at, 0)) + 1) + 1
        message = f"{drop.what} may not stand in a diagram and was left out"
        found.setdefault(drop.what, Notice(message, line, column))
    return tuple(sorted(found.values(), key=lambda n: (n.line, n.column, n.message)))
