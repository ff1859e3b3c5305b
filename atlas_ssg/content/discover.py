"""Find and read what is in the content folder: text of pages and data files, bytes of the rest."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from atlas_ssg.config import Config
from atlas_ssg.model.diagnostic import Diagnostic, Severity
from atlas_ssg.model.source import Place, SourceFile

PAGE_SUFFIXES = (".md", ".markdown")
_SKIPPED = {"node_modules", "__pycache__"}
_MOST_PAGE_BYTES = 8 * 1024 * 1024
_MOST_ASSET_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Found:
    """What the folder holds, by path relative to it: pages, YAML data, other files."""

    pages: tuple[SourceFile, ...]
    data: tuple[SourceFile, ...]
    assets: tuple[tuple[str, bytes], ...]
    diagnostics: tuple[Diagnostic, ...]


def discover(config: Config, files: Mapping[str, str | bytes] | None = None) -> Found:
    """Read the content folder, or `files` (path -> text or bytes) in its place, in sorted order."""
    shown_root = _shown_root(config)
    diagnostics: list[Diagnostic] = []
    pages: list[SourceFile] = []
    data: list[SourceFile] = []
    assets: list[tuple[str, bytes]] = []
    raw = _given(files) if files is not None else _walk(config.content, shown_root, diagnostics)
    for path, content in raw:
        shown = f"{shown_root}{path}"
        if not path.lower().endswith((*PAGE_SUFFIXES, ".yaml", ".yml")):
            assets.append((path, content))
            continue
        text = _text(content, shown, diagnostics)
        if text is not None:
            source = SourceFile(path, text, shown)
            is_page = path.lower().endswith(PAGE_SUFFIXES)
            (pages if is_page else data).append(source)
    return Found(tuple(pages), tuple(data), tuple(assets), tuple(diagnostics))


def _shown_root(config: Config) -> str:
    try:
        relative = config.content.relative_to(config.root).as_posix()
    except ValueError:
        return f"{config.content.as_posix()}/"
    return "" if relative == "." else f"{relative}/"


def _given(files: Mapping[str, str | bytes]) -> Iterator[tuple[str, bytes]]:
    for path in sorted(files):
        content = files[path]
        yield path, content.encode() if isinstance(content, str) else content


def _walk(
    root: Path, shown_root: str, diagnostics: list[Diagnostic]
) -> Iterator[tuple[str, bytes]]:
    real_root = root.resolve()
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not _hidden(name))
        for name in sorted(names):
            if _hidden(name):
                continue
            full = Path(folder) / name
            path = full.relative_to(root).as_posix()
            problem, content = _read(full, real_root)
            if problem:
                place = Place(shown_root + path)
                diagnostics.append(Diagnostic("RD001", problem, place, Severity.ERROR))
            else:
                yield path, content


def _hidden(name: str) -> bool:
    return name.startswith((".", "_")) or name in _SKIPPED


def _read(path: Path, root: Path) -> tuple[str, bytes]:
    """(problem, content) of one file; links that leave the folder are refused."""
    try:
        real = path.resolve(strict=True)
        if root not in real.parents:
            return "a link that leaves the content folder is not followed", b""
        if not real.is_file():
            return "not a regular file", b""
        is_page = path.name.lower().endswith(PAGE_SUFFIXES)
        most = _MOST_PAGE_BYTES if is_page else _MOST_ASSET_BYTES
        if real.stat().st_size > most:
            return f"larger than {most // 1024 // 1024} MB", b""
        return "", real.read_bytes()
    except (OSError, RuntimeError) as error:
        return f"cannot be read: {getattr(error, 'strerror', None) or error}", b""


def _text(content: bytes, shown: str, diagnostics: list[Diagnostic]) -> str | None:
    """The text of a file: UTF-8, no byte-order mark, `\\n` line ends."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        diagnostics.append(
            Diagnostic(
                "RD002",
                f"not UTF-8: byte 0x{content[error.start]:02x}",
                Place(shown, line, column),
                help="save the file as UTF-8",
            )
        )
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")
