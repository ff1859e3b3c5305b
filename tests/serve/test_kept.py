import time
from dataclasses import replace
from pathlib import Path

import pytest

from atlas_ssg.config import Config, load
from atlas_ssg.model.output import OutputFile
from atlas_ssg.serve import inputs, kept
from atlas_ssg.serve.kept import recall
from atlas_ssg.serve.live import Snapshot

NAMED = (b"plain.css", b"plain.123.css")


def snapshot_of(**files: bytes) -> Snapshot:
    made = {f"{name}.html": OutputFile(f"{name}.html", raw, NAMED) for name, raw in files.items()}
    pages, categories = {"content/index.md": "index.html"}, (("costs", "Costs"),)
    return Snapshot(7, True, made, pages, categories, (("netflix", "Netflix"),))


HOME = snapshot_of(index=b"home plain.css")


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    """A project; the shipped theme is beside the point."""
    monkeypatch.setattr(inputs, "_SHIPPED", ())
    for path in ("content/index.md", "content/a/b.md", "themes/own/static/x.css", "atlas.toml"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("")
    return load(start=tmp_path)


def keep(config: Config, snapshot: Snapshot = HOME) -> None:
    kept.keep(snapshot, time.time_ns() + 10**9, config)


def contents(config: Config) -> dict[str, bytes]:
    found = recall(config)
    assert found is not None
    return {path: file.content for path, file in found.files.items()}


def place(config: Config) -> Path:
    assert config.cache is not None
    (found,) = (config.cache / "served").iterdir()
    return found


def test_what_was_kept_comes_back_while_nothing_changed(config: Config) -> None:
    keep(config)
    found = recall(config)
    assert found is not None
    assert replace(found, files={}) == replace(HOME, number=1, files={})
    assert contents(config) == {"index.html": b"home plain.123.css"}
    assert found.content("missing.html") == b""


def test_nothing_was_kept_yet(config: Config) -> None:
    assert recall(config) is None


@pytest.mark.parametrize("path", ["content/a/b.md", "themes/own/static/x.css", "atlas.toml"])
def test_an_edit_makes_it_worthless(config: Config, path: str) -> None:
    keep(config)
    (config.root / path).write_text("x")
    assert recall(config) is None


def test_new_and_deleted_files_make_it_worthless(config: Config) -> None:
    keep(config)
    (config.content / "new.md").write_text("")
    assert recall(config) is None
    keep(config)
    (config.content / "a/b.md").unlink()
    assert recall(config) is None


def test_another_setting_or_version_makes_it_worthless(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(config)
    assert recall(load(start=config.root, jobs=1)) is None
    monkeypatch.setattr(inputs, "__version__", "next")
    assert recall(config) is None


def test_what_changed_after_the_build_began_is_not_kept(config: Config) -> None:
    kept.keep(HOME, (config.content / "index.md").stat().st_mtime_ns - 1, config)
    assert recall(config) is None


def test_the_next_one_takes_its_place(config: Config) -> None:
    keep(config, snapshot_of(a=b"first", b=b"second"))
    keep(config, snapshot_of(a=b"other", c=b""))
    assert contents(config) == {"a.html": b"other", "c.html": b""}
    assert place(config)  # and nothing lies beside it


def test_bytes_that_are_not_what_they_were_are_not_served(config: Config) -> None:
    keep(config, snapshot_of(a=b"first", b=b"second"))
    file = place(config)
    file.write_bytes(file.read_bytes().replace(b"first", b"fi?st"))
    found = recall(config)
    assert found is not None
    assert found.content("a.html") == b""
    assert found.content("b.html") == b"second"
    file.write_bytes(file.read_bytes()[:-6])
    found = recall(config)
    assert found is not None
    assert found.content("b.html") == b""


@pytest.mark.parametrize("content", [b"", b"\0", b"\0\0\0\0\0\0\0\x08\x93not this", b"\xff" * 64])
def test_a_file_of_another_version_is_passed_over(config: Config, content: bytes) -> None:
    keep(config)
    place(config).write_bytes(content)
    assert recall(config) is None


def test_without_a_cache_or_on_a_full_disk_nothing_is_kept(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = replace(config, cache=None)
    keep(without)
    assert recall(without) is None

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("atlas_ssg.cache.os.replace", full)
    keep(config)
    assert recall(config) is None
