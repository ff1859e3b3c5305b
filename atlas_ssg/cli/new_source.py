"""`atlas-ssg new source`: an entry of the bibliography, to be filled in."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from atlas_ssg.cli.exits import FINE
from atlas_ssg.cli.options import configuration, site_options

_KEY = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_FILE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ENTRY = re.compile(r"^(?P<indent> *)- ", re.MULTILINE)


@click.command("source")
@click.argument("key")
@site_options
@click.option("--publisher", default="", help="Its file: sources/PUBLISHER.yaml (default: the "
              "first word of KEY).")  # fmt: skip
@click.option("--title", default="", help="The article's title.")
@click.option("--url", default="", help="Its address.")
def command(key: str, publisher: str, title: str, url: str, **site: Any) -> int:
    """Begin a source: KEY is what pages will cite it by (netflix-zuul-2018).

    A new file is made, or the entry is put at the end of the publisher's. What
    is there already stays as it is.
    """
    from atlas_ssg.cli.report import Reporter
    from atlas_ssg.output.parcel import put
    from atlas_ssg.scaffold.skeletons import source as skeleton

    config = configuration(**site)
    name = publisher or key.split("-")[0].lower()
    if not _KEY.fullmatch(key):
        raise click.UsageError(f"`{key}` is no key: use letters, digits, - and _")
    if not _FILE.fullmatch(name):
        raise click.UsageError(f"`{name}` is no name for a file: use small letters, digits and -")
    folder = config.content / "sources"
    _require_free(key, folder)
    path = folder / f"{name}.yaml"
    entry = skeleton(key, name, title, url, datetime.now(UTC).date())
    put(path, _with(_text(path), entry, path).encode())
    shown = Path(os.path.relpath(path)).as_posix()
    Reporter().line(f"wrote {key} to {shown}. Fill in each TODO; pages cite it as [@{key}]")
    return FINE


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise click.FileError(str(path), str(error)) from None


def _with(text: str, entry: str, path: Path) -> str:
    """The file with the entry at its end, at the depth of the entries that it has."""
    if not text.strip():
        return f"references:\n{entry}"
    first = _ENTRY.search(text)
    if first is None or not text.lstrip().startswith("references:"):
        raise click.UsageError(f"{path.name} does not begin with `references:` and a list of them")
    depth = first["indent"]
    moved = "".join(f"{depth}{line[2:]}\n" if line else "\n" for line in entry.splitlines())
    return text.rstrip("\n") + "\n" + moved


def _require_free(key: str, folder: Path) -> None:
    taken = re.compile(rf"^\s*-?\s*id:\s*[\"']?{re.escape(key)}[\"']?\s*$", re.MULTILINE)
    for path in sorted(folder.glob("*.y*ml")):
        if taken.search(_text(path)):
            raise click.UsageError(f"{key} is there already, in {path.name}: nothing was written")
