"""What an edit touches, counted on the real content: the server's builds share one memo."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from atlas_ssg import pipeline
from atlas_ssg.cache import Memo
from atlas_ssg.config import load
from atlas_ssg.model.output import Build
from atlas_ssg.render.environment import Templates
from tests.fake_renderer import FakeRenderer

ROOT = Path(__file__).parent.parent.parent
SOURCE = "systems/netflix/storage.md"
ADDRESS = "systems/netflix/storage/"


class Author:
    """Edits a copy of the real content and builds it again; counts what was done for that."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        shutil.copytree(ROOT / "content", root / "content")
        shutil.copytree(ROOT / "themes", root / "themes")
        shutil.copy(ROOT / "atlas.toml", root)
        self.renderer, self.memo = FakeRenderer(), Memo()
        self.rendered: list[str] = []
        self.files: dict[str, bytes] = {}
        original = Templates.render

        def counted(templates: Templates, name: str, view: object) -> str:
            self.rendered.append(name)
            return original(templates, name, view)  # type: ignore[arg-type]

        monkeypatch.setattr(Templates, "render", counted)

    def build(self) -> set[str]:
        """Build; the paths of the files that are other than before."""
        self.rendered.clear()
        self.renderer.drawn.clear()
        build: Build = pipeline.build(load(start=self.root), self.renderer, memo=self.memo)
        before, self.files = self.files, {file.path: file.content for file in build.files}
        return {path for path in self.files if self.files[path] != before.get(path)}

    def edit(self, path: str, change: Callable[[str], str]) -> set[str]:
        """Edit a file, build; the paths of the files that are other than before."""
        file = self.root / path
        before = file.read_text()
        file.write_text(change(before))
        assert file.read_text() != before
        return self.build()


@pytest.fixture
def author(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Author:
    author = Author(tmp_path, monkeypatch)
    author.build()
    return author


def test_without_an_edit_nothing_is_done(author: Author) -> None:
    assert author.build() == set()
    assert author.rendered == []
    assert author.renderer.drawn == []


def test_an_edit_of_text_draws_nothing_and_renders_that_page(author: Author) -> None:
    changed = author.edit(f"content/{SOURCE}", lambda text: f"{text}\n\nOne more sentence.\n")
    assert author.renderer.drawn == []
    assert f"{ADDRESS}index.html" in changed
    assert sorted(author.rendered) == ["diagram.html", "page.html"]  # the page, and its picture


def test_a_figure_renders_the_page_and_those_that_show_it(author: Author) -> None:
    figure = "\n\nThe cache holds 123 TB [@netflix-zuul2-open-source-2018].\n"
    changed = author.edit(f"content/{SOURCE}", lambda text: text + figure)
    assert author.renderer.drawn == []
    assert f"{ADDRESS}index.html" in changed
    assert "reference/scale/index.html" in changed
    assert len(author.rendered) < len(author.files) / 10
    assert not [path for path in changed if path.startswith("systems/discord/")]


def test_an_edit_of_a_template_renders_pages_and_draws_nothing(author: Author) -> None:
    changed = author.edit(
        "themes/atlas/templates/page.html", lambda text: text.replace("On this page", "Contents")
    )
    assert author.renderer.drawn == []
    assert f"{ADDRESS}index.html" in changed


def test_an_edit_of_a_style_renders_no_page(author: Author) -> None:
    author.edit("themes/atlas/static/5-code.css", lambda text: f"{text}\nb {{ color: red; }}\n")
    assert author.rendered == []
    assert author.renderer.drawn == []


def test_an_edit_of_a_diagram_draws_that_one(author: Author) -> None:
    changed = author.edit(
        f"content/{SOURCE}",
        lambda text: text.replace("\nflowchart TB\n", '\nflowchart TB\n    NEW["New"]\n', 1),
    )
    assert len(author.renderer.drawn) == 1
    assert f"{ADDRESS}index.html" in changed


def test_a_page_that_goes_takes_its_files_along(author: Author) -> None:
    (author.root / "content" / SOURCE).unlink()
    author.build()
    assert f"{ADDRESS}index.html" not in author.files
