"""The workflows, ours and the one that `new site` writes, call only what there is."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from atlas_ssg.cli.main import cli
from atlas_ssg.scaffold import site_files
from tests.commands import require_command, require_target
from tests.ship.conftest import ROOT

WORKFLOWS = {path.name: path.read_text() for path in (ROOT / ".github/workflows").glob("*.yml")}
WORKFLOWS["scaffold"] = site_files("A", date(2026, 1, 1))[".github/workflows/atlas.yml"].decode()


def steps(text: str) -> Iterator[dict[str, Any]]:
    for job in yaml.safe_load(text)["jobs"].values():
        yield from job["steps"]


def commands(text: str) -> Iterator[str]:
    for step in steps(text):
        yield from step.get("run", "").split("\n")


def test_those_that_are_promised_are_there() -> None:
    assert {"test.yml", "check.yml", "deploy.yml", "discover.yml"} <= WORKFLOWS.keys()


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_command_and_option_exists(name: str) -> None:
    found = 0
    for line in commands(WORKFLOWS[name]):
        for words in re.findall(r"(?:^|[/ ])atlas-ssg (\S+(?: \S+)*)", line):
            require_command(words)
            found += 1
        for target in re.findall(r"^make ([a-z]+)", line):
            require_target(target)
            found += 1
    assert found


@pytest.mark.parametrize("name", WORKFLOWS)
def test_permissions_are_named_and_actions_have_versions(name: str) -> None:
    assert "permissions" in yaml.safe_load(WORKFLOWS[name])
    used = [step["uses"] for step in steps(WORKFLOWS[name]) if "uses" in step]
    assert used
    assert all(re.fullmatch(r"[\w./-]+@v\d+", action) for action in used)


@pytest.mark.parametrize("name", WORKFLOWS)
def test_the_browser_is_the_one_whose_sandbox_the_runner_allows(name: str) -> None:
    assert yaml.safe_load(WORKFLOWS[name])["env"]["ATLAS_CHROMIUM"] == "/usr/bin/google-chrome"


def test_the_image_is_given_what_it_copies() -> None:
    kept = {
        line.removeprefix("!")
        for line in (ROOT / ".dockerignore").read_text().split()
        if line.startswith("!")
    }
    assert all((ROOT / path).exists() for path in kept)
    copied = re.findall(
        r"^COPY (?!--from)(.+) \S+$", (ROOT / "Dockerfile").read_text(), re.MULTILINE
    )
    named = {path for paths in copied for path in paths.split()} - {"."}
    assert named <= kept
    assert {"atlas_ssg", "themes", "hatch_build.py", "pyproject.toml", "README.md"} <= kept


def test_the_hook_of_pre_commit_is_a_command() -> None:
    (hook,) = yaml.safe_load(Path(ROOT / ".pre-commit-hooks.yaml").read_text())
    program, command = hook["entry"].split()
    assert program == "atlas-ssg"
    assert cli.get_command(click.Context(cli), command)
    assert hook["pass_filenames"] is False
