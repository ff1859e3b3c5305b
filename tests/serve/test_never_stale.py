"""Whatever is edited, the server's next build is what a build from nothing gives: nothing stale."""

from collections.abc import Callable
from pathlib import Path

import pytest

from atlas_ssg import pipeline
from atlas_ssg.cache import Memo
from atlas_ssg.config import load
from atlas_ssg.model.coverage import NO_HISTORY, History
from atlas_ssg.model.diagnostic import Diagnostic
from tests.fake_renderer import FakeRenderer
from tests.render.small import ARCHITECTURE, FILES, TOML

PAGE = "content/systems/acme/architecture.md"
OWN = TOML.replace("[site]", '[site]\ntheme = "own"', 1)
HISTORY = History({"systems/acme/architecture.md": "2026-03-02"})
Seen = tuple[dict[str, bytes], tuple[Diagnostic, ...]]


class Author:
    """A project on disk, its edits, and the builds of one server that follow them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.history = NO_HISTORY
        self._memo = Memo()
        for path, text in FILES.items():
            self.write(f"content/{path}", text)
        self.write("atlas.toml", OWN)
        self.write("themes/own/static/own.css", "b { color: red; }")
        self.write("themes/own/templates/own.html", "")

    def write(self, path: str, text: str | bytes) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)

    def files(self) -> set[Path]:
        return {
            path for path in self.root.rglob("*") if path.is_file() and ".atlas" not in path.parts
        }

    def built(self, memo: Memo | None = None) -> Seen:
        build = pipeline.build(
            load(start=self.root),
            FakeRenderer(),
            memo=self._memo if memo is None else memo,
            history=self.history,
        )
        return {file.path: file.content for file in build.files}, build.diagnostics

    def agrees(self) -> Seen:
        """Build as the server does, and from nothing."""
        warm, cold = self.built(), self.built(Memo())
        assert warm[1] == cold[1]
        assert warm[0].keys() == cold[0].keys()
        assert [path for path in cold[0] if warm[0][path] != cold[0][path]] == []
        return warm


def page(old: str, new: str) -> Callable[[Author], None]:
    assert old in ARCHITECTURE
    return lambda author: author.write(PAGE, ARCHITECTURE.replace(old, new))


def settings(old: str, new: str) -> Callable[[Author], None]:
    assert old in OWN
    return lambda author: author.write("atlas.toml", OWN.replace(old, new))


def file(path: str, text: str) -> Callable[[Author], None]:
    return lambda author: author.write(path, text)


def gone(path: str) -> Callable[[Author], None]:
    return lambda author: (author.root / path).unlink()


def moved(author: Author) -> None:
    (author.root / PAGE).rename(author.root / "content/systems/acme/moved.md")


def committed(author: Author) -> None:
    author.history = HISTORY


EDITS: dict[str, Callable[[Author], None]] = {
    "text": page("before you drop anything", "before you lift anything"),
    "a figure": page("$12 per month", "$13 per month"),
    "the same figure in other digits": page("$12 per month", "$12.0 per month"),
    "a title": page("title: Acme architecture", "title: Acme, seen from above"),
    "a diagram": page("flowchart LR\n", 'flowchart LR\n    NEW["New"]\n'),
    "a broken diagram": page("flowchart LR\n", "flowchart LR\n    A ?? B\n"),
    "broken front matter": page("title: Acme architecture", "title: [Acme"),
    "a page that goes": gone(PAGE),
    "a page that moves": moved,
    "a page that comes": file("content/systems/acme/new.md", "# New\n\n[[up]](architecture.md)\n"),
    "a source that goes": gone("content/sources/acme.yaml"),
    "a picture": file("content/systems/acme/pic.svg", "<svg/>"),
    "a template": file("themes/own/templates/page.html", "{{ view.heading }} and no more"),
    "a broken template": file("themes/own/templates/page.html", "{% if %}"),
    "a style": file("themes/own/static/own.css", "b { color: blue; }"),
    "another style": file("themes/own/static/more.css", "i { color: blue; }"),
    "the title of the site": settings('title = "Small atlas"', 'title = "Another"'),
    "a rule that is put off": settings("[site]", '[checks]\nignore = [""]\n\n[site]'),
    "its address": settings("[site]", '[site]\nbase_url = "https://atlas.example/"'),
    "a commit": committed,
}


@pytest.fixture(scope="module")
def author(tmp_path_factory: pytest.TempPathFactory) -> Author:
    """One server for all edits: each begins where the one before it was undone."""
    return Author(tmp_path_factory.mktemp("project").resolve())


@pytest.fixture(scope="module")
def before(author: Author) -> Seen:
    return author.agrees()


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_and_its_undoing_give_what_builds_from_nothing_give(
    edit: str, author: Author, before: Seen
) -> None:
    texts = {path: path.read_bytes() for path in author.files()}
    EDITS[edit](author)
    assert author.agrees() != before
    for path in author.files() - texts.keys():
        path.unlink()
    for path, text in texts.items():
        if not path.exists() or path.read_bytes() != text:
            path.write_bytes(text)
    author.history = NO_HISTORY
    assert author.built() == before
