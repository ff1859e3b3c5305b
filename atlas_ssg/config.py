"""The configuration: `atlas.toml` as one frozen value.

The structs below are the whole table of keys: names, types and defaults. What
the file holds beyond them is an error at its line and column.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from atlas_ssg.model.diagnostic import Diagnostic, InputError
from atlas_ssg.model.source import Place
from atlas_ssg.schema import KeyPath, MismatchError, convert, did_you_mean
from atlas_ssg.schema import locate as locate  # for those who speak of places in atlas.toml

CONFIG_NAME = "atlas.toml"
_BASE_URL = r"^(https?://[^\s/?#]+[^\s?#]*)?$(?!\n)"

Slug = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]*$", description="lower-case slug")]
Colour = Annotated[str, Meta(pattern=r"^#[0-9A-Fa-f]{6}$", description="#RRGGBB")]
BaseUrl = Annotated[str, Meta(pattern=_BASE_URL, description="an address of the web, or empty")]
Count = Annotated[int, Meta(ge=0)]
# Beginnings of words by which `sources discover` knows what an article may feed.
Words = tuple[Annotated[str, Meta(min_length=2)], ...]


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of the file: immutable, and strict about its keys."""


class SiteTable(_Table, frozen=True):
    """`[site]`: what the site is called and where it will be served."""

    title: str = "Atlas"
    description: str = ""
    base_url: BaseUrl = ""
    language: str = "en"
    theme: Slug = "atlas"


class BuildTable(_Table, frozen=True):
    """`[build]`: folders and limits. `jobs = 0` means one browser page for each core."""

    content: str = "content"
    output: str = "output"
    bundles: str = "dist"
    cache: str = ".atlas/cache"
    jobs: Count = 0
    diagram_timeout: Annotated[float, Meta(gt=0)] = 20.0


Role = Literal["pages", "systems", "incidents", "guides"]


class CategoryTable(_Table, frozen=True):
    """`[[categories]]`: a counted category, or a concept section (`counted = false`).

    `role` is what its pages are, whatever the category is called: `systems` holds the diagrams of
    systems; `incidents` are events of the past, which one report may tell and whose figures need no
    year; `guides` explain a message, and rest on a component's own documentation.
    """

    id: Slug
    title: str
    folder: Slug
    role: Role = "pages"
    target: Count = 0
    counted: bool = True
    description: str = ""
    words: Words = ()


class KindTable(_Table, frozen=True):
    """`[[kinds]]`: one of the diagrams that every system must have."""

    id: Slug
    title: str
    question: str = ""
    shows: tuple[str, ...] = ()
    words: Words = ()


class TierTable(_Table, frozen=True):
    """`[[tiers]]`: a group of systems."""

    id: Count
    title: str


class SystemTable(_Table, frozen=True):
    """`[[systems]]`: a documented system."""

    id: Slug
    title: str
    tier: Count = 0
    focus: str = ""


class PlaneTable(_Table, frozen=True):
    """`[[planes]]`: a colour class of the diagrams, and its cue for readers who see no colour."""

    id: Slug
    title: str
    class_: str = msgspec.field(name="class")
    fill: Colour
    stroke: Colour
    text: Colour
    cue: Annotated[str, Meta(min_length=1, max_length=2)]
    shows: str = ""


Evidence = Literal[
    "code", "steps", "ordered", "list", "text", "figure", "money", "money-or-percentage",
    "unit-money", "duration", "size-duration-or-none", "acronyms", "versions", "direction",
    "dependencies", "scale",
]  # fmt: skip


class GateItemTable(_Table, frozen=True):
    """`[[gates.items]]`: one question of a gate.

    `heading` is the section that answers it, `evidence` what must stand there
    (every word named is required), `owners` the kinds and categories that must
    answer; none means every page.
    """

    id: Slug
    title: str
    heading: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    owners: tuple[Slug, ...] = ()


class GateTable(_Table, frozen=True):
    """`[[gates]]`: a quality gate and its questions."""

    id: Slug
    title: str
    items: tuple[GateItemTable, ...]


Provenance = Literal[
    "first-party", "reported", "documented-default", "price-list", "benchmark", "summary"
]


