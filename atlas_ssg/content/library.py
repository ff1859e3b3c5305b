"""The library: bibliography, prices, glossary, technologies; the content's YAML files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from atlas_ssg.cache import Memo
from atlas_ssg.content.yaml_places import Document, YamlError, read
from atlas_ssg.model.diagnostic import Diagnostic
from atlas_ssg.model.site import Library
from atlas_ssg.model.source import Place, SourceFile
from atlas_ssg.schema import KeyPath, MismatchError, convert

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DataFile:
    """A YAML file that was read: its document, and how to speak of places in it."""

    source: SourceFile
    document: Document

    def place(self, path: KeyPath, *, on_key: bool = False) -> Place:
        """The place of the value (or key) at `path`."""
        return self.source.place(*self.document.place(path, on_key=on_key))

    def diagnostic(
        self, code: str, message: str, path: KeyPath, help: str = "", *, on_key: bool = False
    ) -> Diagnostic:
        """A diagnostic about the value (or key) at `path`."""
        place = self.place(path, on_key=on_key)
        line = self.source.text.split("\n")[place.line - 1]
        length = len(str(path[-1])) if on_key and path else 1
        return Diagnostic(code, message, place, help=help, source_line=line, length=length)

    def fit(
        self, data: Any, schema: type[T], base: KeyPath, code: str
    ) -> tuple[T | None, list[Diagnostic]]:
        """`data`, found at `base`, as a `schema`; or the diagnostic that says why not."""
        try:
            return convert(data, schema), []
        except MismatchError as error:
            problem = error.problem
            path = (*base, *problem.path)
            found = self.diagnostic(
                code, problem.message, path, problem.help, on_key=problem.on_key
            )
            return None, [found]


@dataclass(slots=True)
class Shelf:
    """What has been read so far, and what was wrong with it."""

    library: Library = field(default_factory=Library)
    diagnostics: list[Diagnostic] = field(default_factory=list)


Reader = Callable[[DataFile, Shelf], None]


def load_library(
    files: Iterable[SourceFile],
    readers: Iterable[tuple[Callable[[str], bool], Reader]],
    memo: Memo,
) -> Shelf:
    """Read every data file with the first reader whose condition its path meets."""
    shelf = Shelf()
    table = tuple(readers)
    seen = set()
    for source in files:
        reader = next((reader for accepts, reader in table if accepts(source.path)), None)
        if reader is None:
            continue
        seen.add(source.path)
        document = memo("yaml", source.path, (source,), lambda source=source: _read(source))  # type: ignore[misc]
        if isinstance(document, Diagnostic):
            shelf.diagnostics.append(document)
        elif document.data is not None:
            reader(DataFile(source, document), shelf)
    memo.keep("yaml", seen)
    return shelf


def _read(source: SourceFile) -> Document | Diagnostic:
    try:
        return read(source.text)
    except YamlError as problem:
        lines = source.text.split("\n")
        line = lines[problem.line - 1] if problem.line <= len(lines) else ""
        place = source.place(problem.line, problem.column)
        return Diagnostic("YA001", str(problem), place, help=problem.help, source_line=line)
