"""Find and read what is in the content folder: text of pages and data files, bytes of the rest.

A file whose state (times, size, inode) is as before is not read again.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from atlas_ssg.cache import Memo
from atlas_ssg.config import Config
from atlas_ssg.model.diagnostic import Diagnostic, Severity
from atlas_ssg.model.site import Asset
from atlas_ssg.model.source import Place, SourceFile

PAGE_SUFFIXES = (".md", ".markdown")
_DATA_SUFFIXES = (".yaml", ".yml")
_SKIPPED = {"node_modules", "__pycache__"}
_MOST_PAGE_BYTES = 8 * 1024 * 1024
_MOST_ASSET_BYTES = 64 * 1024 * 1024

# A file that was changed this shortly before it was read may change again without
# a new time: clocks of file systems tick every few milliseconds. Nanoseconds.
_SETTLED = 100_000_000


@dataclass(frozen=True, slots=True)
class Found:
    """What the folder holds, by path relative to it: pages, YAML data, other files."""

    pages: tuple[SourceFile, ...]
    data: tuple[SourceFile, ...]
    assets: tuple[Asset, ...]
    diagnostics: tuple[Diagnostic, ...]


_File = SourceFile | Asset | Diagnostic


def discover(
    config: Config, files: Mapping[str, str | bytes] | None = None, memo: Memo | None = None
) -> Found:
    """Read the content folder, or `files` (path -> text or bytes) in its place, in sorted order."""
    root = shown_root(config)
    read = _walk(config, root, memo or Memo()) if files is None else _given(files, root)
    found = list(read)
    sources = [file for file in found if isinstance(file, SourceFile)]
    return Found(
        pages=tuple(file for file in sources if file.path.lower().endswith(PAGE_SUFFIXES)),
        data=tuple(file for file in sources if file.path.lower().endswith(_DATA_SUFFIXES)),
        assets=tuple(file for file in found if isinstance(file, Asset)),
        diagnostics=tuple(file for file in found if isinstance(file, Diagnostic)),
    )


def shown_root(config: Config) -> str:
    """What is printed before a path below the content folder."""
    try:
        relative = config.content.relative_to(config.root).as_posix()
    except ValueError:
        return f"{config.content.as_posix()}/"
    return "" if relative == "." else f"{relative}/"


def _given(files: Mapping[str, str | bytes], root: str) -> Iterator[_File]:
    for path in sorted(files):
        content = files[path]
        raw = content.encode() if isinstance(content, str) else content
        yield _file(path, raw, root + path)


def _walk(config: Config, shown: str, memo: Memo) -> Iterator[_File]:
    real_root = config.content.resolve()
    # What a build makes is never content, wherever it lies, nor is what configures it.
    ours = (config.output, config.cache, config.bundles, config.path)
    made = {os.path.realpath(path) for path in ours if path}
    seen = set()
    for folder, entry in _entries(str(real_root), "", made):
        path = folder + entry.name
        if not _is_text(path):
            printable = os.fsencode(path).decode("utf-8", "backslashreplace")
            yield _unread(shown + printable, "the name of the file is not UTF-8")
            continue
        seen.add(path)
        before = _state(entry)
        file: _File | None = memo.known("file", path, (real_root, before))
        if file is None:
            file = _read(Path(entry.path), path, shown + path, real_root)
            memo.put("file", path, (real_root, before if _settled(before) else object()), file)
        yield file
    memo.keep("file", seen)


def _is_text(path: str) -> bool:
    """Whether a path can be printed: a name of other bytes holds half characters."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _entries(folder: str, below: str, made: Set[str]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """(folder below the root, entry) of every file and link: a folder's own, then those below.

    Folders in `made` are passed over.
    """
    try:
        with os.scandir(folder) as found:
            entries = sorted((e for e in found if not _hidden(e.name)), key=lambda e: e.name)
    except OSError:  # not there, or no longer
        return
    folders = []
    for entry in entries:
        if entry.path in made:
            continue
        if entry.is_dir(follow_symlinks=False):
            folders.append(entry)
        elif not (entry.is_symlink() and os.path.isdir(entry.path)):
            yield below, entry
    for entry in folders:
        yield from _entries(entry.path, f"{below}{entry.name}/", made)


def _state(entry: os.DirEntry[str]) -> tuple[int, ...] | None:
    """What changes when a file does; None for a link, whose file lies elsewhere."""
    try:
        state = entry.stat(follow_symlinks=False)
    except OSError:
        return None
    if entry.is_symlink():
        return None
    return (state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino)


def _settled(state: tuple[int, ...] | None) -> bool:
    return state is not None and time.time_ns() - max(state[:2]) > _SETTLED


def _hidden(name: str) -> bool:
    return name.startswith((".", "_")) or name in _SKIPPED


def _read(full: Path, path: str, shown: str, root: Path) -> _File:
    """One file; links that leave the folder are refused."""
    try:
        real = full.resolve(strict=True)
        if root not in real.parents:
            return _unread(shown, "a link that leaves the content folder is not followed")
        if not real.is_file():
            return _unread(shown, "not a regular file")
        is_page = path.lower().endswith(PAGE_SUFFIXES)
        most = _MOST_PAGE_BYTES if is_page else _MOST_ASSET_BYTES
        if real.stat().st_size > most:
            return _unread(shown, f"larger than {most // 1024 // 1024} MB")
        return _file(path, real.read_bytes(), shown)
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or error
        return _unread(shown, f"cannot be read: {reason}")


def _unread(shown: str, problem: str) -> Diagnostic:
    return Diagnostic("RD001", problem, Place(shown), Severity.ERROR)


def _file(path: str, content: bytes, shown: str) -> _File:
    """Text of a page or data file: UTF-8, no byte-order mark, `\\n` line ends; else an asset."""
    if not path.lower().endswith((*PAGE_SUFFIXES, *_DATA_SUFFIXES)):
        return Asset(path, f"/{path}", content)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        message = f"not UTF-8: byte 0x{content[error.start]:02x}"
        place = Place(shown, line, column)
        return Diagnostic("RD002", message, place, help="save the file as UTF-8")
    return SourceFile(path, text.replace("\r\n", "\n").replace("\r", "\n"), shown)
