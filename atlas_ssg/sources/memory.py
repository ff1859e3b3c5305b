"""What discovery remembers from week to week: how feeds recognise themselves, and what it has seen.

One JSON file, written whole. A file that is not there, or that another version
wrote, is an empty memory: everything is then new once more.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import msgspec

from atlas_ssg.sources.feeds import Validators
from atlas_ssg.sources.reading import Article

NAME = ".atlas/discovery.json"
_MOST = 50_000  # articles; beyond that the oldest are forgotten


class Seen(msgspec.Struct, frozen=True):
    """An article, the feed it came from, and the day it was first seen (ISO)."""

    feed: str
    day: str
    article: Article


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: int
    feeds: dict[str, tuple[str, str]]
    seen: dict[str, Seen]


_VERSION = 1


@dataclass(frozen=True, slots=True)
class Memory:
    """Validators by address of the feed, and articles by `identity`."""

    validators: dict[str, Validators]
    seen: dict[str, Seen]


def recall(path: Path) -> Memory:
    """The memory in the file."""
    try:
        file = msgspec.json.decode(path.read_bytes(), type=_File)
    except (OSError, msgspec.MsgspecError):
        return Memory({}, {})
    if file.version != _VERSION:
        return Memory({}, {})
    return Memory({url: Validators(*pair) for url, pair in file.feeds.items()}, file.seen)


def remember(path: Path, memory: Memory) -> None:
    """Write the memory. Raises `OSError`."""
    newest = sorted(memory.seen.items(), key=lambda entry: (entry[1].day, entry[0]))[-_MOST:]
    file = _File(
        version=_VERSION,
        feeds={url: (v.etag, v.modified) for url, v in memory.validators.items()},
        seen=dict(newest),
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_bytes(msgspec.json.format(msgspec.json.encode(file, order="sorted"), indent=1))
    fresh.replace(path)


def identity(link: str) -> str:
    """What tells an address apart: without fragment, tracking, scheme, `www.` and final slash."""
    try:
        parts = urlsplit(link.strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return link
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not name.startswith("utm_") and name not in {"source", "ref"}
    ]
    return urlunsplit(("", host + port, parts.path.rstrip("/"), urlencode(kept), ""))
