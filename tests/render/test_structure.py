"""The structure of each kind of page as a reviewed outline: landmarks, headings, tables.

`ATLAS_REFRESH=1 pytest tests/render/test_structure.py` writes the outlines anew;
they are read like code.
"""

import os
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.render.small import make, pages

OUTLINES = Path(__file__).parent / "structure"
PAGES = pages(make())
KINDS = {
    "home": "index.html",
    "page": "systems/acme/architecture/index.html",
    "diagram": "systems/acme/architecture/diagram/index.html",
    "system": "systems/acme/index.html",
    "category": "systems/index.html",
    "coverage": "coverage/index.html",
    "errors": "errors/index.html",
    "figures": "reference/latency/index.html",
    "source": "sources/acme-2018/index.html",
    "status": "status/index.html",
    "not-found": "404.html",
}
_SHOWN = {
    "header", "nav", "main", "aside", "footer", "section", "article", "figure", "table",
    "details", "fieldset", "h1", "h2", "h3", "h4", "summary", "legend", "caption",
}  # fmt: skip
_WITH_TEXT = {"h1", "h2", "h3", "h4", "summary", "legend", "caption"}


class _Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _SHOWN:
            return
        said = {name: value or "" for name, value in attrs}
        line = tag
        if said.get("id"):
            line += f"#{said['id']}"
        if said.get("class"):
            line += f".{said['class'].replace(' ', '.')}"
        if said.get("aria-label"):
            line += f" [{said['aria-label']}]"
        if said.get("aria-labelledby"):
            line += f" [#{said['aria-labelledby']}]"
        self.lines.append("  " * len(self._open) + line)
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SHOWN:
            assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in _WITH_TEXT and data.strip():
            quote = " ".join(data.split())
            self.lines[-1] += f" {quote!r}" if "'" not in self.lines[-1] else f" + {quote!r}"


@pytest.mark.parametrize("kind", KINDS)
def test_the_structure_is_the_reviewed_one(kind: str) -> None:
    outline = _Outline()
    outline.feed(PAGES[KINDS[kind]])
    text = "\n".join(outline.lines) + "\n"
    file = OUTLINES / f"{kind}.txt"
    if os.environ.get("ATLAS_REFRESH"):
        OUTLINES.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
