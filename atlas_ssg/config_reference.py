"""The reference of `atlas.toml`, made from the configuration's own structs."""

from __future__ import annotations

import inspect
from typing import Any

import msgspec
from msgspec.inspect import type_info

from atlas_ssg.config import ConfigFile

_INTRODUCTION = """\
# Configuration

Made from `atlas_ssg/config.py` by `make docs`.

`atlas.toml` stands in the project's folder. Every table and key may be left out; without the file
the defaults below hold and any folder of Markdown can be built. An unknown key is an error at its
line and column. `atlas.schema.json` beside this page lets editors complete the file.
"""


def configuration_markdown() -> str:
    """docs/configuration.md: each table with its keys, types and defaults."""
    tables = type_info(ConfigFile).fields  # type: ignore[attr-defined]
    return "\n".join([_INTRODUCTION, *(_table(field.type) for field in tables)])


def configuration_schema() -> dict[str, Any]:
    """The JSON Schema of `atlas.toml`."""
    return msgspec.json.schema(ConfigFile)


def _table(info: Any) -> str:
    struct = info if hasattr(info, "cls") else info.item_type
    text = inspect.cleandoc(struct.cls.__doc__ or "")
    heading, _, meaning = text.partition(": ")
    rows = ["| key | type | default |", "|---|---|---|"]
    nested = []
    for field in struct.fields:
        rows.append(f"| `{field.encode_name}` | {_type(field.type)} | {_default(field)} |")
        inner = getattr(field.type, "item_type", None)
        if hasattr(inner, "cls"):
            nested.append(_table(field.type))
    title = heading.strip("`")
    return "\n".join(
        [f"## `{title}`", "", meaning[:1].upper() + meaning[1:], "", *rows, "", *nested]
    )


def _type(info: Any) -> str:
    if hasattr(info, "item_type"):
        return f"list of {_type(info.item_type)}"
    if hasattr(info, "key_type"):
        return f"table of {_type(info.value_type)}"
    if hasattr(info, "values"):
        return "one of " + ", ".join(f"`{value}`" for value in info.values)
    if hasattr(info, "cls"):
        return "table"
    name = type(info).__name__.removesuffix("Type").lower()
    described = getattr(info, "extra_json_schema", None) or {}
    words = {"str": "text", "bool": "true or false", "int": "whole number", "float": "number"}
    return described.get("description") or words.get(name, name)


def _default(field: Any) -> str:
    if field.required:
        return "required"
    value = field.default
    if value is msgspec.NODEFAULT or value in ((), ""):
        return ""
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"
