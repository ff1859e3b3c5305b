"""Front matter: the YAML between the two `---` lines, as typed values with places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from atlas_ssg.content.yaml_places import Document, YamlError, read
from atlas_ssg.model.diagnostic import Diagnostic, Severity
from atlas_ssg.model.page import (
    Calculation,
    CalculationInput,
    FrontMatter,
    Incident,
    NotPublished,
    TechnologyUse,
)
from atlas_ssg.model.source import Place, SourceFile
from atlas_ssg.schema import KeyPath, MismatchError, Problem, convert

_FENCE = re.compile(
    r"\A---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE
)

Date = Annotated[str, Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$",
                           description="a date: YYYY-MM-DD")]  # fmt: skip
Time = Annotated[str, Meta(pattern=r"^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?Z)?)?)?$",
                           description="a date, or a time in UTC: YYYY-MM-DDTHH:MMZ")]  # fmt: skip
Address = Annotated[str, Meta(pattern=r"^/", description="an address of this site: /section/page/")]
# An address becomes a path below the output: no part is empty, `.` or `..`, and none holds what
# means something else in a path or an address. `$(?!\n)` is the very end.
Permalink = Annotated[str, Meta(
    pattern=r"^/((?!\.\.?(/|$))[^/\\?#%\x00-\x1f\x7f-\x9f\ud800-\udfff]+(/|$))*$(?!\n)",
    description="an address of this site: /section/page/")]  # fmt: skip
Number = int | float | str


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    pass


class TechnologyTable(_Table, frozen=True, kw_only=True):
    """A technology's version as published, and the source that says so."""

    version: Number
    source: str = ""


class InputTable(_Table, frozen=True, kw_only=True):
    """An input of a calculation: a quantity with its source, or a list price by its id."""

    value: Number | None = None
    source: str = ""
    price: str = ""


class CalculationTable(_Table, frozen=True, kw_only=True):
    """A derived figure."""

    what: str = ""
    expression: str
    inputs: dict[str, InputTable] = {}
    result: str = ""


class NotPublishedTable(_Table, frozen=True, kw_only=True):
    """Something looked for and not found."""

    what: str
    looked_in: str = ""
    on: Date = ""


class IncidentTable(_Table, frozen=True, kw_only=True):
    """When an incident began and ended, and whose it was."""

    operator: str
    began: Time = ""
    ended: Time = ""
    source: str = ""


class FrontMatterTable(_Table, frozen=True, kw_only=True):
    """The front matter of one page."""

    title: str | None = None
    description: str | None = None
    updated: Date = ""
    permalink: Permalink | None = None
    tags: tuple[str, ...] | str = ()
    related: tuple[Address, ...] = ()
    answers: dict[str, Address] = {}
    category: str | None = None
    system: str | None = None
    kind: str | None = None
    draft: bool = False
    technologies: dict[str, str | int | float | TechnologyTable] = {}
    calculations: dict[str, CalculationTable] = {}
    not_published: tuple[NotPublishedTable, ...] = ()
    incident: IncidentTable | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """A page's front matter, the rest of its text, and the line at which that rest begins."""

    front: FrontMatter
    body: str
    first_line: int
    diagnostics: tuple[Diagnostic, ...]


def split(source: SourceFile, *, strict: bool) -> Split:
    """Take the front matter off a page.

    What does not fit is left out and reported; the page is built in every
    case. Unless `strict`, a page may hold keys of another generator: they are
    ignored with a warning.
    """
    match = _FENCE.match(source.text)
    if match is None:
        return Split(FrontMatter(), source.text, 1, ())
    body = source.text[match.end() :]
    first_line = source.text.count("\n", 0, match.end()) + 1
    try:
        document = read(match["yaml"])
    except YamlError as problem:
        found = _diagnostic(source, problem.line, problem.column, str(problem), problem.help)
        return Split(FrontMatter(), body, first_line, (found,))
    if document.data is None:
        return Split(FrontMatter(), body, first_line, ())
    if not isinstance(document.data, dict):
        found = _diagnostic(source, 1, 1, "the front matter is not a list of `key: value` lines")
        return Split(FrontMatter(), body, first_line, (found,))
    table, diagnostics = _fitting(document, source, strict=strict)
    return Split(_front(table, document, source), body, first_line, diagnostics)


def front_matter_schema() -> dict[str, Any]:
    """The JSON Schema of the front matter, for editors."""
    return msgspec.json.schema(FrontMatterTable)


def _fitting(
    document: Document, source: SourceFile, *, strict: bool
) -> tuple[FrontMatterTable, tuple[Diagnostic, ...]]:
    """The table that fits after each key that does not has been taken out and reported."""
    data = dict(document.data)
    diagnostics: list[Diagnostic] = []
    while True:
        try:
            table = convert(data, FrontMatterTable)
            _require_days(table)
            return table, tuple(diagnostics)
        except MismatchError as error:
            problem = error.problem
            line, column = document.place(problem.path, on_key=problem.on_key)
            unknown = problem.on_key and len(problem.path) == 1 and not strict
            found = _diagnostic(source, line, column, _said(problem.path, problem.message),
                                problem.help, _length(problem.path, document, problem.on_key),
                                Severity.WARNING if unknown else Severity.ERROR)  # fmt: skip
            diagnostics.append(found)
            if not problem.path or problem.path[0] not in data:
                return FrontMatterTable(), tuple(diagnostics)
            del data[str(problem.path[0])]


