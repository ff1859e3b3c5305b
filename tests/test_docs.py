"""Documents that are made from the code say what the code says, and name only what there is."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from atlas_ssg.scaffold import site_files
from tests.commands import require_command, require_target

ROOT = Path(__file__).parent.parent


def test_generated_documents_are_current() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/write_docs.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "\n")


DOCUMENTS = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "Dockerfile"]
}
DOCUMENTS["README of a new site"] = site_files("A", date(2026, 1, 1))["README.md"].decode()
# In a line of its own, behind a prompt of the shell, or between backticks.
_COMMAND = re.compile(r"(?:^|`|\()(?:\.venv/bin/)?atlas-ssg ([a-z-][^`\n]*)", re.MULTILINE)
_TARGET = re.compile(r"(?:^|`)make ([a-z]+)", re.MULTILINE)
_LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_that_is_named_exists(name: str) -> None:
    for words in _COMMAND.findall(DOCUMENTS[name]):
        require_command(words)
    for target in _TARGET.findall(DOCUMENTS[name]):
        require_target(target)


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if (ROOT / name).is_file()])
def test_every_file_that_is_linked_to_is_there(name: str) -> None:
    text = re.sub(r"^(`{3,}).*?^\1", "", DOCUMENTS[name], flags=re.MULTILINE | re.DOTALL)
    linked = _LINK.findall(re.sub(r"`[^`]*`", "", text))
    assert [t for t in linked if not ((ROOT / name).parent / t).exists()] == []


def test_the_readme_names_commands() -> None:
    found = [*_COMMAND.findall(DOCUMENTS["README.md"]), *_TARGET.findall(DOCUMENTS["README.md"])]
    assert len(found) > 8
