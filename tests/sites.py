"""Whole sites in memory: a map of file names to text in, a `Build` out, and no browser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from atlas_ssg import pipeline
from atlas_ssg.cache import Memo
from atlas_ssg.config import Config, parse
from atlas_ssg.diagrams.renderer import Renderer
from atlas_ssg.model.output import Build
from tests.fake_renderer import FakeRenderer

ROOT = Path("/project")


def config_of(toml: str = "", *, root: Path = ROOT, cache: Path | None = None) -> Config:
    """The configuration that an `atlas.toml` with this text would give."""
    file = parse(toml, "atlas.toml")
    return Config(root, root / "content", root / "output", cache, file, root / "atlas.toml")


def build_site(
    files: Mapping[str, str | bytes],
    toml: str = "",
    *,
    renderer: Renderer | None = None,
    memo: Memo | None = None,
    cache: Path | None = None,
    base_url: str = "",
) -> Build:
    """The site that `files` (path below the content folder -> text) make."""
    config = config_of(toml, cache=cache)
    if base_url:
        from msgspec.structs import replace as with_fields

        site = with_fields(config.file.site, base_url=base_url)
        config = replace(config, file=with_fields(config.file, site=site))
    return pipeline.build(config, renderer or FakeRenderer(), files=files, memo=memo)


def text_of(build: Build, path: str) -> str:
    """The text of one file of the site."""
    return {file.path: file.content for file in build.files}[path].decode()