class ChecksTable(_Table, frozen=True):
    """`[checks]`: which rules apply, and where.

    Codes or prefixes; `extend_select` adds to what is selected. `source_age` is the number of
    months after which a source of a provenance must be read again.
    """

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_path_ignores: dict[str, tuple[str, ...]] = {}
    source_age: dict[Provenance, Count] = {}


class VelocityTable(_Table, frozen=True):
    """`[[velocity]]`: the plan, in diagrams a week, for a span of months ("1-2")."""

    months: Annotated[str, Meta(pattern=r"^[1-9]\d?-[1-9]\d?$", description="months: 1-2")]
    per_week: Count


class FeedTable(_Table, frozen=True):
    """`[[sources.feeds]]`: a feed (RSS or Atom) of new sources, and the system it speaks of."""

    url: Annotated[str, Meta(pattern=r"^https?://\S+$", description="an address of the web")]
    title: str
    system: Slug = ""


class SourcesTable(_Table, frozen=True):
    """`[sources]`: where `sources discover` looks for news, and what makes an article worth a look.

    Beginnings of words: those that promise figures, and those that promise architecture.
    """

    scale_words: Words = ()
    architecture_words: Words = ()
    feeds: tuple[FeedTable, ...] = ()


class ConfigFile(_Table, frozen=True):
    """The whole of `atlas.toml`."""

    site: SiteTable = SiteTable()
    build: BuildTable = BuildTable()
    categories: tuple[CategoryTable, ...] = ()
    kinds: tuple[KindTable, ...] = ()
    tiers: tuple[TierTable, ...] = ()
    systems: tuple[SystemTable, ...] = ()
    planes: tuple[PlaneTable, ...] = ()
    gates: tuple[GateTable, ...] = ()
    velocity: tuple[VelocityTable, ...] = ()
    checks: ChecksTable = ChecksTable()
    sources: SourcesTable = SourcesTable()


@dataclass(frozen=True, slots=True)
class Config:
    """The configuration of one run: the file's tables, and the folders made absolute.

    `root` is the project's folder: that of `atlas.toml`, or of the content
    when there is no such file. `previews`: whether pictures for link previews are
    drawn; a site that only its author sees needs none.
    """

    root: Path
    content: Path
    output: Path
    cache: Path | None
    file: ConfigFile
    path: Path | None = None
    previews: bool = True

    @property
    def site(self) -> SiteTable:
        """The `[site]` table."""
        return self.file.site

    @property
    def kinds(self) -> tuple[KindTable, ...]:
        """The kinds of diagram that a system must have."""
        return self.file.kinds

    @property
    def systems(self) -> dict[str, SystemTable]:
        """The declared systems by id."""
        return {system.id: system for system in self.file.systems}

    @property
    def categories(self) -> dict[str, CategoryTable]:
        """The declared categories by the folder that holds their pages."""
        return {category.folder: category for category in self.file.categories}

    @property
    def bundles(self) -> Path:
        """The folder of what `bundle` writes."""
        return (self.root / self.file.build.bundles).absolute()

    @property
    def to_file(self) -> bool:
        """Whether links end in a file, so that the site opens from disk: no base URL is set."""
        return not self.site.base_url


def load(
    *,
    config: Path | None = None,
    content: Path | None = None,
    output: Path | None = None,
    base_url: str | None = None,
    jobs: int | None = None,
    start: Path | None = None,
) -> Config:
    """Find and read the configuration; the arguments override what the file says.

    Without `config`, the file is `atlas.toml` in `start` (default: the current
    folder), or beside or in `content`. Without any file the defaults hold. Raises
    `InputError` for a file that cannot be read or does not fit.
    """
    here = (start or Path.cwd()).resolve()
    path = _find(config, content, here)
    file = _read(path) if path else ConfigFile()
    root = path.parent if path else here
    overrides: dict[str, Any] = {}
    if base_url is not None:
        if not re.search(_BASE_URL, base_url):
            help = "write http:// or https:// before it, and no ? or # within"
            message = f"`{base_url}` is no address of the web"
            raise InputError(Diagnostic("CF001", message, Place("--base-url"), help=help))
        overrides["site"] = msgspec.structs.replace(file.site, base_url=base_url)
    if jobs is not None:
        overrides["build"] = msgspec.structs.replace(file.build, jobs=jobs)
    return Config(
        root=root,
        content=(here / content if content else root / file.build.content).resolve(),
        output=(here / output if output else root / file.build.output).absolute(),
        cache=(root / file.build.cache).absolute() if file.build.cache else None,
        file=msgspec.structs.replace(file, **overrides),
        path=path,
    )


