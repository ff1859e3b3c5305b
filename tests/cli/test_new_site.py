"""`atlas-ssg new site`: what it writes builds and passes every check, untouched."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from atlas_ssg.scaffold import site_files
from tests.process import run
from tests.sites import build_site


def scaffold(title: str = "Night atlas", today: date = date(2026, 11, 25)) -> dict[str, str]:
    return {path: content.decode() for path, content in site_files(title, today).items()}


@pytest.mark.parametrize(
    "today", [date(2026, 11, 25), date(2028, 2, 29), date(2031, 1, 1), date(2036, 6, 1)]
)
def test_it_passes_every_rule_on_any_day(today: date) -> None:
    files = scaffold(today=today)
    content = {
        path.removeprefix("content/"): text
        for path, text in files.items()
        if path.startswith("content/")
    }
    build = build_site(content, files["atlas.toml"])
    assert [str(d.place) + d.message for d in build.diagnostics] == []
    assert all(cell.state == "complete" for s in build.indexes.systems for cell in s.cells)
    assert len(build.site.pages) >= 4


def test_every_placeholder_is_filled() -> None:
    for path, text in scaffold().items():
        assert not re.search(r"@[A-Z_]+@", text), path


@pytest.mark.parametrize("title", ["Night atlas", 'A "quoted" \\ title', "Ätläs: größer", "#1"])
def test_any_title_is_one(title: str) -> None:
    files = scaffold(title)
    assert tomllib.loads(files["atlas.toml"])["site"]["title"] == title
    build = build_site({"index.md": files["content/index.md"]}, files["atlas.toml"])
    assert build.site.pages["index.md"].title == title


def test_what_one_expects_is_there() -> None:
    files = scaffold().keys()
    assert {"atlas.toml", "README.md", ".gitignore", ".github/workflows/atlas.yml"} <= files
    assert any(path.startswith("content/incidents/") for path in files)
    assert any(path.startswith("content/sources/") for path in files)
    assert "content/glossary.yaml" in files


@pytest.mark.browser
def test_from_an_empty_folder_to_a_site(tmp_path: Path) -> None:
    done = run(tmp_path, "new", "site", "night-atlas")
    assert (done.returncode, done.stdout) == (0, "")
    assert "cd night-atlas" in done.stderr
    folder = tmp_path / "night-atlas"
    for command in (["check", "--strict"], ["build", "--strict"]):
        done = run(folder, *command)
        assert done.returncode == 0, done.stderr
    home = (folder / "output/index.html").read_text()
    assert "Night atlas" in home
    assert "<svg" in (folder / "output/systems/checkout/architecture/index.html").read_text()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    done = run(tmp_path, "new", "site", ".")
    assert done.returncode == 2
    assert "README.md already: nothing was written" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["README.md"]


def test_a_folder_with_other_things_is_fine(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    done = run(tmp_path, "new", "site", ".", "--title", "Ours", SOURCE_DATE_EPOCH="1798761600")
    assert done.returncode == 0, done.stderr
    assert "cd" not in done.stderr
    assert 'title = "Ours"' in (tmp_path / "atlas.toml").read_text()
    assert "2027-01-01" in (tmp_path / "content/systems/checkout/index.md").read_text()
