"""`atlas-ssg new site`: a small atlas that builds, to be made one's own."""

from __future__ import annotations

import os
from pathlib import Path

import click

from atlas_ssg.cli.exits import FINE
from atlas_ssg.cli.report import Reporter
from atlas_ssg.cli.today import today


@click.command("site")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", help="Title of the atlas (default: from the folder's name).")
def command(folder: Path, title: str | None) -> int:
    """Write a small working atlas into FOLDER: configuration, a system, an incident, sources.

    Nothing is overwritten: when one of its files is there already, none is
    written.
    """
    from atlas_ssg.output.parcel import put
    from atlas_ssg.scaffold import site_files

    files = site_files(title or _title(folder), today())
    taken = [path for path in files if os.path.lexists(folder / path)]
    if taken:
        raise click.UsageError(
            f"{folder} has {', '.join(taken[:3])} already: nothing was written. Name a new folder"
        )
    for path, content in files.items():
        put(folder / path, content)
    reporter = Reporter()
    reporter.line(f"{len(files)} files written to {folder}. Next:")
    if folder.resolve() != Path.cwd():
        reporter.line(f"  cd {folder}")
    reporter.line("  atlas-ssg doctor   # is all there that a build needs?")
    reporter.line("  atlas-ssg serve    # then open http://127.0.0.1:8000")
    return FINE


def _title(folder: Path) -> str:
    words = folder.resolve().name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] if words else "Atlas"
