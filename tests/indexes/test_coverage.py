"""Coverage of small atlases, built in memory with the fake renderer."""

from collections.abc import Mapping

from atlas_ssg.cache import Memo
from atlas_ssg.model.coverage import Coverage, History
from atlas_ssg.model.index import Indexes
from atlas_ssg.pipeline import examine
from atlas_ssg.progress import SILENT, StageClock
from tests.checks.examined import DIAGRAM, LIBRARY, configured, page
from tests.fake_renderer import FakeRenderer

BROKEN = "flowchart LR\n    A[unclosed --> ]B\n"
FIGURES = """\
The gateway takes 1M requests/s [@own-2024] within 10 ms. It costs $5/month [@press-2025].

## Failure

### Failure modes

- The router stops.
"""


def measured(
    files: Mapping[str, str], memo: Memo | None = None, history: History | None = None
) -> Indexes:
    seen = examine(
        configured(), FakeRenderer(), StageClock(SILENT), memo or Memo(),
        files={**LIBRARY, **files}, history=history or History(),
    )  # fmt: skip
    return seen.indexes


def covered(files: Mapping[str, str]) -> Coverage:
    return measured(files).coverage


def test_only_what_renders_in_a_counted_category_counts() -> None:
    found = covered(
        {
            "incidents/a.md": page(),
            "incidents/broken.md": page(BROKEN),
            "incidents/index.md": page(),
            "incidents/text.md": "# Only text\n",
            "guarantees/b.md": page(),
            "elsewhere/c.md": page(),
        }
    )
    assert (found.diagrams, found.target, found.concepts) == (1, 900, 1)
    assert [broken.page for broken in found.broken] == ["incidents/broken.md"]


def test_figures_by_evidence() -> None:
    found = covered({"incidents/a.md": page(body=FIGURES)})
    assert (found.figures.total, found.figures.cited, found.figures.uncited) == (3, 2, 1)
    assert dict(found.provenance)["first-party"] == 1
    assert dict(found.provenance)["reported"] == 1


def test_what_diagrams_have() -> None:
    plain = 'flowchart LR\n    A["one"] --> B["two"]\n'
    latency = 'flowchart LR\n    A["one"]:::edgeStyle -->|"p99 10 ms [@own-2024]"| B["two"]\n'
    found = covered(
        {
            "incidents/plain.md": page(plain),
            "incidents/slo.md": page(latency, FIGURES),
            "guarantees/costly.md": page(latency, FIGURES),
        }
    )
    having = found.having
    assert having.planes == 1, "half of the nodes are enough, none are not"
    assert having.slo_labels == 1
    assert having.costs == 1
    assert having.failure_scenarios == 1
    assert found.figures.in_diagrams == 1


def test_a_plane_may_be_the_title_of_the_group() -> None:
    boxes = 'flowchart LR\n    subgraph G["Edge plane"]\n        A["one"]\n        B["two"]\n'
    found = covered({"incidents/a.md": page(f"{boxes}    end\n    A --> B\n")})
    assert found.having.planes == 1


def test_gates_add_up_and_inherited_answers_are_linked() -> None:
    found = covered(
        {
            "systems/netflix/storage.md": page(),
            "systems/netflix/failure-domains.md": page(body=FIGURES),
        }
    )
    gates = {gate.item: gate for gate in found.gates}
    modes = gates["failure-modes"]
    assert (modes.answered, modes.linked, modes.inherited, modes.missing) == (1, 1, 1, 0)
    logs = gates["logs"]
    assert (logs.answered, logs.linked, logs.missing) == (0, 0, 2)
    assert found.weakest[0].missing > 0
    assert "failure-modes" not in {gate.item for gate in found.weakest}


def test_gaps_the_nearest_to_complete_first() -> None:
    kinds = ["architecture", "storage", "request-flow"]
    files = {f"systems/uber/{kind}.md": page() for kind in kinds}
    files["systems/netflix/storage.md"] = page()
    files["systems/netflix/request-flow.md"] = page(BROKEN)
    gaps = covered(files).gaps
    assert [gap.system for gap in gaps[:3]] == ["uber", "netflix", "amazon"]
    assert "request-flow" in gaps[1].kinds, "a broken diagram is missing"
    assert len(gaps) == 30


def test_ages_are_counted_to_the_newest_page() -> None:
    found = covered(
        {"incidents/a.md": page(updated="2026-11-22"), "incidents/b.md": page(updated="2025-01-01")}
    )
    ages = {source.key: source for source in found.sources}
    assert found.as_of == "2026-11-22"
    assert (ages["default-stale"].unread, ages["default-stale"].limit) == (46, 24)
    assert ages["default-stale"].stale
    assert not ages["default-3"].stale
    assert ages["own-2016"].stale, "nobody says when it was read"
    assert dict(found.by_age)["under_1"] == 0
    assert dict(found.by_age)["over_10"] == 1, "2016-03, ten years and eight months"
    assert dict(found.by_reading)["over_24"] == 1
    assert sum(count for _, count in found.by_age) == len(found.sources)
    assert sum(count for _, count in found.by_reading) == len(found.sources)


def test_the_pace_counts_the_pages_that_count() -> None:
    files = {"incidents/a.md": page(), "guarantees/b.md": page(), "incidents/c.md": page(BROKEN)}
    history = History(dict.fromkeys(files, "2026-03-02"))
    assert measured(files, history=history).pace.weeks == (("2026-W10", 1),)


def test_a_warm_memo_measures_the_same() -> None:
    files = {"incidents/a.md": page(body=FIGURES), "systems/netflix/storage.md": page()}
    memo = Memo()
    first = measured(files, memo)
    assert measured(files, memo).coverage is first.coverage
    files["incidents/a.md"] = page(DIAGRAM)
    assert measured(files, memo).coverage == covered(files)


def test_an_empty_atlas_measures_nothing() -> None:
    found = covered({})
    assert (found.diagrams, found.figures.total, found.as_of) == (0, 0, "")
    assert found.having.planes == 0
    assert found.weakest == ()
