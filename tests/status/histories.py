"""Small git histories, made on disk: a list of steps, each a commit on its own day."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from atlas_ssg.config import Config, ConfigFile

Step = tuple[str, Callable[[Path], object]]  # ISO date and what is done to the content folder


def git(folder: Path, *arguments: str, day: str = "2026-01-01") -> str:
    """What git says, in a world without anybody's own settings."""
    who = {f"GIT_{role}_{what}": "somebody" for role in ("AUTHOR", "COMMITTER")
           for what in ("NAME", "EMAIL")}  # fmt: skip
    when = {f"GIT_{role}_DATE": f"{day}T12:00:00+0000" for role in ("AUTHOR", "COMMITTER")}
    done = subprocess.run(
        ["git", "-c", "init.defaultBranch=main", "-C", str(folder), *arguments],
        env={"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull,
             "GIT_CONFIG_NOSYSTEM": "1", **who, **when},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


def history_of(root: Path, steps: Sequence[Step]) -> Config:
    """A project below `root` with one commit for each step."""
    content = root / "content"
    content.mkdir(parents=True)
    git(root, "init", "--quiet")
    for day, change in steps:
        change(content)
        git(root, "add", "--all")
        git(root, "commit", "--quiet", "--allow-empty", "--message", "a step", day=day)
    return Config(root, content, root / "output", None, ConfigFile())


def write(**pages: str) -> Callable[[Path], object]:
    """A step that writes pages; "a__b" stands for "a/b"."""

    def change(content: Path) -> None:
        for name, text in pages.items():
            path = content / f"{name.replace('__', '/')}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    return change


def move(renames: Mapping[str, str]) -> Callable[[Path], object]:
    """A step that renames pages."""

    def change(content: Path) -> None:
        for old, new in renames.items():
            (content / new).parent.mkdir(parents=True, exist_ok=True)
            (content / old).rename(content / new)

    return change
