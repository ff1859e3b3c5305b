"""The labels of every diagram type reach the facts, by Mermaid's own graph."""

from __future__ import annotations

import pytest

from atlas_ssg.cache import Memo
from atlas_ssg.diagrams.chromium import ChromiumRenderer
from atlas_ssg.model.site import Site
from atlas_ssg.pipeline import examine
from atlas_ssg.progress import SILENT, StageClock
from tests.facts.pages import SHELVES
from tests.sites import config_of

pytestmark = pytest.mark.browser

# Type -> (source, where its figures stand). "@" stands for a citation.
DIAGRAMS = {
    "flowchart": (
        'flowchart LR\n  subgraph g["Plane 3 AZs @"]\n    A["Cache 5 nodes @"]\n  end\n'
        '  A -->|"p99 1 ms @"| B',
        {("group", "3 AZs"), ("node", "5 nodes"), ("edge", "1 ms")},
    ),
    "sequence": (
        "sequenceDiagram\n  box Plane 7 AZs @\n  participant A as API 5 nodes @\n  end\n"
        "  participant B\n  A->>B: call 10 ms @\n  Note over A,B: timeout 30 s @\n"
        "  loop every 5 min @\n    A->>B: x\n  end",
        {("group", "7 AZs"), ("node", "5 nodes"), ("edge", "10 ms"), ("text", "30 s"),
         ("text", "5 min")},
    ),
    "state": (
        'stateDiagram-v2\n  s1: Idle 5 ms @\n  s1 --> s2: after 10 s @\n  state "Group 3 AZs @"'
        " as g {\n    s3: In 7 GB @\n  }\n  note right of s1\n  a note 9 TB @\n  end note",
        {("node", "5 ms"), ("edge", "10 s"), ("group", "3 AZs"), ("node", "7 GB"),
         ("node", "9 TB")},
    ),
    "class": (
        'classDiagram\n  class A["Cache 5 nodes @"]\n  A --> B : 10 ms @\n  note for A "9 TB @"',
        {("node", "5 nodes"), ("edge", "10 ms"), ("node", "9 TB")},
    ),
    "er": (
        'erDiagram\n  USER["Users 5 shards @"] {\n    int id "3 replicas @"\n  }\n'
        '  USER ||--o{ ORDER : "holds 7 GB @"',
        {("node", "5 shards"), ("node", "3 replicas"), ("edge", "7 GB")},
    ),
    "pie": ('pie title Spend $12K/mo @\n  "Compute $5M @" : 40\n  "Rest" : 60',
            {("text", "$12K/mo"), ("text", "$5M")}),
    "gantt": (
        "gantt\n  title Took 3 h @\n  dateFormat YYYY-MM-DD\n  section Part 5 nodes @\n"
        "  Step 10 min @ :a, 2020-01-01, 3d",
        {("text", "3 h"), ("text", "5 nodes"), ("text", "10 min")},
    ),
    "journey": ("journey\n  title Took 3 h @\n  section Part 5 nodes @\n    Step 10 min @: 5: Me",
                {("text", "3 h"), ("text", "5 nodes"), ("text", "10 min")}),
    "timeline": ("timeline\n  title Since 5 years @\n  2016 : Grew to 22000 nodes @ : 14 PB @",
                 {("text", "5 years"), ("text", "22000 nodes"), ("text", "14 PB")}),
    "mindmap": ('mindmap\n  root(("Cache 5 nodes @"))\n    a["Shard 7 GB @"]',
                {("node", "5 nodes"), ("node", "7 GB")}),
    "gitGraph": ('gitGraph\n  commit id: "a 5 nodes @" tag: "took 3 h @"',
                 {("node", "5 nodes"), ("node", "3 h")}),
    "quadrant": ("quadrantChart\n  title Cost $5M @\n  x-axis Few --> Many\n  Alpha: [0.3, 0.6]",
                 {("text", "$5M")}),
    "requirement": (
        'requirementDiagram\n  requirement r1 {\n  id: 1\n  text: "under 10 ms @"\n  risk: high\n'
        "  verifymethod: test\n  }",
        {("node", "under 10 ms")},
    ),
    "c4": (
        'C4Context\n  Person(a, "User", "reads 7 GB @")\n  System(b, "API", "p99 9 ms @")\n'
        '  Rel(a, b, "calls 10 ms @", "HTTP")',
        {("node", "7 GB"), ("node", "9 ms"), ("edge", "10 ms")},
    ),
    "sankey": ("sankey-beta\n\nCompute 5 nodes,Total,40\nRest,Total,5", {("node", "5 nodes")}),
    "xychart": ('xychart-beta\n  title "Grew to 5 nodes @"\n  x-axis [a, b]\n  bar [1, 2]',
                {("text", "5 nodes")}),
    "block": (
        'block-beta\n  A["Cache 5 nodes @"]\n  block:g["Plane 3 AZs"]\n    B["7 GB @"]\n  end\n'
        '  A -- "10 ms @" --> B',
        {("node", "5 nodes"), ("group", "3 AZs"), ("node", "7 GB"), ("edge", "10 ms")},
    ),
    "packet": ('packet-beta\n  0-15: "Field of 5 bytes @"\n  16-31: "Rest"', {("text", "5 bytes")}),
    "kanban": ('kanban\n  todo["To do 5 nodes @"]\n    a["Task 10 min @"]',
               {("group", "5 nodes"), ("node", "10 min")}),
    "architecture": (
        "architecture-beta\n  group g(cloud)[Plane 3 AZs]\n  service a(server)[Cache 5 nodes] in g",
        {("group", "3 AZs"), ("node", "5 nodes")},
    ),
    "radar": ('radar-beta\n  axis a["Speed 5 ms"], b["Size"]\n  curve c["Now 9 nodes"]{1, 2}',
              {("text", "5 ms"), ("text", "9 nodes")}),
    "treemap": ('treemap-beta\n"Total $5M @"\n  "Compute 7 nodes @": 10',
                {("text", "$5M"), ("text", "7 nodes")}),
}  # fmt: skip


@pytest.fixture(scope="module")
def site() -> Site:
    """A page for each type, drawn by the real Mermaid."""
    files = {
        f"{name}.md": f"# {name}\n\n```mermaid\n{source.replace('@', '[@press]')}\n```\n"
        for name, (source, _) in DIAGRAMS.items()
    }
    config = config_of()
    with ChromiumRenderer(config) as renderer:
        seen = examine(config, renderer, StageClock(SILENT), Memo(), {**SHELVES, **files})
    return seen.site


@pytest.mark.parametrize("name", DIAGRAMS)
def test_labels_reach_the_facts(name: str, site: Site) -> None:
    source, expected = DIAGRAMS[name]
    facts = [fact for fact in site.facts.figures if fact.page == f"{name}.md"]
    assert {(fact.where, fact.quantity.text) for fact in facts} == expected
    assert len(facts) == len(expected)
    if "@" in source:
        cited = source.count("@")
        assert sum(fact.sources == ("press",) for fact in facts) == cited
    assert all(fact.place.line > 3 for fact in facts), "each stands on a line of its own fence"
