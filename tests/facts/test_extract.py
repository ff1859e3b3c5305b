"""Facts of a page: figures with subject, place and evidence; absences; exact messages."""

from atlas_ssg.model.citation import Provenance
from atlas_ssg.model.fact import QuantityKind
from tests.facts.pages import facts_of, told

TOML = """\
[[categories]]
id = "systems"
title = "Systems"
folder = "systems"
[[kinds]]
id = "storage"
title = "Storage"
[[systems]]
id = "netflix"
title = "Netflix"
"""


def test_a_flowchart_gives_its_nodes_edges_and_groups() -> None:
    facts = facts_of(
        """\
# Storage

```mermaid
flowchart LR
    subgraph State["State plane: 3 AZs"]
        CACHE["EVCache<br/>22,000 instances,<br/>14 PB [@own-2018]"]
    end
    API["API 2.1"] -->|"p99 1 ms [@press]"| CACHE
```
"""
    ).figures
    assert told(facts) == [
        ("node", "22,000 instances", "EVCache"),
        ("node", "14 PB", "EVCache"),
        ("edge", "1 ms", "API 2.1 → EVCache"),
        ("group", "3 AZs", "State plane"),
    ]
    node, _, edge, group = facts
    assert (node.anchor, node.in_diagram, node.place.line) == ("diagram", True, 6)
    assert node.place.column == 16
    assert (edge.place.line, edge.place.column) == (8, 25)
    assert (group.place.line, group.quantity.percentile) == (5, "")
    assert edge.quantity.percentile == "p99"
    assert edge.context == "API 2.1 → EVCache: p99 1 ms"
    assert (node.sources, node.provenance) == (("own-2018",), Provenance.FIRST_PARTY)
    assert (edge.sources, edge.provenance, edge.as_of) == (("press",), Provenance.REPORTED, "2021")


def test_a_sequence_gives_actors_messages_and_notes() -> None:
    facts = facts_of(
        """\
```mermaid
sequenceDiagram
    participant A as Gateway, 80 clusters
    participant B as Playback
    A->>B: play, p99 40 ms [@own-2018]
```
"""
    ).figures
    assert told(facts) == [
        ("node", "80 clusters", "Gateway"),
        ("edge", "40 ms", "Gateway → Playback"),
    ]


def test_types_without_nodes_give_their_texts() -> None:
    facts = facts_of('```mermaid\npie\n    "Compute $5M [@own-2018]" : 40\n```\n').figures
    assert [(f.where, f.quantity.text, f.sources) for f in facts] == [
        ("text", "$5M", ("own-2018",))
    ]


def test_a_second_diagram_has_an_anchor_of_its_own() -> None:
    fence = '```mermaid\nflowchart LR\n  A["10 nodes"] --> B\n```\n'
    assert [f.anchor for f in facts_of(fence + "\n" + fence).figures] == ["diagram", "diagram-2"]


def test_tables_name_row_and_column() -> None:
    facts = facts_of(
        """\
## Latency

| hop | p99 | limit (ms) | nodes |
|---|---|---|---|
| Zuul | 10 ms [@own-2018] | 500 [@press] | n/p |
| Cache, 5 nodes | 1 ms | | ~30 |
"""
    ).figures
    assert told(facts) == [
        ("cell", "10 ms", "Zuul — p99"),
        ("cell", "500", "Zuul — limit (ms)"),
        ("cell", "5 nodes", "Cache, 5 nodes — hop"),
        ("cell", "1 ms", "Cache, 5 nodes — p99"),
        ("cell", "~30", "Cache, 5 nodes — nodes"),
    ]
    assert [f.quantity.percentile for f in facts] == ["p99", "", "", "p99", ""]
    assert facts[1].quantity.low == 0.5
    assert {f.anchor for f in facts} == {"latency"}
    assert [f.place.line for f in facts] == [5, 5, 6, 6, 6]


def test_sentences_and_items_are_their_own_subject() -> None:
    facts = facts_of(
        """\
It serves
over 1M req/s [@own-2018]. It has `100 nodes` in 3 AZs.

- about 30% less; then 5 TB [@press]
"""
    ).figures
    assert told(facts) == [
        ("paragraph", "over 1M req/s", "It serves over 1M req/s."),
        ("paragraph", "3 AZs", "It has … in 3 AZs."),
        ("item", "about 30%", "about 30% less;"),
        ("item", "5 TB", "then 5 TB"),
    ]
    assert [f.place.line for f in facts] == [2, 2, 4, 4]
    assert [f.sources for f in facts] == [("own-2018",), (), ("press",), ("press",)]
    assert facts[1].provenance is Provenance.UNCITED


def test_code_is_no_claim() -> None:
    text = "Set `5` of 5 nodes to `10 ms`, not 10 ms.\n\n```sh\nsleep 30 s\n```\n"
    assert [f.quantity.text for f in facts_of(text).figures] == ["5 nodes", "10 ms"]
    assert facts_of(text).figures[1].subject == "Set … of 5 nodes to …, not 10 ms."


def test_a_fact_knows_its_page() -> None:
    path = "systems/netflix/storage.md"
    (fact,) = facts_of("## Size\n\n14 PB [@own-2018]\n", TOML, path).figures
    assert (fact.page, fact.permalink, fact.anchor) == (path, "/systems/netflix/storage/", "size")
    assert (fact.category, fact.system, fact.kind) == ("systems", "netflix", "storage")


def test_of_several_sources_the_weakest_names_the_provenance_and_the_newest_the_date() -> None:
    (fact,) = facts_of("14 PB [@own-2018; @press; @own-2020]\n").figures
    assert fact.sources == ("own-2018", "press", "own-2020")
    assert (fact.provenance, fact.as_of) == (Provenance.REPORTED, "2021")


def test_a_source_that_nobody_knows_proves_nothing() -> None:
    (fact,) = facts_of("14 PB [@nowhere]\n").figures
    assert (fact.sources, fact.provenance) == (("nowhere",), Provenance.UNCITED)


def test_what_is_not_published() -> None:
    absences = facts_of(
        """\
---
not_published:
  - {what: AWS bill, looked_in: "filings, talks", on: 2026-11-22}
---

```mermaid
flowchart LR
    A["EVCache<br/>cost n/p"] -->|"latency n/p"| B["and/or n/people"]
```

| item | cost |
|---|---|
| Zuul | n/p |

In prose n/p is a word.
"""
    ).absences
    assert [(a.what, a.in_diagram, a.place.line) for a in absences] == [
        ("EVCache cost", True, 8),
        ("EVCache cost → and/or n/people", True, 8),
        ("Zuul — cost", False, 13),
        ("AWS bill", False, 3),
    ]
    assert (absences[-1].looked_in, absences[-1].on) == ("filings, talks", "2026-11-22")


def test_every_figure_of_a_diagram_resolves_or_is_told() -> None:
    facts = facts_of(
        '```mermaid\nflowchart LR\n  A["10 nodes [@own-2018]"] -->|5 ms| B["20 nodes"]\n```\n'
    ).figures
    assert [(f.quantity.kind, f.provenance) for f in facts] == [
        (QuantityKind.COUNT, Provenance.FIRST_PARTY),
        (QuantityKind.COUNT, Provenance.UNCITED),
        (QuantityKind.DURATION, Provenance.UNCITED),
    ]
