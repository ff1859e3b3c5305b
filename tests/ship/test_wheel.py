"""The wheel in an empty environment without Node.js: it brings all but the browser."""

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path

import pytest

from atlas_ssg.diagrams.browser import find_executable
from tests.ship.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

VENDORED = {"mermaid.min.js", "inter.woff2"}
NOTICE = "docs/third-party-licenses.txt"


def build(source: Path, folder: Path, target: str) -> Path:
    """What hatchling makes of a source tree."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", target, "-d", str(folder)],
        cwd=source,
        check=True,
        capture_output=True,
    )
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, tmp_path_factory.mktemp("wheel"), "wheel")


@dataclass(frozen=True)
class Machine:
    """An environment with the wheel, and a PATH on which there is Git and nothing else."""

    venv: Path
    path: Path
    home: Path

    def run(self, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.venv / "bin/atlas-ssg"), *arguments],
            cwd=folder,
            env={
                "PATH": str(self.path),
                "HOME": str(self.home),
                "ATLAS_CHROMIUM": str(find_executable()),
            },
            capture_output=True,
            text=True,
            timeout=300,
        )


@pytest.fixture(scope="module")
def machine(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    folder = tmp_path_factory.mktemp("machine")
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    installed = subprocess.run(
        [folder / "venv/bin/python", "-m", "pip", "install", "--quiet", str(wheel)],
        capture_output=True,
        text=True,
    )
    assert installed.returncode == 0, installed.stderr
    (folder / "home").mkdir()
    (folder / "path").mkdir()
    git = shutil.which("git")
    assert git
    (folder / "path/git").symlink_to(git)
    yield Machine(folder / "venv", folder / "path", folder / "home")
    shutil.rmtree(folder / "venv")  # several hundred megabytes


def test_everything_that_the_package_reads_is_inside(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"atlas_ssg/vendor/{name}" for name in VENDORED} <= names
    for folder in ("atlas_ssg", "themes"):
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard", folder],
            cwd=ROOT, capture_output=True, text=True, check=True,
        ).stdout.split("\n")  # fmt: skip
        there = {path for path in listed if path and (ROOT / path).is_file()}
        wanted = {f"atlas_ssg/{path}" if folder == "themes" else path for path in there}
        assert wanted
        assert wanted <= names


def test_the_licences_of_what_is_inside_are_inside(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    said = message_from_bytes(archive.read(name))
    assert said.get_all("License-File") == ["LICENSE", NOTICE]
    notice = archive.read(name.replace("METADATA", f"licenses/{NOTICE}")).decode()
    for package in ("mermaid ", "@fontsource-variable/inter ", "dompurify ", "khroma "):
        assert re.search(rf"^(.*, )?{package}\d", notice, re.MULTILINE), package
    assert "SIL OPEN FONT LICENSE" in notice
    assert "Permission is hereby granted, free of charge" in notice


def test_the_licence_named_is_that_of_all_that_is_inside(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    said = message_from_bytes(archive.read(name))["License-Expression"].split(" AND ")
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    inside = {
        package["license"].strip("()")
        for folder, package in locked.items()
        if folder and "license" in package and not package.get("dev")
    }
    missing = [named for named in inside if not set(named.split(" OR ")) & set(said)]
    assert missing == []
    assert "MIT" in said


def test_a_source_distribution_makes_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    source = build(ROOT, tmp_path / "sdist", "sdist")
    with tarfile.open(source) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    (unpacked,) = (tmp_path / "source").iterdir()
    assert not (unpacked / "node_modules").exists()
    again = zipfile.ZipFile(build(unpacked, tmp_path / "again", "wheel"))
    first = zipfile.ZipFile(wheel)
    assert sorted(again.namelist()) == sorted(first.namelist())
    names = [name for name in first.namelist() if not name.endswith("/RECORD")]
    assert [name for name in names if again.read(name) != first.read(name)] == []


def test_the_doctor_finds_nothing_missing_and_there_is_no_node(
    machine: Machine, tmp_path: Path
) -> None:
    assert shutil.which("node", path=str(machine.path)) is None
    done = machine.run(tmp_path, "doctor")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "a diagram was drawn" in done.stdout


def test_an_atlas_of_ones_own_from_nothing(machine: Machine, tmp_path: Path) -> None:
    done = machine.run(tmp_path, "new", "site", "ours", "--title", "Our systems")
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "ours"
    for command in (["check", "--strict"], ["build", "--strict"], ["bundle"], ["status"]):
        done = machine.run(folder, *command)
        assert done.returncode == 0, (command, done.stderr)
    home = (folder / "output/index.html").read_text()
    assert "<title>Our systems" in home
    page = (folder / "output/systems/checkout/architecture/index.html").read_text()
    assert 'class="diagram"' in page
    assert list((folder / "output/static").glob("inter.*.woff2"))
    assert list((folder / "dist").glob("our-systems-*.zip"))
    for command in (["--single-file", "systems/checkout"], ["--pdf", "errors"]):
        done = machine.run(folder, "bundle", *command)
        assert done.returncode == 0, (command, done.stderr)
        assert (folder / done.stdout.strip()).stat().st_size > 10_000
    deployed(machine, folder)


def deployed(machine: Machine, folder: Path) -> None:
    """The same atlas on the branch of a repository on this disk, below a path."""
    for command in (
        ["init", "--quiet", "--bare", "../remote.git"],
        ["init", "--quiet", "--initial-branch=main"],
        ["config", "user.name", "A"],
        ["config", "user.email", "a@example.org"],
        ["remote", "add", "origin", "../remote.git"],
    ):
        subprocess.run(["git", *command], cwd=folder, check=True)
    done = machine.run(folder, "deploy", "--base-url", "https://ours.example/deep/")
    assert (done.returncode, done.stdout) == (0, "https://ours.example/deep/\n"), done.stderr
    shown = subprocess.run(
        ["git", "show", "gh-pages:404.html"],
        cwd=folder.parent / "remote.git", capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert 'href="/deep/' in shown.stdout


def test_the_environment_holds_nothing_of_this_checkout(machine: Machine) -> None:
    links = list(machine.venv.glob("lib/python*/site-packages/*.pth"))
    assert [path.name for path in links if str(ROOT) in path.read_text()] == []
    assert os.path.realpath(machine.venv) != os.path.realpath(ROOT / ".venv")
