"""Whatever stands on a page: a check ends, and speaks of places that there are."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atlas_ssg.checks.formats import FORMATS
from tests.checks.examined import DIAGRAM, LIBRARY, diagnostics

PIECES = (
    "---\n",
    "title: x\n",
    "answers: {runbook: /a/#b}\n",
    "related: [/a/, /b/]\n",
    "updated: 2026-02-30\n",
    "not_published: [{what: x}]\n",
    "```mermaid\n",
    "```\n",
    DIAGRAM,
    "flowchart LR\n",
    " A --- B\n",
    ' A["5 ms [@own-2016]<br/>TODO"]:::edgeStyle --> B\n',
    "classDef edgeStyle fill:red\n",
    "style A fill:#f00,color:#f01\n",
    "box rgb(0,102,204) x\n",
    "sequenceDiagram\n",
    "subgraph X\n",
    "end\n",
    "# H\n",
    "## At 3 AM\n",
    "### Runbook\n",
    "1. do `x`\n",
    "- 10 sec [@own-2024]\n",
    "| a | 5 gb |\n",
    "|---|---|\n",
    "| `10 sec` | 10 sec |\n",
    "![](x.png)",
    "[x](#y)",
    "[x](https://example.com)",
    "<!-- atlas: ignore[SR001] -->",
    "%% atlas: ignore[",
    "robust\n",
    "high\nperformance ",
    "\n\n",
    "\t",
    "    ",
    "> ",
    "\u4e2d\u6587",
    "\U0001f680",
    "\r",
    "\u2060[1]\u2060",
    "\x00",
    "[@calc:none]",
    "n/p",
    "~~~",
    "RTO ",
    "Kafka ",
)
PATHS = ("systems/netflix/storage.md", "debugging/a.md", "notes.md", "systems/x/index.md")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    path=st.sampled_from(PATHS),
    pieces=st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=30),
)
def test_a_check_ends_and_every_place_exists(path: str, pieces: list[str]) -> None:
    text = "".join(pieces).encode("utf-8", "replace").decode()
    found = diagnostics({path: text})
    files = {f"content/{name}": content for name, content in {**LIBRARY, path: text}.items()}
    for d in found:
        written = files[d.place.path].removeprefix("\ufeff").replace("\r\n", "\n")
        lines = written.replace("\r", "\n").split("\n")
        assert 1 <= d.place.line <= len(lines), d
        assert 1 <= d.place.column <= len(lines[d.place.line - 1]) + 1, d
    for write in FORMATS.values():
        assert isinstance(write(found), str)
