"""A class whose text is hard to read on its fill.

WCAG 2.2 asks for a contrast of 4.5 to 1 (success criterion 1.4.3); white on
the service plane's green has 3.1, on the state plane's orange 2.4.

What to do: set `color` in the `classDef` to black or white, whichever the
message names. `check --fix` does it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas_ssg.checks.places import at_offset
from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Edit, Severity

LEAST = 4.5  # WCAG 2.2, success criterion 1.4.3, level AA
_DEFINITION = re.compile(
    r"^\s*(?:classDef|style)\s+(?P<names>[\w,-]+)\s+(?P<style>[^;\n]*)", re.MULTILINE
)
_FILL = re.compile(r"(?<![\w-])fill\s*:\s*([^,;\s]+)")
_TEXT = re.compile(r"(?<![\w-])color\s*:\s*([^,;\s]+)")


def check(subject: PageSubject) -> Iterator[Finding]:
    """Classes and styles with a fill and a text colour that are too close."""
    planes = {plane.class_ for plane in subject.file.planes}
    for fence, _ in subject.graphs():
        for match in _DEFINITION.finditer(fence.source):
            fill, text = _FILL.search(match["style"]), _TEXT.search(match["style"])
            if not fill or not text or planes & set(match["names"].split(",")):
                continue
            contrast = _contrast(fill[1], text[1])
            if contrast is not None and contrast < LEAST:
                better = max(("#000000", "#ffffff"), key=lambda c: _contrast(fill[1], c) or 0)
                place = at_offset(fence, match.start("style") + text.start(1))
                yield Finding(
                    place,
                    f"`{match['names']}` has text at a contrast of {contrast:.1f}:1; "
                    f"{LEAST}:1 is the least that is legible",
                    f"write color:{better}",
                    len(text[1]),
                    Edit(place, len(text[1]), better),
                )


def _contrast(left: str, right: str) -> float | None:
    from coloraide import Color  # a tenth of a second: only diagrams with own colours pay for it

    try:
        return float(Color(left).contrast(right, method="wcag21"))
    except ValueError:
        return None  # not a colour: the renderer reports what it drops


RULE = PageRule("PL004", "plane-contrast", Severity.WARNING, check, fixable=True)
