"""Finding a browser without starting it."""

import stat
from pathlib import Path

import pytest

from atlas_ssg.cache import Cache
from atlas_ssg.diagrams.browser import find_executable, version


def program(path: Path, says: str = "Chromium 1.2.3") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho '{says}'\necho x >> '{path}.asked'\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_the_variable_wins_and_is_never_second_guessed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = program(tmp_path / "mine")
    monkeypatch.setenv("ATLAS_CHROMIUM", str(mine))
    assert find_executable() == mine
    monkeypatch.setenv("ATLAS_CHROMIUM", str(tmp_path / "absent"))
    assert find_executable() is None


def test_an_installed_one_is_found_on_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chrome = program(tmp_path / "google-chrome")
    monkeypatch.delenv("ATLAS_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_executable() == chrome


def test_playwright_s_own_download_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = program(tmp_path / "browsers/chromium-1100/chrome-linux/chrome")
    newer = program(tmp_path / "browsers/chromium-1200/chrome-linux/chrome")
    monkeypatch.delenv("ATLAS_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "browsers"))
    assert find_executable() == newer
    newer.unlink()
    assert find_executable() == older


def test_a_version_is_asked_once_for_each_state_of_the_file(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    chrome = program(tmp_path / "chrome")
    assert version(chrome, cache) == version(chrome, cache) == "Chromium 1.2.3"
    assert (tmp_path / "chrome.asked").read_text().count("x") == 1
    program(tmp_path / "chrome", "Chromium 1.2.40")
    assert version(chrome, cache) == "Chromium 1.2.40"


def test_a_browser_that_says_nothing_is_known_by_its_file(tmp_path: Path) -> None:
    silent = tmp_path / "chrome"
    silent.write_text("")
    first = version(silent, Cache(None))
    silent.write_text("other")
    assert first != version(silent, Cache(None))
