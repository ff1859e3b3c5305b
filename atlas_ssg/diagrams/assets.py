"""What the browser is given: Mermaid and the font, from the package or from the checkout."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from atlas_ssg.cache import digest
from atlas_ssg.diagrams.renderer import RenderError

_PACKAGE = Path(__file__).parent.parent
# A wheel carries the files inside the package; a checkout has them from npm.
_VENDOR = _PACKAGE / "vendor"
_MODULES = _PACKAGE.parent / "node_modules"
_FILES = {
    "mermaid.min.js": "mermaid/dist/mermaid.min.js",
    "inter.woff2": "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
}


@lru_cache(maxsize=8)
def asset(name: str) -> bytes:
    """The bytes of "mermaid.min.js" or "inter.woff2". Raises `RenderError` when it is missing."""
    for path in (_VENDOR / name, _MODULES / _FILES[name]):
        if path.is_file():
            return path.read_bytes()
    raise RenderError(
        f"{name} is missing", "run `make setup` in the checkout, or install the wheel again"
    )


@lru_cache(maxsize=8)
def script(name: str) -> str:
    """One of our own scripts for the page, which lie beside this file."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def assets_digest() -> str:
    """A digest of everything that is loaded into the page."""
    return digest(
        asset("mermaid.min.js"), asset("inter.woff2"), script("page.js"), script("graph.js")
    )
