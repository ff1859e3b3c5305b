"""Files of others that a build needs: Mermaid, and the font that measures and paints its labels."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_PACKAGE = Path(__file__).parent
# A wheel carries the files inside the package; a checkout has them from npm.
_VENDOR = _PACKAGE / "vendor"
_MODULES = _PACKAGE.parent / "node_modules"
_FILES = {
    "mermaid.min.js": "mermaid/dist/mermaid.min.js",
    "inter.woff2": "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
}


@lru_cache(maxsize=8)
def vendored(name: str) -> bytes | None:
    """The bytes of "mermaid.min.js" or "inter.woff2"; None where the file is missing."""
    for path in (_VENDOR / name, _MODULES / _FILES[name]):
        if path.is_file():
            return path.read_bytes()
    return None
