"""The licences of what a wheel carries inside: Mermaid with its own dependencies, and the font."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parent.parent
_HEAD = """What a wheel of atlas-ssg carries beside its own code (MIT, see LICENSE):
Mermaid as one file, which holds its own dependencies, and the font Inter.
Written by `make docs`."""
_RULE = "-" * 78


def packages() -> dict[str, str]:
    """Folder below the project -> licence (SPDX), of all that is not for development alone."""
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    return {
        folder: package.get("license", "")
        for folder, package in sorted(locked.items())
        if folder and not package.get("dev")
    }


def licences_text() -> str:
    """Every licence once, below the names and versions of the packages that it covers."""
    covered: dict[str, list[str]] = defaultdict(list)
    for folder, licence in packages().items():
        package = json.loads((ROOT / folder / "package.json").read_text(encoding="utf-8"))
        name = f"{package['name']} {package['version']}"
        for text in _licences(ROOT / folder) or [f"{licence}; the package holds no text of it."]:
            if name not in covered[text]:
                covered[text].append(name)
    parts = [f"{_RULE}\n{', '.join(names)}\n{_RULE}\n\n{text}\n" for text, names in covered.items()]
    return "\n".join([f"{_HEAD}\n", *parts])


def _licences(folder: Path) -> list[str]:
    files = [p for p in sorted(folder.iterdir()) if p.stem.lower() in {"license", "licence"}]
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in files if path.is_file()]
    return ["\n".join(line.rstrip() for line in text.strip().splitlines()) for text in texts]