def _require_days(table: FrontMatterTable) -> None:
    """Every date is one of the calendar: `2026-02-30` only looks like one."""
    dates: list[tuple[KeyPath, str]] = [(("updated",), table.updated)]
    dates += [(("not_published", n, "on"), entry.on) for n, entry in enumerate(table.not_published)]
    if table.incident:
        dates += [(("incident", "began"), table.incident.began)]
        dates += [(("incident", "ended"), table.incident.ended)]
    for path, text in dates:
        if text and not _is_time(text):
            message = f"{text} is no day of the calendar"
            raise MismatchError(Problem(path, message, "correct it: YYYY-MM-DD"))


def _is_time(text: str) -> bool:
    """Whether a year, month, day or time is in the calendar; what is left out is the first."""
    try:
        datetime.fromisoformat(text + "0000-01-01"[len(text) :])
    except ValueError:
        return False
    return True


def _said(path: KeyPath, message: str) -> str:
    if message.startswith("unknown key"):
        return message
    if "matching regex" in message:
        wanted = "an address of this site: /section/page/" if "^/" in message else (
            "a date (YYYY-MM-DD), or for incidents a time in UTC (YYYY-MM-DDTHH:MMZ)"
        )  # fmt: skip
        message = f"expected {wanted}"
    shown = ".".join(str(step) for step in path)
    return f"`{shown}`: {message[:1].lower()}{message[1:]}"


def _length(path: KeyPath, document: Document, on_key: bool) -> int:
    if on_key and path:
        return len(str(path[-1]))
    value: Any = document.data
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return 1
    return max(1, len(str(value))) if isinstance(value, str | int | float) else 1


def _diagnostic(
    source: SourceFile,
    line: int,
    column: int,
    message: str,
    help: str = "",
    length: int = 1,
    severity: Severity = Severity.ERROR,
) -> Diagnostic:
    """`line` counts within the YAML, which begins on the file's second line."""
    lines = source.text.split("\n")
    text = lines[line] if line < len(lines) else ""
    place = source.place(line + 1, column)
    return Diagnostic("FM001", message, place, severity, help, text, length)


def _front(table: FrontMatterTable, document: Document, source: SourceFile) -> FrontMatter:
    def at(*path: str | int) -> Place:
        line, column = document.place(path)
        return source.place(line + 1, column)

    return FrontMatter(
        title=table.title or "",
        description=table.description or "",
        updated=table.updated,
        permalink=table.permalink or "",
        tags=(table.tags,) if isinstance(table.tags, str) else table.tags,
        related=tuple(map(_with_slash, table.related)),
        answers=tuple((item, _with_slash(target)) for item, target in table.answers.items()),
        category=table.category or "",
        system=table.system or "",
        kind=table.kind or "",
        draft=table.draft,
        technologies=tuple(
            _technology(name, value, at("technologies", name))
            for name, value in table.technologies.items()
        ),
        calculations=tuple(
            _calculation(name, value, at("calculations", name), document, source)
            for name, value in table.calculations.items()
        ),
        not_published=tuple(
            NotPublished(entry.what, entry.looked_in, entry.on, at("not_published", index))
            for index, entry in enumerate(table.not_published)
        ),
        incident=_incident(table.incident),
        places=tuple(
            (".".join(map(str, path)), source.place(line + 1, column))
            for path, (line, column) in document.places.items()
            if path
        ),
    )


def _with_slash(address: str) -> str:
    """The address as pages have it: "/a/b#c" is "/a/b/#c"."""
    path, mark, fragment = address.partition("#")
    return f"{path.rstrip('/')}/{mark}{fragment}"


def _incident(table: IncidentTable | None) -> Incident | None:
    if table is None:
        return None
    return Incident(table.operator, table.began, table.ended, table.source)


def _technology(
    name: str, value: str | int | float | TechnologyTable, place: Place
) -> TechnologyUse:
    if isinstance(value, TechnologyTable):
        return TechnologyUse(name, str(value.version), value.source, place)
    return TechnologyUse(name, str(value), "", place)


def _calculation(
    name: str, table: CalculationTable, place: Place, document: Document, source: SourceFile
) -> Calculation:
    inputs = []
    for key, given in table.inputs.items():
        line, column = document.place(("calculations", name, "inputs", key), on_key=True)
        value = "" if given.value is None else str(given.value)
        inputs.append(
            CalculationInput(key, value, given.source, given.price, source.place(line + 1, column))
        )
    return Calculation(name, table.what, table.expression, tuple(inputs), table.result, place)
