"""`atlas-ssg new diagram | incident | guide`: a page to be filled in."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import click

from atlas_ssg.cli.exits import FINE
from atlas_ssg.cli.options import configuration, site_options
from atlas_ssg.cli.today import today
from atlas_ssg.config import CategoryTable, Config, Role

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

_title = click.option("--title", default="", help="The page's title.")


@click.command("diagram")
@click.argument("page")
@site_options
@_title
def diagram(page: str, title: str, **site: Any) -> int:
    """Begin a diagram: PAGE is SYSTEM/KIND or CATEGORY/NAME.

    For example netflix/storage, or patterns/bulkhead.
    """
    from atlas_ssg.scaffold.skeletons import diagram as skeleton

    config = configuration(**site)
    parts = tuple(page.strip("/").removesuffix(".md").split("/"))
    file, kinds = config.file, {kind.id: kind for kind in config.kinds}
    systems = next((c.folder for c in file.categories if c.role == "systems"), "")
    if len(parts) == 3 and parts[0] == systems:
        parts = parts[1:]
    if len(parts) != 2:
        raise click.UsageError("PAGE has two parts: SYSTEM/KIND or CATEGORY/NAME")
    first, second = parts
    category = config.categories.get(first)
    if category is not None and category.role != "systems":
        name = _name(second)
        text = skeleton(file, category.id, title or _words(name), (), today())
        return _write(config, f"{first}/{name}.md", text)
    system = config.systems.get(first)
    _require(first, [*config.systems, *config.categories], "system or category")
    _require(second, list(kinds), "kind of diagram")
    kind = kinds[second]
    heading = title or f"{system.title if system else first} {kind.title.lower()}"
    text = skeleton(file, kind.id, heading, kind.shows, today())
    return _write(config, f"{_home(config, 'systems').folder}/{first}/{second}.md", text)


@click.command("incident")
@click.argument("name")
@site_options
@_title
def incident(name: str, title: str, **site: Any) -> int:
    """Begin an incident: NAME is its file's (cloudflare-2019-07-02)."""
    from atlas_ssg.scaffold.skeletons import incident as skeleton

    config = configuration(**site)
    home, slug = _home(config, "incidents"), _name(name)
    text = skeleton(config.file, home.id, title or _words(slug), today())
    return _write(config, f"{home.folder}/{slug}.md", text)


@click.command("guide")
@click.argument("name")
@site_options
@_title
def guide(name: str, title: str, **site: Any) -> int:
    """Begin a debugging guide: NAME is its file's (redis-oom-command-not-allowed)."""
    from atlas_ssg.scaffold.skeletons import guide as skeleton

    config = configuration(**site)
    home, slug = _home(config, "guides"), _name(name)
    text = skeleton(config.file, home.id, title or _words(slug), today())
    return _write(config, f"{home.folder}/{slug}.md", text)


def _home(config: Config, role: Role) -> CategoryTable:
    """The first category of this role."""
    found: CategoryTable | None = next((c for c in config.file.categories if c.role == role), None)
    if found is None:
        raise click.UsageError(
            f'this belongs in a category with `role = "{role}"`: '
            "atlas.toml has none under [[categories]]"
        )
    return found


def _name(text: str) -> str:
    name = text.removesuffix(".md")
    if not _SLUG.fullmatch(name):
        raise click.UsageError(f"`{text}` is no name for a page: use small letters, digits and -")
    return name


def _require(word: str, known: list[str], what: str) -> None:
    if word not in known:
        from atlas_ssg.schema import did_you_mean

        raise click.UsageError(f"there is no {what} `{word}`: {did_you_mean(word, known)}")


def _words(slug: str) -> str:
    words = slug.replace("-", " ")
    return words[:1].upper() + words[1:]


def _write(config: Config, path: str, text: str) -> int:
    """Write a page that is not there yet, and say what comes next."""
    from atlas_ssg.cli.report import Reporter
    from atlas_ssg.output.parcel import put

    full = config.content / path
    shown = Path(os.path.relpath(full)).as_posix()
    if os.path.lexists(full):
        raise click.UsageError(f"{shown} is there already: nothing was written")
    put(full, text.encode())
    reporter = Reporter()
    reporter.line(f"wrote {shown}. Fill in each TODO, draw the diagram, then:")
    reporter.line(f"  atlas-ssg check {shown}")
    return FINE
