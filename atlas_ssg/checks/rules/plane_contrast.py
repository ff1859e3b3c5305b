"""A class whose text is hard to read on its fill.

WCAG 2.2 asks for a contrast of 4.5 to 1 (success criterion 1.4.3); white on
the service plane's green has 3.1, on the state plane's orange 2.4.

What to do: set `color` in the `classDef` to black or white, whichever passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from coloraide import Color

from atlas_ssg.checks.graphs import graphs
from atlas_ssg.checks.places import find_in_fence
from atlas_ssg.checks.rule import Finding, Rule, Subject
from atlas_ssg.model.diagnostic import Severity

LEAST = 4.5  # WCAG 2.2, success criterion 1.4.3, level AA
_FILL = re.compile(r"(?<![\w-])fill\s*:\s*([^,;]+)")
_TEXT = re.compile(r"(?<![\w-])color\s*:\s*([^,;]+)")


def check(subject: Subject) -> Iterator[Finding]:
    """Classes with a fill and a text colour that are too close."""
    planes = {plane.class_ for plane in subject.config.file.planes}
    for _, fence, graph in graphs(subject):
        for name, style in graph.classes:
            fill, text = _FILL.search(style), _TEXT.search(style)
            if name in planes or not fill or not text:
                continue
            contrast = _contrast(fill[1].strip(), text[1].strip())
            if contrast is not None and contrast < LEAST:
                yield Finding(
                    find_in_fence(fence, name),
                    f"`{name}` has text at a contrast of {contrast:.1f}:1; "
                    f"{LEAST}:1 is the least that is legible",
                    "set color:#000 or color:#fff",
                    len(name),
                )


def _contrast(left: str, right: str) -> float | None:
    try:
        return float(Color(left).contrast(right, method="wcag21"))
    except ValueError:
        return None  # not a colour: the renderer reports what it drops


RULE = Rule("PL004", "plane-contrast", Severity.WARNING, check)
