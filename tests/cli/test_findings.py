"""What `check` writes: whole files, and never over what somebody saved meanwhile."""

from pathlib import Path

import click
import pytest

from atlas_ssg.cli.findings import Findings, Wishes
from atlas_ssg.cli.inspection import Look
from atlas_ssg.cli.remembered import Seen
from atlas_ssg.config import load
from atlas_ssg.model.diagnostic import Diagnostic, Edit
from atlas_ssg.model.source import Place
from atlas_ssg.output.writer import PublishError

PLACE = Place("content/a.md", 1, 1)
FOUND = Diagnostic("UN001", "m", PLACE, source_line="10 msec", edit=Edit(PLACE, 7, "10 ms"))


@pytest.fixture
def look(tmp_path: Path) -> Look:
    """A site with one finding, as it was when it was looked at."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("10 msec\n")
    return Look(load(start=tmp_path), {"content/a.md": "10 msec\n"}, Seen((FOUND,), 1, 0))


def test_a_fix_is_written_and_the_file_keeps_its_mode(look: Look, tmp_path: Path) -> None:
    page = tmp_path / "content/a.md"
    page.chmod(0o640)
    assert Findings(Wishes(fix=True)).mend(look)
    assert (page.read_text(), page.stat().st_mode & 0o777) == ("10 ms\n", 0o640)
    assert [path.name for path in page.parent.iterdir()] == ["a.md"]


def test_a_link_stays_a_link(look: Look, tmp_path: Path) -> None:
    page = tmp_path / "content/a.md"
    page.rename(tmp_path / "elsewhere.md")
    page.symlink_to(tmp_path / "elsewhere.md")
    assert Findings(Wishes(fix=True)).mend(look)
    assert page.is_symlink()
    assert (tmp_path / "elsewhere.md").read_text() == "10 ms\n"


def test_what_was_saved_since_the_look_stays(
    look: Look, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "content/a.md").write_text("10 msec, and more\n")
    assert Findings(Wishes(fix=True)).mend(look)  # so that the site is looked at again
    assert (tmp_path / "content/a.md").read_text() == "10 msec, and more\n"
    assert "Mended" not in capsys.readouterr().err


def test_a_file_that_cannot_be_opened_is_named(look: Look, tmp_path: Path) -> None:
    (tmp_path / "content/a.md").unlink()
    with pytest.raises(click.FileError, match="No such file") as caught:
        Findings(Wishes(fix=True)).mend(look)
    assert caught.value.filename == "content/a.md"


def test_a_baseline_that_cannot_be_written_is_no_traceback(look: Look, tmp_path: Path) -> None:
    (tmp_path / "atlas-baseline.json").mkdir()
    with pytest.raises(PublishError, match="cannot write"):
        Findings(Wishes(baseline=True)).report(look)
