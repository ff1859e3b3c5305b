"""A check of hundreds of foreign pages with the real Mermaid: every fault at its line, no crash."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from atlas_ssg.cli.main import main
from tests.checks.foreign_corpus import Corpus, corpus

WRITTEN = corpus()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("foreign")
    for path, content in WRITTEN.files.items():
        (root / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / path).write_bytes(content)
    return root


def check(folder: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.chdir(folder)
    with pytest.raises(SystemExit) as ended:
        main(
            ["check", "docs", "--output-file", "found.json", "--output-format", "json", *arguments]
        )
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_the_corpus_has_every_type_whole_and_broken() -> None:
    assert len(WRITTEN.files) > 300
    names = {path.split("/")[1].rpartition("-")[0] for path in WRITTEN.broken}
    assert len(names) == 22
    assert corpus().files == WRITTEN.files
    assert isinstance(WRITTEN, Corpus)


@pytest.mark.browser
def test_every_broken_diagram_is_reported_at_its_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert check(folder, monkeypatch) == 1
    found = json.loads((folder / "found.json").read_text("utf-8"))
    places = {f["path"].removeprefix("docs/"): f["line"] for f in found if f["code"] == "MM001"}
    assert places == WRITTEN.broken
    assert {f["code"] for f in found if f["severity"] == "error"} == {"MM001"}


@pytest.mark.browser
def test_a_baseline_makes_the_next_run_clean(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    with pytest.raises(SystemExit) as ended:
        main(["check", "--content", "docs", "--baseline"])
    assert ended.value.code == 0
    assert check(folder, monkeypatch, "--strict") == 0
    assert json.loads((folder / "found.json").read_text("utf-8")) == []
