"""What the browser is given: Mermaid and the font, from the package or from the checkout."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from atlas_ssg.cache import digest
from atlas_ssg.diagrams.faster import faster
from atlas_ssg.diagrams.renderer import RenderError
from atlas_ssg.vendor import vendored


def asset(name: str) -> bytes:
    """The bytes of "mermaid.min.js" or "inter.woff2". Raises `RenderError` when it is missing."""
    found = vendored(name)
    if found is None:
        raise RenderError(
            f"{name} is missing", "run `make setup` in the checkout, or install the wheel again"
        )
    return found


@lru_cache(maxsize=8)
def script(name: str) -> str:
    """One of our own scripts for the page, which lie beside this file."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def mermaid() -> bytes:
    """Mermaid as it is loaded: with less work for the same drawings where the bundle is known."""
    bundle = asset("mermaid.min.js").decode()
    quick = faster(bundle)
    return bundle.encode() if quick is None else (script("faster.js") + quick).encode()


@lru_cache(maxsize=1)
def assets_digest() -> str:
    """A digest of everything that is loaded into the page."""
    return digest(mermaid(), asset("inter.woff2"), script("page.js"), script("graph.js"))
