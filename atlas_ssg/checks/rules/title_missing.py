"""A page without a title of its own.

Its name in lists, tabs, search results and for screen readers is then made
from the file's name.

What to do: write `title:` in the front matter, or begin the text with `# Title`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.model.source import Place


def check(subject: PageSubject) -> Iterator[Finding]:
    """Pages whose title was made from their file's name."""
    page = subject.page
    if not page.front.title and not _written(page.title, subject.text):
        yield Finding(
            Place(page.shown),
            f"the page has no title; it is called “{page.title}” after its file",
            "write `title:` in the front matter, or begin with `# Title`",
        )


def _written(title: str, text: str) -> bool:
    """Whether the title stands in the text as a heading, underlined or behind `#`."""
    words = re.escape(title).replace(r"\ ", r"\s+")
    heading = rf"^ {{0,3}}#{{1,6}}[ \t]+\S|^ {{0,3}}\S.*\n {{0,3}}(?:=+|-+)[ \t]*$|^.*{words}"
    body = re.sub(r"\A---\n.*?^---$", "", text, count=1, flags=re.DOTALL | re.MULTILINE)
    return re.search(heading, body, re.MULTILINE) is not None


RULE = PageRule("AX003", "title-missing", Severity.WARNING, check)
