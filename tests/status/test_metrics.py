"""The metrics as a document: its keys, its schema, and that nothing of today is in it."""

import json
from pathlib import Path
from typing import Any

import jsonschema

from atlas_ssg.cache import Memo
from atlas_ssg.model.coverage import History
from atlas_ssg.pipeline import examine
from atlas_ssg.progress import SILENT, StageClock
from atlas_ssg.status.metrics import Metrics, central, metrics, read, schema, text
from tests.checks.examined import ATLAS, LIBRARY, configured, page
from tests.fake_renderer import FakeRenderer

ROOT = Path(__file__).parent.parent.parent
FILES = {
    "systems/netflix/storage.md": page(body="It has 3 nodes [@own-2024] and 4 disks.\n"),
    "incidents/a.md": page("flowchart LR\n    A[unclosed --> ]B\n"),
    "guarantees/b.md": page(),
}


def measured(history: History | None = None) -> Metrics:
    seen = examine(
        configured(), FakeRenderer(), StageClock(SILENT), Memo(),
        files={**LIBRARY, **FILES}, history=history or History(),
    )  # fmt: skip
    return metrics(seen.indexes, ATLAS)


def document(found: Metrics) -> Any:
    return json.loads(text(found))


def test_the_keys_that_others_rely_on() -> None:
    found = document(measured())
    assert found["diagrams"]["total"] == 1
    assert found["diagrams"]["by_category"]["systems"] == 1
    assert sum(found["diagrams"]["by_category"].values()) == found["diagrams"]["total"]
    assert found["diagrams"]["broken"] == 1
    assert found["diagrams"]["concepts"] == {"guarantees": 1, "mechanisms": 0}
    assert found["systems"]["netflix"]["kinds"]["storage"] == "partial"
    assert found["systems"]["netflix"]["kinds"]["architecture"] == "missing"
    assert found["systems"]["openai"]["state"] == "not-started"
    assert found["system_states"] == {"complete": 0, "partial": 1, "not-started": 29}
    assert set(found["gates"]) == {item.id for gate in ATLAS.gates for item in gate.items}
    assert found["gates"]["logs"] == {
        "answered": 0, "linked": 0, "inherited": 0, "not_published": 0, "missing": 2,
    }  # fmt: skip
    assert found["provenance"]["first-party"] == 1
    figures = found["figures"]
    assert figures["total"] == figures["cited"] + figures["derived"] + figures["uncited"] == 2
    assert figures["not_published"] == 0
    assert found["next"]["missing"]["netflix"][0] == "architecture"


def test_the_central_file_holds_nothing_of_git() -> None:
    early, late = measured(), measured(History({"systems/netflix/storage.md": "2026-11-01"}))
    assert document(early)["velocity"]["weeks"] == {}
    assert document(late)["velocity"]["weeks"] == {"2026-W44": 1}
    assert text(central(early)) == text(central(late))
    assert set(document(central(late))) == set(document(late)) - {"velocity", "next"}


def test_keys_are_sorted_all_the_way_down() -> None:
    def check(value: Any) -> None:
        if isinstance(value, dict):
            assert list(value) == sorted(value)
            for inner in value.values():
                check(inner)

    found = document(measured())
    check(found)
    assert text(measured()).endswith("}\n")


def test_both_forms_fit_the_published_schema() -> None:
    published = json.loads((ROOT / "docs/central-metrics.schema.json").read_text())
    assert published == json.loads(json.dumps(schema()))
    jsonschema.Draft202012Validator.check_schema(published)
    validator = jsonschema.Draft202012Validator(published)
    for found in (document(measured()), document(central(measured()))):
        validator.validate(found)
    broken = document(measured())
    broken["systems"]["netflix"]["state"] = "nearly"
    assert not validator.is_valid(broken)


def test_what_was_written_is_read_again_and_nothing_else() -> None:
    found = measured()
    assert read(text(found).encode()) == found
    assert read(b"{}") is None
    assert read(b"\x00") is None