def parse(text: str, shown: str) -> ConfigFile:
    """The configuration in `text`; `shown` names the file in diagnostics."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line, column = _toml_place(str(error), text)
        message = re.sub(r" \(at .*\)$", "", str(error))
        raise InputError(_diagnostic(text, shown, line, column, f"not TOML: {message}")) from None
    except RecursionError:
        raise InputError(_diagnostic(text, shown, 1, 1, "not TOML: nested too deeply")) from None
    try:
        file = convert(data, ConfigFile)
    except MismatchError as mismatch:
        problem = mismatch.problem
        line, column = locate(text, problem.path)
        length = len(str(problem.path[-1])) if problem.on_key else 1
        raise InputError(
            _diagnostic(text, shown, line, column, problem.message, problem.help, length)
        ) from None
    _require_consistent(file, text, shown)
    return file


def _require_consistent(file: ConfigFile, text: str, shown: str) -> None:
    """Ids are unique; owners, tiers and the systems of feeds exist."""
    tiers = {tier.id for tier in file.tiers}
    owners = [kind.id for kind in file.kinds] + [category.id for category in file.categories]
    found: list[Diagnostic] = []

    def report(path: KeyPath, message: str, help: str = "") -> None:
        found.append(_diagnostic(text, shown, *locate(text, path), message, help))

    for name in ("categories", "kinds", "systems", "planes", "gates", "tiers"):
        seen: set[object] = set()
        for index, row in enumerate(getattr(file, name)):
            if row.id in seen:
                report((name, index, "id"), f"`{row.id}` is declared twice in [[{name}]]")
            seen.add(row.id)
    folders: dict[str, str] = {}
    for index, category in enumerate(file.categories):
        first = folders.setdefault(category.folder, category.id)
        if first != category.id:
            place: KeyPath = ("categories", index, "folder")
            report(place, f"the category `{first}` has the folder {category.folder}/ already")
    for index, system in enumerate(file.systems):
        if tiers and system.tier not in tiers:
            report(("systems", index, "tier"), f"tier {system.tier} is not declared in [[tiers]]")
    for index, feed in enumerate(file.sources.feeds):
        if feed.system and feed.system not in (known := [system.id for system in file.systems]):
            path = ("sources", "feeds", index, "system")
            report(path, f"system `{feed.system}` is not declared in [[systems]]",
                   did_you_mean(feed.system, known))  # fmt: skip
    for index, gate in enumerate(file.gates):
        for position, item in enumerate(gate.items):
            for owner in item.owners:
                if owner not in owners:
                    report(
                        ("gates", index, "items", position, "owners"),
                        f"owner `{owner}` is neither a kind nor a category",
                        did_you_mean(owner, owners),
                    )
    if found:
        raise InputError(*found)


def _find(config: Path | None, content: Path | None, here: Path) -> Path | None:
    if config is not None:
        return (here / config).resolve()
    folder = here if content is None else (here / content).resolve()
    folders = [here] if content is None else [folder.parent, folder]
    return next((f / CONFIG_NAME for f in folders if (f / CONFIG_NAME).is_file()), None)


def _read(path: Path) -> ConfigFile:
    shown = path.name
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "is not UTF-8"
        raise InputError(
            Diagnostic("CF001", f"cannot read the configuration: {reason}", Place(str(path)))
        ) from None
    return parse(text, shown)


def _toml_place(message: str, text: str) -> tuple[int, int]:
    match = re.search(r"\(at line (\d+), column (\d+)\)", message)
    if match:
        return int(match[1]), int(match[2])
    return text.count("\n") + 1, 1


def _diagnostic(
    text: str, shown: str, line: int, column: int, message: str, help: str = "", length: int = 1
) -> Diagnostic:
    lines = text.split("\n")
    source = lines[line - 1] if line <= len(lines) else ""
    return Diagnostic(
        "CF001", message, Place(shown, line, column), help=help, source_line=source, length=length
    )
