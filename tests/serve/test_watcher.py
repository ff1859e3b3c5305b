"""Real files and real notifications; every wait is for a change to be reported, or read."""

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest
from watchfiles import Change

from atlas_ssg.config import load
from atlas_ssg.serve import watcher as module
from atlas_ssg.serve.watcher import Sources, Watcher

SECONDS = 20


class Watched:
    """A project that is watched, and read anew after every change, as a build does."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sources = Sources((root / "content", root / "themes"), (root / "atlas.toml",))
        self.watcher = Watcher(lambda: self.sources)
        self._sets: Queue[tuple[frozenset[Path], dict[str, str]]] = Queue()
        self._last: dict[str, str] = {}

    def start(self) -> None:
        self.watcher.start()
        Thread(target=self._gather, daemon=True).start()

    def _gather(self) -> None:
        for changed in self.watcher.changes():
            self._sets.put((changed, self._texts()))

    def _texts(self) -> dict[str, str]:
        """The text of every file, but of those that go at this moment."""
        texts = {}
        for folder, _, names in os.walk(self.root):
            for name in names:
                with suppress(OSError):
                    path = Path(folder, name)
                    texts[path.relative_to(self.root).as_posix()] = path.read_text()
        return texts

    def _next(self) -> frozenset[Path]:
        changed, self._last = self._sets.get(timeout=SECONDS)
        return changed

    def read(self, name: str, text: str) -> None:
        """Wait until a file was read with this text."""
        while self._last.get(name) != text:
            self._next()

    def reported(self, *names: str) -> set[str]:
        """All that was reported until each of `names` was."""
        seen: set[str] = set()
        while not seen.issuperset(names):
            seen |= {path.relative_to(self.root).as_posix() for path in self._next()}
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
    for name in ("content/systems", "themes", "content"):
        for text in ("1", "2", "3"):
            shutil.rmtree(project.root / name)
            project.write(f"{name}/a.md", text)
            project.write(f"{name}/deep/er/b.md", text)
            project.read(f"{name}/a.md", text)
            project.read(f"{name}/deep/er/b.md", text)
            project.write(f"{name}/deep/er/b.md", "edit")
            project.read(f"{name}/deep/er/b.md", "edit")


def test_another_content_folder_is_followed(project: Watched) -> None:
    project.write("docs/a.md")
    project.sources = Sources((project.root / "docs",), (project.root / "atlas.toml",))
    project.write("atlas.toml", "new")
    for text in ("1", "2", "3"):  # the first before it is watched, it may be
        project.write("docs/a.md", text)
        project.read("docs/a.md", text)
    project.write("content/a.md", "nobody looks")
    project.write("atlas.toml", "newer")
    assert "content/a.md" not in project.reported("atlas.toml")


def test_a_folder_that_comes_and_goes_while_it_is_looked_for_is_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, late = tmp_path / "content", tmp_path / "themes"
    folder.mkdir()

    def watch(*folders: Path, **_: object) -> Iterator[set[object]]:
        late.mkdir(exist_ok=True)
        if folder in folders:
            raise FileNotFoundError
        yield set()

    monkeypatch.setattr(module, "watch", watch)
    watcher = Watcher(lambda: Sources((folder, late)))
    watcher.start()
    assert watcher._changed == {folder, late}


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
    asked: list[object] = []

    def watch(*folders: Path, force_polling: bool | None, **rest: object) -> Iterator[set[object]]:
        asked.append(force_polling)
        if not force_polling:
            raise OSError("no more watches")
        yield set()

    monkeypatch.setattr(module, "watch", watch)
    Watcher(lambda: Sources((tmp_path,))).start()
    assert asked.count(True) == 2
