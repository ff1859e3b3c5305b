"""A made-up site of 1,000 pages with diagrams, figures and sources, written to disk."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from bench.samples import diagram

ROOT = Path(__file__).parent.parent
PAGES = 1_000
SOURCES_IN_A_FILE = 10
_FOLDERS = ("incidents", "debugging", "scaling", "performance", "patterns")
_EDITED = 7

# Every figure in a diagram has its source.
_FIGURE = re.compile(r"\d+K req/s|p99 \d+ ms")
_STYLE = ":root { --bench: start; }\n"
_GLOSSARY = """\
API: Application Programming Interface
CDN: Content Delivery Network
DNS: Domain Name System
WAF: Web Application Firewall
"""
_PLAIN = "This sentence is the one that is edited."


@dataclass(frozen=True, slots=True)
class Site:
    """The site below `root`; one of its pages is edited."""

    root: Path

    @property
    def address(self) -> str:
        """The edited page's address, relative to the server's."""
        return f"{_FOLDERS[_EDITED % len(_FOLDERS)]}/service-{_EDITED}/"

    def edit_text(self, token: str) -> None:
        """Another sentence on the page."""
        self._write_page(sentence=f"This sentence now says {token}.")

    def edit_diagram(self, token: str) -> None:
        """Another label in the page's diagram."""
        self._write_page(label=token)

    def edit_style(self, token: str) -> None:
        """Another value in the theme's stylesheet."""
        path = self.root / "themes/bench/static/zz.css"
        path.write_text(_STYLE.replace("start", token), encoding="utf-8")

    def _write_page(self, **changes: str) -> None:
        path = self.root / f"content/{self.address.rstrip('/')}.md"
        path.write_text(_page(_EDITED, **changes), encoding="utf-8")


def write_site(root: Path) -> Site:
    """Write the project: its own theme (a colour on top of the shipped one), sources, pages."""
    site = Site(root)
    settings = (ROOT / "atlas.toml").read_text(encoding="utf-8")
    (root / "atlas.toml").write_text(settings.replace('theme = "atlas"', 'theme = "bench"'))
    (root / "themes/bench/templates").mkdir(parents=True)
    (root / "themes/bench/static").mkdir()
    shutil.copytree(ROOT / "themes/atlas", root / "themes/atlas")
    site.edit_style("start")
    for number in range(PAGES):
        path = root / f"content/{_FOLDERS[number % len(_FOLDERS)]}/service-{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_page(number), encoding="utf-8")
    (root / "content/glossary.yaml").write_text(_GLOSSARY, encoding="utf-8")
    for first in range(0, PAGES, SOURCES_IN_A_FILE):
        path = root / f"content/sources/publisher-{first}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        entries = "".join(_source(n) for n in range(first, first + SOURCES_IN_A_FILE))
        path.write_text(f"references:\n{entries}", encoding="utf-8")
    return site


def _source(number: int) -> str:
    return f"""\
  - id: source-{number}
    type: post-weblog
    title: How service {number} works
    author: [{{literal: Publisher {number}}}]
    issued: {{date-parts: [[2024, 3, {number % 28 + 1}]]}}
    accessed: {{date-parts: [[2026, 11, 1]]}}
    URL: https://publisher-{number}.example/service
    custom: {{provenance: first-party}}
"""


def _page(number: int, *, sentence: str = _PLAIN, label: str = "") -> str:
    other = (number + 1) % PAGES
    source = f"[@source-{number}]"
    drawn = _FIGURE.sub(rf"\g<0> {source}", diagram(number))
    start = f'flowchart TB\n    X["Start {label}"]:::edgeStyle -->|"asks"| E0\n'
    drawn = drawn.replace("flowchart TB\n", start, 1)
    return f"""\
---
title: Service {number}
description: "How service {number} answers, what it costs and what breaks first when it is full."
updated: 2026-11-01
tags: [made-up]
related: [/{_FOLDERS[other % len(_FOLDERS)]}/service-{other}/]
---

Service {number} answers {number + 10}K requests per second {source}. {sentence}

```mermaid
{drawn}
```

## At 3 AM

### Error messages

- `ERR{number}: queue of service {number} is full (code 0x{number:04x})`

### Metrics

- `service_{number}_queue_depth`: above {number + 100} requests it is full {source}

## Failure

### Failure modes

| what | effect | for how long |
|---|---|---|
| cache lost | slow | {number % 50 + 1} s {source} |
| queue full | errors | {number % 9 + 1} min [@source-{other}] |

### Recovery time

About {number % 30 + 5} minutes {source}.

## Cost

### Infrastructure cost

The service costs {number % 90 + 10} USD an hour [@source-{other}].
"""
