"""The site as the last server left it: what the next one shows until its own first build.

It is shown only when no file that a build reads has changed since, judged by its
state (times, size, inode), and the program is of the same version. It is read as
plain data and is never trusted for long: the first build replaces it.

One file a project lies in the cache: the length of its head, the head, and the
bytes of the output files, which are read when they are asked for.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from zlib import crc32

import msgspec

from atlas_ssg.cache import digest, write_whole
from atlas_ssg.config import Config
from atlas_ssg.model.output import OutputFile
from atlas_ssg.serve.inputs import changed_since, inputs, stamp
from atlas_ssg.serve.live import Snapshot

_LENGTH = 8  # bytes of the length of the head


class _Piece(msgspec.Struct, frozen=True, array_like=True):
    """Where the raw bytes of an output file stand behind the head, and what is named in them."""

    offset: int
    length: int
    checksum: int
    named: tuple[bytes, bytes] | None


class _Head(msgspec.Struct, frozen=True, array_like=True):
    """A snapshot without the bytes of its files, and a digest of what was read for it."""

    inputs: str
    table: dict[str, _Piece]
    pages: dict[str, str]
    categories: tuple[tuple[str, str], ...]
    systems: tuple[tuple[str, str], ...]


class _Files(Mapping[str, OutputFile]):
    """The files that were kept; one whose bytes are not what they were is not there."""

    def __init__(self, content: mmap.mmap, start: int, table: Mapping[str, _Piece]) -> None:
        self._content, self._start, self._table = content, start, table

    def __getitem__(self, path: str) -> OutputFile:
        piece = self._table[path]
        start = self._start + piece.offset
        raw = self._content[start : start + piece.length]
        if crc32(raw) != piece.checksum:
            raise KeyError(path)
        return OutputFile(path, raw, piece.named)

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)


def recall(config: Config) -> Snapshot | None:
    """The last server's snapshot, if a build would read now what it read then."""
    place = _place(config)
    if place is None:
        return None
    try:
        with place.open("rb") as file:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        start = _LENGTH + int.from_bytes(content[:_LENGTH], "big")
        head = msgspec.msgpack.decode(content[_LENGTH:start], type=_Head)
    except (OSError, ValueError, msgspec.DecodeError):
        return None  # none was kept, or by another version
    if head.inputs != stamp(inputs(config), config):
        return None
    files = _Files(content, start, head.table)
    return Snapshot(1, True, files, head.pages, head.categories, head.systems)


def keep(snapshot: Snapshot, began: int, config: Config) -> None:
    """Keep a snapshot whose build began at that time (ns), unless something changed since.

    A full or read-only disk is no error: the next server begins without it.
    """
    states, place = inputs(config), _place(config)
    if place is None or changed_since(states, began):
        return
    with suppress(OSError):
        _write(snapshot, stamp(states, config), place)


def _write(snapshot: Snapshot, read: str, place: Path) -> None:
    table, offset = {}, 0
    for path, file in snapshot.files.items():
        table[path] = _Piece(offset, len(file.raw), crc32(file.raw), file.named)
        offset += len(file.raw)
    pages, categories, systems = dict(snapshot.pages), snapshot.categories, snapshot.systems
    head = msgspec.msgpack.encode(_Head(read, table, pages, categories, systems))
    bodies = (file.raw for file in snapshot.files.values())
    write_whole(place, (len(head).to_bytes(_LENGTH, "big"), head, *bodies))


def _place(config: Config) -> Path | None:
    """The file of a project at an address: the next one takes its place."""
    if config.cache is None:
        return None
    key = digest(str(config.content), str(config.path), config.site.base_url)
    return config.cache / "served" / key[:32]
