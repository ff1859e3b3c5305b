"""The fingerprint changes with everything that metrics depend on, and with nothing else."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec.structs import replace as with_fields

from atlas_ssg.config import Config, ConfigFile, SiteTable
from atlas_ssg.model.coverage import History
from atlas_ssg.status.fingerprint import fingerprint


@pytest.fixture
def config(tmp_path: Path) -> Config:
    content = tmp_path / "content"
    (content / "sub").mkdir(parents=True)
    (content / "a.md").write_text("one")
    (content / "sub/b.md").write_text("two")
    return Config(tmp_path, content, tmp_path / "output", None, ConfigFile())


def test_the_same_content_has_the_same_digest_wherever_it_lies(config: Config) -> None:
    first = fingerprint(config, "r", History())
    assert fingerprint(config, "r", History()) == first
    moved = config.root / "elsewhere"
    config.content.rename(moved)
    assert fingerprint(replace(config, content=moved), "r", History()) == first


@pytest.mark.parametrize(
    "change",
    [
        lambda content: (content / "a.md").write_text("One"),
        lambda content: (content / "sub/b.md").unlink(),
        lambda content: (content / "a.md").rename(content / "c.md"),
        lambda content: (content / "sub/new.yaml").write_text(""),
    ],
)
def test_any_file_of_the_content_counts(config: Config, change: Callable[[Path], object]) -> None:
    before = fingerprint(config, "r", History())
    change(config.content)
    assert fingerprint(config, "r", History()) != before


def test_renderer_configuration_and_history_count(config: Config) -> None:
    before = fingerprint(config, "r", History())
    other = replace(config, file=with_fields(config.file, site=SiteTable(title="Other")))
    assert fingerprint(config, "another", History()) != before
    assert fingerprint(other, "r", History()) != before
    assert fingerprint(config, "r", History({"a.md": "2026-01-01"})) != before
