"""Sites in memory, from a map of file names to text to the diagnostics of a check."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from atlas_ssg.cache import Memo
from atlas_ssg.config import ChecksTable, Config, ConfigFile, parse
from atlas_ssg.diagrams.renderer import Answer
from atlas_ssg.model.diagnostic import Diagnostic
from atlas_ssg.pipeline import examine
from atlas_ssg.progress import SILENT, StageClock
from tests.fake_renderer import FakeRenderer

ROOT = Path(__file__).parent.parent.parent
ATLAS: ConfigFile = parse((ROOT / "atlas.toml").read_text(encoding="utf-8"), "atlas.toml")

SOURCES = """\
references:
  - {id: own-2024, title: Our gateway, publisher: Netflix, URL: "https://a.test/1",
     issued: {date-parts: [[2024]]}, accessed: {date-parts: [[2026, 10, 1]]},
     custom: {provenance: first-party}}
  - {id: own-2016, title: Our cache, publisher: Netflix, URL: "https://a.test/2",
     issued: {date-parts: [[2016, 3]]}, custom: {provenance: first-party}}
  - {id: press-2025, title: Streaming, publisher: The Paper, URL: "https://b.test/1",
     issued: {date-parts: [[2025]]}, custom: {provenance: reported}}
  - {id: summary-a, title: How they do it, publisher: Summary A, URL: "https://c.test/1",
     issued: {date-parts: [[2025]]}, custom: {provenance: summary}}
  - {id: summary-b, title: How they do it too, publisher: Summary B, URL: "https://c.test/2",
     issued: {date-parts: [[2025]]}, custom: {provenance: summary}}
  - {id: default-3, title: Configuration, publisher: Kafka, URL: "https://d.test/1",
     accessed: {date-parts: [[2026, 10, 1]]}, custom: {provenance: documented-default}}
  - {id: default-stale, title: Configuration, publisher: Kafka, URL: "https://d.test/2",
     accessed: {date-parts: [[2023, 1, 1]]}, custom: {provenance: documented-default}}
  - {id: price-2026, title: Prices, publisher: AWS, URL: "https://e.test/1",
     accessed: {date-parts: [[2026, 10, 1]]}, custom: {provenance: price-list}}
  - {id: bench-2025, title: Ten million writes, publisher: The Lab, URL: "https://f.test/1",
     issued: {date-parts: [[2025]]}, accessed: {date-parts: [[2026, 10, 1]]},
     custom: {provenance: benchmark}}
  - {id: bench-nobody, title: Fast, URL: "https://f.test/2", custom: {provenance: benchmark}}
"""
LIBRARY = {
    "sources/all.yaml": SOURCES,
    "glossary.yaml": "API: Application Programming Interface\n",
    "technologies.yaml": "Kafka: {aliases: [Apache Kafka]}\nAmazon S3: {managed: true}\n",
    "prices/list.yaml": (
        "id: list\nprovider: AWS\nas_of: 2026-10\nsource: price-2026\n"
        "prices: {egress: {price: 0.05 USD/GB}}\n"
    ),
}
# Ten connected, labelled nodes of one plane: what most rules are content with.
DIAGRAM = """\
flowchart LR
    A["Gateway"]:::edgeStyle --> B["Router"]:::edgeStyle
    B --> C["Login"]:::edgeStyle --> D["Profile"]:::edgeStyle
    B --> E["Playback"]:::edgeStyle --> F["License"]:::edgeStyle
    B --> G["Search"]:::edgeStyle --> H["Ranking"]:::edgeStyle
    B --> I["Billing"]:::edgeStyle --> J["Ledger"]:::edgeStyle
"""
DESCRIPTION = "Shows which way a request goes and where it may end; open it when the login is slow."


def page(
    diagram: str = DIAGRAM,
    body: str = "",
    *,
    title: str = "Request flow",
    description: str = DESCRIPTION,
    updated: str = "2026-11-22",
    front: str = "",
) -> str:
    """A page with front matter and one diagram."""
    head = "".join(
        f"{key}: {value}\n"
        for key, value in (("title", title), ("description", description), ("updated", updated))
        if value
    )
    return f"---\n{head}{front}---\n\n```mermaid\n{diagram.rstrip()}\n```\n\n{body}"


def configured(
    *, checks: ChecksTable | None = None, file: ConfigFile = ATLAS, cache: Path | None = None
) -> Config:
    """The atlas's own configuration, with other `[checks]` where a test gives some."""
    root = Path("/project")
    return Config(
        root=root,
        content=root / "content",
        output=root / "output",
        cache=cache,
        file=replace(file, checks=checks) if checks else file,
    )


def diagnostics(
    files: Mapping[str, str],
    *,
    answers: Mapping[str, Answer] | None = None,
    checks: ChecksTable | None = None,
    file: ConfigFile = ATLAS,
    memo: Memo | None = None,
) -> tuple[Diagnostic, ...]:
    """What a check of `files` and the small library finds; diagrams are drawn by the fake."""
    config = configured(checks=checks, file=file)
    renderer = FakeRenderer(answers)
    everything = {**LIBRARY, **files}
    seen = examine(config, renderer, StageClock(SILENT), memo or Memo(), files=everything)
    return seen.diagnostics


def underlined(diagnostic: Diagnostic) -> str:
    """The words of the author's text that the caret stands below."""
    start = diagnostic.place.column - 1
    return diagnostic.source_line[start : start + diagnostic.length]
