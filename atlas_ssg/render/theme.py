"""The theme's files: the project's own, else the package's; read again only when one changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from atlas_ssg.config import CONFIG_NAME, Config, locate
from atlas_ssg.model.diagnostic import Diagnostic, InputError
from atlas_ssg.model.source import Place

# The theme that is always there: what another one leaves out comes from it.
BUILT_IN = "atlas"
_PACKAGE = Path(__file__).parent.parent
# A wheel carries the themes inside the package; in a checkout they lie beside it.
_SHIPPED = (_PACKAGE / "themes", _PACKAGE.parent / "themes")


class _File(NamedTuple):
    """A file of a theme and its state; `built_in` when it belongs to the theme that is shipped."""

    name: str
    path: str
    changed: int
    size: int
    built_in: bool

    @property
    def shown(self) -> str:
        """As a diagnostic names it: themes/NAME/templates/FILE."""
        return "/".join(Path(self.path).parts[-4:])


@dataclass(frozen=True, slots=True)
class Template:
    """The source of one template, and the path that a diagnostic names."""

    source: str
    shown: str


@dataclass(frozen=True, slots=True, eq=False)
class TemplateSet:
    """Templates by name; `built_in` are the shipped ones. Unchanged files give the same object."""

    named: Mapping[str, Template]
    built_in: Mapping[str, Template]


@dataclass(frozen=True, slots=True, eq=False)
class StaticFiles:
    """Style sheets, icons and pictures by name. Unchanged files give the same object."""

    named: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Theme:
    """What a theme consists of."""

    templates: TemplateSet
    static: StaticFiles


def load_theme(config: Config) -> Theme:
    """The theme that `atlas.toml` names. Raises `InputError` when there is none of that name."""
    name = config.site.theme
    own = config.root / "themes" / name
    shipped = next((folder for folder in _SHIPPED if (folder / BUILT_IN).is_dir()), _SHIPPED[0])
    if not (own.is_dir() or (shipped / name).is_dir()):
        raise InputError(_unknown(config))
    layers = [shipped / BUILT_IN, shipped / name, own]
    return Theme(
        _templates(tuple(_files(layers, "templates", "*.html"))),
        _static(tuple(_files(layers, "static", "*"))),
    )


def _unknown(config: Config) -> Diagnostic:
    name = config.site.theme
    place, source = Place(CONFIG_NAME), ""
    if config.path is not None:
        text = config.path.read_text(encoding="utf-8-sig")
        line, column = locate(text, ("site", "theme"))
        place, source = Place(config.path.name, line, column), text.split("\n")[line - 1]
    return Diagnostic(
        "CF001",
        f"there is no theme `{name}`",
        place,
        help=f"make the folder themes/{name}/templates, or use `{BUILT_IN}`",
        source_line=source,
        length=len("theme"),
    )


def _files(layers: list[Path], kind: str, pattern: str) -> Iterator[_File]:
    """The files of one kind, in the order in which they count: a later one takes the place."""
    folders = list(dict.fromkeys(layer.resolve() for layer in layers))
    for folder in folders:
        for path in sorted((folder / kind).glob(pattern)):
            if path.is_file() and not path.name.startswith("."):
                stat = path.stat()
                built_in = folder == folders[0]
                yield _File(path.name, str(path), stat.st_mtime_ns, stat.st_size, built_in)


@lru_cache(maxsize=8)
def _templates(files: tuple[_File, ...]) -> TemplateSet:
    named: dict[str, Template] = {}
    built_in: dict[str, Template] = {}
    for file in files:
        named[file.name] = Template(_text(file), file.shown)
        if file.built_in:
            built_in[file.name] = named[file.name]
    return TemplateSet(named, built_in)


@lru_cache(maxsize=8)
def _static(files: tuple[_File, ...]) -> StaticFiles:
    return StaticFiles(
        {
            file.name: _text(file).encode()
            if file.name.endswith(".css")
            else Path(file.path).read_bytes()
            for file in files
        }
    )


def _text(file: _File) -> str:
    """A template or style sheet. Raises `InputError` where it is not UTF-8."""
    content = Path(file.path).read_bytes()
    try:
        return content.decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        raise InputError(
            Diagnostic(
                "TP001",
                f"not UTF-8: byte 0x{content[error.start]:02x}",
                Place(file.shown, line, column),
                help="save the file as UTF-8",
            )
        ) from None
