"""Real files and real notifications; every wait is for a change to be reported."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest
from watchfiles import Change

from atlas_ssg.config import load
from atlas_ssg.serve.watcher import Sources, Watcher

SECONDS = 20


class Watched:
    """A project that is watched; `reported` waits until paths were reported."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sources = Sources((root / "content", root / "themes"), (root / "atlas.toml",))
        self.watcher = Watcher(lambda: self.sources)
        self._sets: Queue[frozenset[Path]] = Queue()

    def start(self) -> None:
        self.watcher.start()
        Thread(target=self._gather, daemon=True).start()

    def _gather(self) -> None:
        for changed in self.watcher.changes():
            self._sets.put(changed)

    def reported(self, *names: str) -> set[str]:
        """All that was reported until each of `names` was."""
        seen: set[str] = set()
        while not seen.issuperset(names):
            changed = self._sets.get(timeout=SECONDS)
            seen |= {path.relative_to(self.root).as_posix() for path in changed}
        return seen

    def write(self, name: str, text: str = "x") -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Watched]:
    watched = Watched(tmp_path.resolve())
    watched.write("content/a.md")
    watched.write("content/systems/b.md")
    watched.write("themes/atlas/static/atlas.css")
    watched.write("atlas.toml")
    watched.start()
    yield watched
    watched.watcher.stop()


@pytest.mark.parametrize(
    "name", ["content/a.md", "content/systems/b.md", "themes/atlas/static/atlas.css", "atlas.toml"]
)
def test_an_edit_is_reported(project: Watched, name: str) -> None:
    project.write(name, "new")
    project.reported(name)


def test_creates_deletes_and_renames_are_reported(project: Watched) -> None:
    project.write("content/new/c.md")
    project.reported("content/new")
    project.write("content/new/d.md")
    project.reported("content/new/d.md")
    (project.root / "content/a.md").unlink()
    project.reported("content/a.md")
    (project.root / "content/new/d.md").rename(project.root / "content/e.md")
    project.reported("content/new/d.md", "content/e.md")


@pytest.mark.parametrize("name", ["content/a.md", "atlas.toml"])
def test_editors_that_write_by_rename(project: Watched, name: str) -> None:
    for text in ("1", "2"):  # the second time it is another file than the one that was watched
        temporary = project.root / f"{name}~"
        temporary.write_text(text)
        os.replace(temporary, project.root / name)
        project.reported(name)


def test_a_folder_that_goes_and_comes_back_is_watched_again(project: Watched) -> None:
    shutil.rmtree(project.root / "content")
    project.reported("content")
    project.write("content/a.md")
    project.reported("content")
    project.write("content/systems/deep/b.md")
    project.reported("content/systems")


def test_another_content_folder_is_followed(project: Watched) -> None:
    project.write("docs/a.md")
    project.sources = Sources((project.root / "docs",), (project.root / "atlas.toml",))
    project.write("atlas.toml", "new")
    project.reported("atlas.toml")
    while True:  # until the new folder is watched
        project.write("docs/a.md", "edit")
        if not project._sets.empty():
            break
    assert project.reported("docs/a.md") <= {"docs/a.md", "docs"}


def test_changes_while_nobody_asks_are_one(tmp_path: Path) -> None:
    watcher = Watcher(lambda: Sources((tmp_path,)))
    watcher._add({tmp_path / "a"})
    watcher._add({tmp_path / "b"})
    changes = watcher.changes()
    assert next(changes) == {tmp_path / "a", tmp_path / "b"}
    watcher._add({tmp_path / "c"})  # while the build of the first two is running
    assert next(changes) == {tmp_path / "c"}
    watcher.stop()
    assert list(changes) == []


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("content/a.md", True),
        ("content/.git/index", False),
        ("content/.a.md.swp", False),
        ("content/a.md~", False),
        ("content/#a.md#", False),
        ("content/node_modules/x.js", False),
        ("output/index.html", False),
        ("elsewhere", False),
    ],
)
def test_what_counts(name: str, wanted: bool) -> None:
    sources = Sources((Path("/p/content"), Path("/p/themes")), (Path("/p/atlas.toml"),))
    assert sources.deep(Change.modified, f"/p/{name}") is wanted
    assert sources.shallow(Change.modified, f"/p/{name}") is False
    assert sources.shallow(Change.added, "/p/themes") is True


def test_the_sources_of_a_configuration(tmp_path: Path) -> None:
    (tmp_path / "atlas.toml").write_text('[build]\ncontent = "docs"\n')
    root = tmp_path.resolve()
    sources = Sources.of(load(start=tmp_path))
    assert sources == Sources((root / "docs", root / "themes"), (root / "atlas.toml",))
    assert sources.holders == (root,)


def test_without_notifications_it_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from atlas_ssg.serve import watcher as module

    asked: list[object] = []

    def watch(*folders: Path, force_polling: bool | None, **rest: object) -> Iterator[set[object]]:
        asked.append(force_polling)
        if not force_polling:
            raise OSError("no more watches")
        yield set()

    monkeypatch.setattr(module, "watch", watch)
    Watcher(lambda: Sources((tmp_path,))).start()
    assert asked.count(True) == 2
