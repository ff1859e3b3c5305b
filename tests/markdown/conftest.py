"""Parse small pages in memory."""

from collections.abc import Mapping
from pathlib import Path

from atlas_ssg import content, markdown
from atlas_ssg.cache import Cache, Memo
from atlas_ssg.config import Config, ConfigFile
from atlas_ssg.model.diagnostic import Diagnostic
from atlas_ssg.model.page import Page

ROOT = Path("/project")
PLAIN = Config(ROOT, ROOT / "content", ROOT / "output", None, ConfigFile())

SOURCES = """\
references:
  - {id: first-2016, title: First, URL: "https://a.example/1", custom: {provenance: first-party}}
  - {id: second-2018, title: Second, URL: "https://a.example/2", custom: {provenance: reported}}
"""


def parse(
    files: Mapping[str, str | bytes], config: Config = PLAIN
) -> tuple[dict[str, Page], list[Diagnostic]]:
    """The pages of `files`, and what is wrong with them."""
    loaded = content.load(config, files)
    pages, found = markdown.parse_all(loaded, config, Cache(None), Memo())
    return pages, [*loaded.diagnostics, *found]


def parse_one(text: str, others: Mapping[str, str | bytes] | None = None) -> Page:
    """One page, `a.md`, that must be without fault, among `others` (path -> text)."""
    pages, found = parse({"a.md": text, "sources/x.yaml": SOURCES, **(others or {})})
    assert found == []
    return pages["a.md"]


def html(page: Page) -> str:
    """The body as one string, diagrams as their ordinal in braces."""
    return "".join(piece if isinstance(piece, str) else f"{{{piece}}}" for piece in page.body)
