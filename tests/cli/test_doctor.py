"""`atlas-ssg doctor`: it names what is missing, says how to get it, and changes nothing."""

import subprocess
from pathlib import Path

import pytest

from atlas_ssg.cli import doctor
from atlas_ssg.config import load
from tests.process import run


def states(done: subprocess.CompletedProcess[str]) -> dict[str, str]:
    """What each line says of each thing."""
    lines = [line.split() for line in done.stdout.splitlines() if not line.startswith(" ")]
    return {words[1]: words[0] for words in lines}


@pytest.mark.browser
def test_all_there(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("# A\n")
    done = run(tmp_path, "doctor")
    assert done.returncode == 0, done.stdout
    found = states(done)
    assert {"Python", "atlas", "git", "output", "cache", "Mermaid", "font", "browser", "sandbox",
            "drawing"} == found.keys()  # fmt: skip
    assert "missing" not in found.values()
    assert "a diagram was drawn" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["content"]


def test_no_browser(tmp_path: Path) -> None:
    done = run(tmp_path, "doctor", ATLAS_CHROMIUM="/nowhere")
    assert done.returncode == 2
    assert states(done)["browser"] == "missing"
    assert "ATLAS_CHROMIUM names /nowhere" in done.stdout
    assert "playwright install chromium" in done.stdout


def test_no_git_is_no_reason_to_stop(tmp_path: Path) -> None:
    done = run(tmp_path, "doctor", ATLAS_CHROMIUM="/nowhere", PATH=str(tmp_path))
    assert states(done)["git"] == "note"
    assert "https://git-scm.com" in done.stdout


def test_an_empty_folder_is_told_how_to_begin(tmp_path: Path) -> None:
    done = run(tmp_path, "doctor", ATLAS_CHROMIUM="/nowhere")
    assert states(done)["atlas"] == "note"
    assert "atlas-ssg new site ." in done.stdout


def test_a_broken_configuration_is_named_at_its_place(tmp_path: Path) -> None:
    (tmp_path / "atlas.toml").write_text("[site]\ntitel = 'x'\n")
    done = run(tmp_path, "doctor", ATLAS_CHROMIUM="/nowhere")
    assert done.returncode == 2
    assert states(done)["atlas"] == "missing"
    assert "atlas.toml:2:1" in done.stdout


def test_an_output_that_nobody_can_write(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "atlas.toml").write_text('[build]\noutput = "/proc/nowhere/output"\n')
    done = run(tmp_path, "doctor", ATLAS_CHROMIUM="/nowhere")
    assert states(done)["output"] == "missing"
    assert "cannot write in /proc" in done.stdout


def test_a_git_that_does_not_answer_is_a_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hang(command: list[str], **_: object) -> None:
        raise subprocess.TimeoutExpired(command, 20)

    monkeypatch.setattr(subprocess, "run", hang)
    finding = doctor._git(load(start=tmp_path))
    assert "does not answer" in finding.said
