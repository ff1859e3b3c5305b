"""A site that is as it was is not examined again; anything else is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from atlas_ssg import pipeline
from atlas_ssg.cli import inspection
from atlas_ssg.cli.inspection import Inspection, Look
from atlas_ssg.cli.report import Reporter
from atlas_ssg.config import Config, load
from atlas_ssg.diagrams.renderer import Answer, Refusal
from tests.fake_renderer import FakeRenderer

PAGE = "# A\n\n```mermaid\nflowchart LR\n    A --> B\n```\n\n[x](no.md)\n"


@pytest.fixture
def project(tmp_path: Path) -> Config:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text(PAGE)
    return load(start=tmp_path)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> dict[str, Answer]:
    """What the renderers of all inspections answer."""
    given: dict[str, Answer] = {}
    monkeypatch.setattr(inspection, "ChromiumRenderer", lambda config: FakeRenderer(given))
    return given


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch) -> list[Config]:
    """The configurations with which the pipeline was called."""
    calls: list[Config] = []
    examine: Callable[..., pipeline.Examined] = pipeline.examine

    def counted(config: Config, *rest: object) -> pipeline.Examined:
        calls.append(config)
        return examine(config, *rest)

    monkeypatch.setattr(pipeline, "examine", counted)
    return calls


def look(config: Config) -> Look:
    """What a new process would see."""
    with Inspection(config, Reporter(), external_links=False) as fresh:
        return fresh.look()


@pytest.mark.usefixtures("answers")
def test_the_second_look_is_from_memory(project: Config, examined: list[Config]) -> None:
    first, second = look(project), look(project)
    assert len(examined) == 1
    assert second == first
    assert [d.code for d in second.diagnostics] == ["LK001"]
    assert (second.seen.pages, second.seen.diagrams) == (1, 1)


@pytest.mark.usefixtures("answers")
@pytest.mark.parametrize("path", ["content/a.md", "content/b.md", "content/sources/s.yaml"])
def test_a_changed_file_is_seen(project: Config, examined: list[Config], path: str) -> None:
    look(project)
    (project.root / path).parent.mkdir(exist_ok=True)
    (project.root / path).write_text("# Changed\n" if path.endswith("md") else "references: 5\n")
    second = look(project)
    assert len(examined) == 2
    assert second.texts[path].startswith(("# Changed", "references"))


@pytest.mark.usefixtures("answers")
def test_a_file_that_is_gone_is_seen(project: Config, examined: list[Config]) -> None:
    look(project)
    (project.content / "a.md").unlink()
    assert look(project).seen.pages == 0
    assert len(examined) == 2


@pytest.mark.usefixtures("answers")
def test_another_configuration_is_another_check(project: Config, examined: list[Config]) -> None:
    from msgspec.structs import replace as with_fields

    look(project)
    checks = with_fields(project.file.checks, ignore=("LK",))
    changed = replace(project, file=with_fields(project.file, checks=checks))
    assert look(changed).diagnostics == ()
    assert len(examined) == 2


def test_a_diagram_that_ran_out_of_time_is_tried_again(
    project: Config, answers: dict[str, Answer], examined: list[Config]
) -> None:
    answers["A --> B"] = Refusal("timeout", "not drawn within 20 s", 1, 1)
    assert "MM002" in {d.code for d in look(project).diagnostics}
    answers.clear()
    assert "MM002" not in {d.code for d in look(project).diagnostics}
    assert len(examined) == 2


@pytest.mark.usefixtures("answers")
def test_a_broken_entry_is_made_again(project: Config, examined: list[Config]) -> None:
    look(project)
    assert project.cache
    for entry in project.cache.rglob("check/**/*"):
        if entry.is_file():
            entry.write_bytes(b"nonsense")
    assert [d.code for d in look(project).diagnostics] == ["LK001"]
    assert len(examined) == 2


@pytest.mark.usefixtures("answers")
def test_without_a_cache_everything_is_done_each_time(
    project: Config, examined: list[Config]
) -> None:
    bare = replace(project, cache=None)
    assert look(bare) == look(bare)
    assert len(examined) == 2


def test_a_file_saved_during_the_check_is_not_taken_for_checked(
    project: Config, answers: dict[str, Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    examine: Callable[..., pipeline.Examined] = pipeline.examine

    def slow(*given: object) -> pipeline.Examined:
        found = examine(*given)
        (project.content / "a.md").write_text("# Mended\n")
        return found

    monkeypatch.setattr(pipeline, "examine", slow)
    assert len(look(project).diagnostics) == 1
    monkeypatch.setattr(pipeline, "examine", examine)
    (project.content / "a.md").write_text(PAGE)
    assert len(look(project).diagnostics) == 1
    (project.content / "a.md").write_text("# Mended\n")
    assert look(project).diagnostics == ()
