"""What stage 1 hands to stage 2: pages that were read and not yet parsed, and all beside them."""

from __future__ import annotations

from dataclasses import dataclass

from atlas_ssg.model.diagnostic import Diagnostic
from atlas_ssg.model.page import FrontMatter
from atlas_ssg.model.site import Asset, Library, Section
from atlas_ssg.model.source import SourceFile


@dataclass(frozen=True, slots=True)
class Draft:
    """A page without its body parsed: `body` begins at line `first_line` of its file."""

    source: SourceFile
    front: FrontMatter
    body: str
    first_line: int
    permalink: str
    section: str
    is_index: bool


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything that stage 1 found. `texts` maps shown paths to text, for diagnostics."""

    drafts: tuple[Draft, ...]
    sections: dict[str, Section]
    assets: tuple[Asset, ...]
    library: Library
    diagnostics: tuple[Diagnostic, ...]
    texts: dict[str, str]
