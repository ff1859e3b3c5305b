from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from atlas_ssg.config import Config, load
from atlas_ssg.diagrams.renderer import Drawing, Job, RenderError
from atlas_ssg.model.diagnostic import InputError
from atlas_ssg.serve.builder import Builder
from tests.serve.hand_made import make_build


class Call:
    """What `pipeline.build` was called with."""

    def __init__(self, config: Config, renderer: Any, **more: Any) -> None:
        self.config, self.renderer, self.memo = config, renderer, more["memo"]


class Renderer:
    """Knows whether it was closed."""

    def __init__(self, config: Config) -> None:
        self.config, self.closed = config, False
        self.failing, self.drawn = False, 0

    def render(self, jobs: list[Job]) -> Iterator[tuple[int, Drawing]]:
        if self.failing:
            raise RenderError("no browser")
        yield 0, Drawing("", {})
        self.drawn = len(jobs)

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[Call]:
    made: list[Call] = []

    def build(config: Config, renderer: Any, **more: Any) -> Any:
        made.append(Call(config, renderer, **more))
        return make_build({})

    monkeypatch.setattr("atlas_ssg.pipeline.build", build)
    monkeypatch.setattr("atlas_ssg.diagrams.chromium.ChromiumRenderer", Renderer)
    return made


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "atlas.toml").write_text('[site]\ntitle = "One"\n')
    return tmp_path


def builder_of(project: Path) -> Builder:
    def configure() -> Config:
        return load(start=project)

    return Builder(configure(), configure)


def test_every_build_gets_the_same_memo_and_the_same_warm_renderer(
    project: Path, calls: list[Call]
) -> None:
    with builder_of(project) as builder:
        builder()
        builder()
        assert calls[0].memo is calls[1].memo
        assert calls[0].renderer is calls[1].renderer
        assert calls[0].config is calls[1].config
    assert calls[0].renderer.closed


def test_a_changed_configuration_is_read_again(project: Path, calls: list[Call]) -> None:
    with builder_of(project) as builder:
        builder()
        (project / "atlas.toml").write_text('[site]\ntitle = "Another"\n')
        builder()
    assert [call.config.site.title for call in calls] == ["One", "Another"]
    assert calls[0].renderer is calls[1].renderer


def test_an_equal_configuration_stays_the_same_object(project: Path, calls: list[Call]) -> None:
    with builder_of(project) as builder:
        builder()
        (project / "atlas.toml").write_text('# a comment\n[site]\ntitle = "One"\n')
        builder()
    assert calls[0].config is calls[1].config


def test_other_planes_need_another_browser(project: Path, calls: list[Call]) -> None:
    with builder_of(project) as builder:
        builder()
        (project / "atlas.toml").write_text("[build]\ndiagram_timeout = 5.0\n")
        builder()
    assert calls[0].renderer.closed
    assert calls[1].renderer.config.file.build.diagram_timeout == 5.0


def test_a_broken_configuration_is_reported_until_it_is_mended(
    project: Path, calls: list[Call]
) -> None:
    with builder_of(project) as builder:
        (project / "atlas.toml").write_text("[site\n")
        for _ in range(2):
            with pytest.raises(InputError, match=r"atlas\.toml"):
                builder()
        (project / "atlas.toml").write_text('[site]\ntitle = "Mended"\n')
        builder()
    assert [call.config.site.title for call in calls] == ["Mended"]


def test_the_browser_is_warmed_and_may_be_missing(project: Path, calls: list[Call]) -> None:
    with builder_of(project) as builder:
        builder.warm()
        builder()
        assert calls[0].renderer.drawn == 1
        calls[0].renderer.failing = True
        builder.warm()


def test_without_a_file_nothing_is_read_again(tmp_path: Path, calls: list[Call]) -> None:
    config = replace(load(start=tmp_path), path=None)

    def never() -> Config:
        raise AssertionError

    with Builder(config, never) as builder:
        builder()
    assert calls[0].config is config
