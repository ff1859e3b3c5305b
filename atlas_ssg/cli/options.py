"""Options that several commands share, and the configuration they lead to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from atlas_ssg.config import Config, load

F = TypeVar("F", bound=Callable[..., Any])

_SHARED = (
    click.option("--config", type=click.Path(path_type=Path), help="Configuration file."),
    click.option("--content", type=click.Path(path_type=Path), help="Folder of Markdown to read."),
    click.option(
        "--base-url", help="Address the site will have; links are then clean, without index.html."
    ),
    click.option(
        "--jobs",
        "-j",
        type=click.IntRange(min=1),
        help="Browser pages that draw side by side (default: one a core).",
    ),
)


def site_options(command: F) -> F:
    """Add the options that choose what is built, and how."""
    for option in reversed(_SHARED):
        command = option(command)
    return command


def configuration(
    config: Path | None,
    content: Path | None,
    base_url: str | None,
    jobs: int | None,
    output: Path | None = None,
) -> Config:
    """The configuration that the options name."""
    if content is not None and not content.is_dir():
        raise click.UsageError(f"--content {content}: there is no such folder")
    found = load(config=config, content=content, output=output, base_url=base_url, jobs=jobs)
    if not found.content.is_dir():
        raise click.UsageError(
            f"there is no folder {found.file.build.content}/ here: "
            "name one with --content, or begin with `atlas-ssg new site .`"
        )
    return found
