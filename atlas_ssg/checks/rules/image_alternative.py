"""An image without words for who cannot see it.

A screen reader says "image" and the file's name; a reader without a network
sees an empty frame.

What to do: say in the brackets what the image shows: `![Queue depth during the
outage](queue.png)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Severity

_WORDLESS = re.compile(r"!\[\s*\]\(\s*<?$")


def check(subject: PageSubject) -> Iterator[Finding]:
    """Images whose brackets are empty."""
    for link in subject.page.links:
        if link.image:
            before = subject.line(link.place.line)[: link.place.column - 1]
            if _WORDLESS.search(before):
                yield Finding(
                    link.place,
                    f"the image `{link.target}` has no words for who cannot see it",
                    "say what it shows: `![…](…)`",
                    len(link.target),
                )


RULE = PageRule("AX002", "image-alternative", Severity.WARNING, check)
