"""Writes the documents that are made from the code; with --check it only says which are stale."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from atlas_ssg.checks.documentation import rules_markdown
from atlas_ssg.config_reference import configuration_markdown, configuration_schema

DOCS = Path(__file__).parent.parent / "docs"


def _schema() -> str:
    return json.dumps(configuration_schema(), indent=1, sort_keys=True) + "\n"


DOCUMENTS: dict[str, Callable[[], str]] = {
    "atlas.schema.json": _schema,
    "configuration.md": configuration_markdown,
    "rules.md": rules_markdown,
}


def stale() -> list[str]:
    """The documents that are not what the code says now."""
    return [
        name
        for name, write in DOCUMENTS.items()
        if not (DOCS / name).is_file() or (DOCS / name).read_text(encoding="utf-8") != write()
    ]


def main() -> int:
    """Exit status 1 when --check finds a stale document."""
    names = stale()
    if "--check" in sys.argv:
        print("\n".join(f"docs/{name} is stale: run `make docs`" for name in names))
        return 1 if names else 0
    for name in names:
        (DOCS / name).write_text(DOCUMENTS[name](), encoding="utf-8")
        print(f"wrote docs/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
