"""Writes the documents that are made from the code; with --check it only says which are stale."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from third_party import licences_text

from atlas_ssg.checks.documentation import rules_markdown
from atlas_ssg.config_reference import configuration_markdown, configuration_schema
from atlas_ssg.content.front_matter import front_matter_schema
from atlas_ssg.facts.documentation import quantities_markdown
from atlas_ssg.render.contract import theming_markdown
from atlas_ssg.render.data_documentation import data_markdown
from atlas_ssg.status.metrics import schema as metrics_schema

DOCS = Path(__file__).parent.parent / "docs"


def _schema(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=1, sort_keys=True) + "\n"


DOCUMENTS: dict[str, Callable[[], str]] = {
    "atlas.schema.json": lambda: _schema(configuration_schema()),
    "central-metrics.schema.json": lambda: _schema(metrics_schema()),
    "configuration.md": configuration_markdown,
    "data.md": data_markdown,
    "front-matter.schema.json": lambda: _schema(front_matter_schema()),
    "quantities.md": quantities_markdown,
    "rules.md": rules_markdown,
    "theming.md": theming_markdown,
    "third-party-licenses.txt": licences_text,
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
