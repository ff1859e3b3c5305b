"""YAML with places: plain data, and for each key path the line and column where it stands.

Only the plain part of YAML is read: no tags, aliases or merges, at most 64 kB
and 20 levels, no key twice. Dates stay text; a word like `no` or a clock time
stays what the author wrote when the schema wants text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from atlas_ssg.schema import KeyPath

MOST_BYTES = 65_536
MOST_DEPTH = 20
# Tags that are resolved by their spelling; every other plain word is text.
_INT, _FLOAT, _BOOL, _NULL = (f"tag:yaml.org,2002:{t}" for t in ("int", "float", "bool", "null"))
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True, slots=True)
class Document:
    """Plain `data`; `places` maps a key path to (line, column) of its value, from 1;
    `keys` to those of the key itself."""

    data: Any
    places: dict[KeyPath, tuple[int, int]] = field(default_factory=dict)
    keys: dict[KeyPath, tuple[int, int]] = field(default_factory=dict)

    def place(self, path: KeyPath, *, on_key: bool = False) -> tuple[int, int]:
        """Where `path` stands, or the nearest thing around it."""
        table = self.keys if on_key else self.places
        while path:
            found = table.get(path) or self.keys.get(path) or self.places.get(path)
            if found:
                return found
            path = path[:-1]
        return (1, 1)


class YamlError(Exception):
    """YAML that cannot be read, at `line` and `column` (from 1) of its own text."""

    def __init__(self, message: str, line: int, column: int, help: str = "") -> None:
        super().__init__(message)
        self.line, self.column, self.help = line, column, help


def read(text: str) -> Document:
    """The one document in `text`. Raises `YamlError`."""
    if len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise YamlError(f"more than {MOST_BYTES // 1024} kB of YAML", 1, 1, "split the file")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        root = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        raise _problem(error, text) from None
    except yaml.YAMLError as error:
        raise YamlError(f"not YAML: {str(error).splitlines()[0]}", 1, 1) from None
    except RecursionError:
        raise YamlError("nested too deeply", 1, 1) from None
    document = Document(None)
    if root is None:
        return document
    _refuse_aliases(root)
    data = _plain(root, (), document, 0)
    return Document(data, document.places, document.keys)


def _refuse_aliases(root: Any) -> None:
    """An alias is the same node a second time: however deep, it is met once and refused."""
    seen: set[int] = set()
    waiting = [(root, root.start_mark)]
    while waiting:
        node, mark = waiting.pop()
        if id(node) in seen:
            message = "an alias of something above"
            raise YamlError(message, mark.line + 1, mark.column + 1, "write it out")
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting += [(inner, inner.start_mark) for inner in reversed(node.value)]
        elif isinstance(node, yaml.MappingNode):
            waiting += [(inner, key.end_mark) for key, inner in reversed(node.value)]


def _plain(node: Any, path: KeyPath, document: Document, depth: int) -> Any:
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    if depth > MOST_DEPTH:
        raise YamlError(f"nested more than {MOST_DEPTH} levels", line, column)
    document.places[path] = (line, column)
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, line, column)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(n, (*path, i), document, depth + 1) for i, n in enumerate(node.value)]
    return _mapping(node, path, document, depth)


def _mapping(node: Any, path: KeyPath, document: Document, depth: int) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line, column = key_node.start_mark.line + 1, key_node.start_mark.column + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise YamlError("a key that is not a word", line, column)
        key = str(key_node.value)
        if key == "<<" and not key_node.style:
            raise YamlError("merge keys (`<<`) are not read", line, column, "write it out")
        if key in result:
            raise YamlError(f"the key `{key}` stands twice", line, column, "keep one of them")
        document.keys[(*path, key)] = (line, column)
        result[key] = _plain(value_node, (*path, key), document, depth + 1)
    return result


def _scalar(node: Any, line: int, column: int) -> Any:
    """A scalar as JSON has it: quoted is text; plain is a number, true, false, null or text.

    Numbers are those of JSON only: `012` and `12:30:45` (octal and base 60 to
    YAML 1.1), `no` and `on` stay the text that their author sees.
    """
    explicit = node.tag not in {
        _INT, _FLOAT, _BOOL, _NULL, "tag:yaml.org,2002:str", "tag:yaml.org,2002:timestamp",
        "tag:yaml.org,2002:value", "tag:yaml.org,2002:merge",
    }  # fmt: skip
    if explicit:
        raise YamlError(f"the tag {node.tag} is not read", line, column, "write plain values")
    text = str(node.value)
    if node.style in {"'", '"', "|", ">"}:
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if text.lstrip("-").isascii() and text.lstrip("-").isdigit():
        digits = text.lstrip("-")
        return text if (len(digits) > 1 and digits[0] == "0") or len(digits) > 18 else int(text)
    if node.tag == _FLOAT and ":" not in text:
        try:
            return float(text)
        except ValueError:
            return text
    return text


def _problem(error: yaml.MarkedYAMLError, text: str) -> YamlError:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    what = error.problem or error.context or "unreadable"
    lines = text.split("\n")
    source = lines[line - 1] if line <= len(lines) else ""
    help = ""
    if "mapping values are not allowed" in what:
        help = 'a value that holds a colon needs quotes: key: "text: more text"'
    elif "could not find expected ':'" in what:
        help = "a key is followed by a colon and a space"
    elif "\t" in source[: max(column, 1)] or "cannot start any token" in what:
        help = "indent with spaces, not tabs, and quote text that begins with a special character"
    return YamlError(f"not YAML: {what}", line, column, help)
