"""What a fresh clone does: `make build` with no environment, no Mermaid, no font, no cache.

The content is replaced by the small atlas of `atlas-ssg new site`, so that the
test takes the time of the set-up and not that of drawing the whole atlas,
which `make test` does on any fresh machine anyway.
"""

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from atlas_ssg.scaffold import site_files
from tests.ship.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def make(folder: Path, target: str) -> subprocess.CompletedProcess[str]:
    variables = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("MAKE", "VIRTUAL_ENV", "ATLAS_", "PYTHON", "COV", "PYTEST"))
    }
    return subprocess.run(
        ["make", target], cwd=folder, env=variables, capture_output=True, text=True, timeout=600
    )


def clone(folder: Path) -> Path:
    """The files that a clone of the working tree as it is now would have."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split("\0")  # fmt: skip
    for path in filter(None, listed):
        if (ROOT / path).is_file() and not path.startswith("content/"):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / path, folder / path)
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    return folder


def test_a_clean_clone_builds_with_one_command(tmp_path: Path) -> None:
    folder = clone(tmp_path / "clone")
    for path, content in site_files("A clone", date.today()).items():
        if path.startswith("content/") or path == "atlas.toml":
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
    assert not {".venv", "node_modules", ".atlas", "output"} & {p.name for p in folder.iterdir()}

    done = make(folder, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 diagrams drawn, 0 from the cache" in done.stderr
    assert "A clone" in (folder / "output/index.html").read_text()

    again = make(folder, "build")
    assert again.returncode == 0, again.stderr
    assert "0 diagrams drawn, 3 from the cache" in again.stderr
    assert "0 files written" in again.stderr
    shutil.rmtree(folder)
