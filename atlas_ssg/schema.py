"""Plain data (from TOML or YAML) to typed values: what does not fit is a problem with a path.

msgspec checks and converts; its message names the place as "$.systems[2].tier".
Here that becomes a key path, and an unknown key gains the nearest known ones.
`locate` finds the place of such a path in a TOML text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec
from rapidfuzz import fuzz, process

T = TypeVar("T")
KeyPath = tuple[str | int, ...]

_AT = re.compile(r"^(?P<what>.*?)(?: - at `(?:key in )?\$(?P<path>.*)`)?$", re.DOTALL)
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+|\.\.\.)\]")
_MOST_LISTED = 24
_UNKNOWN = re.compile(r"contains unknown field `(?P<key>[^`]*)`")


@dataclass(frozen=True, slots=True)
class Problem:
    """What does not fit at `path`; `on_key` when the key itself is wrong, not its value."""

    path: KeyPath
    message: str
    help: str = ""
    on_key: bool = False


class MismatchError(ValueError):
    """Data that does not fit its schema."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def nearest(word: str, known: list[str] | tuple[str, ...], limit: int = 3) -> list[str]:
    """The entries of `known` that `word` was probably meant to be, best first."""
    found = process.extract(word, known, scorer=fuzz.ratio, limit=limit, score_cutoff=60)
    return [match for match, _, _ in found]


def did_you_mean(word: str, known: list[str] | tuple[str, ...]) -> str:
    """A sentence that offers the nearest known words, or lists them when none is near."""
    close = nearest(word, known)
    if close:
        return "did you mean " + " or ".join(f"`{name}`" for name in close) + "?"
    if not known:
        return ""
    names = [f"`{name}`" for name in sorted(known)]
    more = [f"and {len(names) - _MOST_LISTED} more"] if len(names) > _MOST_LISTED else []
    return "known: " + ", ".join(names[:_MOST_LISTED] + more)


def convert(data: Any, schema: type[T]) -> T:
    """`data` as a `schema`; raises `MismatchError` for the first thing that does not fit."""
    try:
        return msgspec.convert(data, schema)
    except msgspec.ValidationError as error:
        raise MismatchError(_problem(str(error), data, schema)) from None


def _problem(message: str, data: Any, schema: type[Any]) -> Problem:
    match = _AT.match(message)
    assert match is not None
    what = match["what"].replace("Object", "this table", 1)
    steps = _STEP.findall(match["path"] or "")
    path = _named([name or index for name, index in steps], message, data, schema)
    unknown = _UNKNOWN.search(message)
    if unknown is None:
        return Problem(path, what)
    key = unknown["key"]
    return Problem(
        (*path, key),
        f"unknown key `{key}`",
        help=did_you_mean(key, _known_keys(schema, path)),
        on_key=True,
    )


def _named(steps: list[str], message: str, data: Any, schema: type[Any]) -> KeyPath:
    """The key path of msgspec's steps. It does not say which entry of a table by name is wrong
    ("..."): that is the one with which, alone in its table, the same message comes again."""
    path: list[str | int] = []
    for step in steps:
        here = data
        for taken in path:
            here = here[taken]
        if step == "..." and isinstance(here, dict):
            alone = ((key, _with(data, path, {key: here[key]})) for key in here)
            found = next((pair for pair in alone if _refusal(pair[1], schema) == message), None)
            if found is None:
                break
            path.append(found[0])
            data = found[1]
        else:
            path.append(int(step) if step.isdigit() and isinstance(here, list) else step)
    return tuple(path)


def _refusal(data: Any, schema: type[Any]) -> str:
    try:
        msgspec.convert(data, schema)
    except msgspec.ValidationError as error:
        return str(error)
    return ""


def _with(data: Any, path: list[str | int], value: Any) -> Any:
    """`data` with `value` at `path`; the original stays as it is."""
    if not path:
        return value
    changed = data.copy()
    changed[path[0]] = _with(data[path[0]], path[1:], value)
    return changed


def _known_keys(schema: Any, path: KeyPath) -> list[str]:
    info = msgspec.inspect.type_info(schema)
    for step in path:
        info = _step(info, step)
    while isinstance(info, msgspec.inspect.UnionType):
        info = next(t for t in info.types if isinstance(t, msgspec.inspect.StructType))
    return (
        [f.encode_name for f in info.fields] if isinstance(info, msgspec.inspect.StructType) else []
    )


def _step(info: Any, step: str | int) -> Any:
    if isinstance(info, msgspec.inspect.UnionType):
        holders = (
            msgspec.inspect.StructType,
            msgspec.inspect.DictType,
            msgspec.inspect.ListType,
            msgspec.inspect.VarTupleType,
        )
        info = next((t for t in info.types if isinstance(t, holders)), info)
    if isinstance(info, msgspec.inspect.StructType):
        return next((f.type for f in info.fields if f.encode_name == step), info)
    if isinstance(info, msgspec.inspect.DictType):
        return info.value_type
    return getattr(info, "item_type", info)


def locate(text: str, path: KeyPath) -> tuple[int, int]:
    """Line and column of the key at `path`, as far as the file spells it out.

    tomllib keeps no positions, so headers and keys are looked for in order;
    a key inside an inline table is answered by the line that holds it.
    """
    table: list[str | int] = []
    seen: dict[tuple[str | int, ...], int] = {}
    best, best_depth = (1, 1), 0
    for number, line in enumerate(text.split("\n"), 1):
        header = re.match(r"\s*(\[\[?)\s*([^\]]+?)\s*\]", line)
        if header:
            table = _header_path(header[2], array=header[1] == "[[", seen=seen)
            candidate, column = tuple(table), header.start(2) + 1
        elif key := re.match(r"""\s*("?)([A-Za-z0-9_-]+)\1\s*=""", line):
            candidate, column = (*table, key[2]), key.start(2) + 1
        else:
            continue
        depth = _shared(candidate, path)
        if depth == len(candidate) and depth > best_depth:
            best, best_depth = (number, column), depth
    return best


def _header_path(
    dotted: str, *, array: bool, seen: dict[tuple[str | int, ...], int]
) -> list[str | int]:
    names = [name.strip().strip('"') for name in dotted.split(".")]
    path: list[str | int] = []
    for position, name in enumerate(names):
        path.append(name)
        key = tuple(path)
        if array and position == len(names) - 1:
            seen[key] = seen.get(key, -1) + 1
        if key in seen:
            path.append(seen[key])
    return path


def _shared(candidate: tuple[str | int, ...], path: KeyPath) -> int:
    depth = 0
    for left, right in zip(candidate, path, strict=False):
        if left != right:
            break
        depth += 1
    return depth
