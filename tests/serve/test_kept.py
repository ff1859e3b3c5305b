import time
from dataclasses import replace
from pathlib import Path

import pytest

from atlas_ssg.cache import Cache
from atlas_ssg.config import Config, load
from atlas_ssg.serve import kept
from atlas_ssg.serve.kept import keep, recall
from atlas_ssg.serve.live import Snapshot

SNAPSHOT = Snapshot(
    7,
    True,
    {"index.html": b"home", "a.png": b"\x00"},
    {"content/index.md": "index.html"},
    (("costs", "Costs"),),
    (("netflix", "Netflix"),),
)


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    """A project; the shipped theme is beside the point."""
    monkeypatch.setattr(kept, "_SHIPPED", ())
    for path in ("content/index.md", "content/a/b.md", "themes/own/static/x.css", "atlas.toml"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("")
    return load(start=tmp_path)


def kept_now(config: Config) -> None:
    keep(SNAPSHOT, time.time_ns() + 10**9, config)


def test_what_was_kept_comes_back_while_nothing_changed(config: Config) -> None:
    kept_now(config)
    assert recall(config) == replace(SNAPSHOT, number=1)


def test_nothing_was_kept_yet(config: Config) -> None:
    assert recall(config) is None


@pytest.mark.parametrize("path", ["content/a/b.md", "themes/own/static/x.css", "atlas.toml"])
def test_an_edit_makes_it_worthless(config: Config, path: str) -> None:
    kept_now(config)
    (config.root / path).write_text("x")
    assert recall(load(start=config.root) if path != "atlas.toml" else config) is None


def test_new_and_deleted_files_make_it_worthless(config: Config) -> None:
    kept_now(config)
    (config.content / "new.md").write_text("")
    assert recall(config) is None
    kept_now(config)
    (config.content / "a/b.md").unlink()
    assert recall(config) is None


def test_another_setting_makes_it_worthless(config: Config) -> None:
    kept_now(config)
    assert recall(load(start=config.root, jobs=1)) is None


def test_another_version_makes_it_worthless(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_now(config)
    monkeypatch.setattr(kept, "__version__", "next")
    assert recall(config) is None


def test_what_changed_after_the_build_began_is_not_kept(config: Config) -> None:
    keep(SNAPSHOT, (config.content / "index.md").stat().st_mtime_ns - 1, config)
    assert recall(config) is None


def test_an_entry_of_another_version_is_passed_over(config: Config) -> None:
    Cache(config.cache).put(kept._KIND, kept._key(config), b"\x93not this")
    assert recall(config) is None


def test_without_a_cache_nothing_is_kept(config: Config) -> None:
    without = replace(config, cache=None)
    kept_now(without)
    assert recall(without) is None
