"""A small working atlas to start from: the files that `atlas-ssg new site` writes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable

from atlas_ssg import __version__


def site_files(title: str, today: date) -> dict[str, bytes]:
    """Path -> content. `title` names the atlas; `today` is when its pages were last checked.

    A name with "_" in front stands for one with a dot, which tools would
    leave out of a package.
    """
    words = {
        "@TITLE@": json.dumps(title, ensure_ascii=False),  # a string in TOML and YAML alike
        "@NAME@": title,
        "@VERSION@": __version__,  # an atlas says the same whoever builds it
        "@DAY@": today.isoformat(),
        "@DATE_PARTS@": f"[[{today.year}, {today.month}, {today.day}]]",
        "@LAST_YEAR@": str(today.year - 1),
    }
    result = {}
    for path, text in sorted(_read(files(__package__) / "site", "")):
        for word, meant in words.items():
            text = text.replace(word, meant)
        result[path] = text.encode()
    return result


def _read(folder: Traversable, above: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        name = "." + entry.name[1:] if entry.name.startswith("_") else entry.name
        if entry.is_dir():
            yield from _read(entry, f"{above}{name}/")
        else:
            yield above + name, entry.read_text(encoding="utf-8")
