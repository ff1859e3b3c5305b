"""What is not done again: a content-addressed store on disk, and a memo within one process.

`Cache` maps digests to bytes, across runs. An entry is written to a temporary
file beside its place and renamed, so a reader sees all of it or nothing. It
starts with the SHA-256 of what follows: an entry that does not match is dropped
and made again, never trusted.

`Memo` keeps the results of pure calls from one build to the next, so that a
server does again only what an edit touches; a single build simply fills it.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from stat import S_ISREG
from typing import Any, TypeVar

T = TypeVar("T")

# The libraries that have a hand in what is kept.
_LIBRARIES = (
    "jinja2", "lxml", "markdown-it-py", "mdit-py-plugins", "nh3", "pint", "pygments", "tinycss2",
    "vl-convert-python",
)  # fmt: skip
_CHECKSUM = hashlib.sha256().digest_size
_NEW = ".new-"
_DAY = 86_400.0  # seconds
# An entry that nobody read for so many days, or that is too much, is dropped.
_MOST_DAYS = 30
_MOST_BYTES = 500_000_000


def digest(*parts: bytes | str) -> str:
    """The SHA-256, in hex, of `parts` with their lengths, so that no two lists collide."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "big"))
        whole.update(data)
    return whole.hexdigest()


@lru_cache(maxsize=1)
def program_digest() -> str:
    """A digest of the program and of the libraries whose work it keeps.

    Part of the key of what a stage keeps: another program makes its entries anew.
    """
    folder = Path(__file__).parent
    sources = sorted(path for path in folder.rglob("*.*") if path.suffix in {".py", ".js"})
    return digest(*(source.read_bytes() for source in sources), *map(version, _LIBRARIES))


class Cache:
    """A store below `folder`, in one subfolder for each `kind` of entry. `None` keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, kind: str, key: str) -> bytes | None:
        """The bytes stored under `key`, or None where there are none that are whole."""
        if self._folder is None:
            return None
        path = self._path(kind, key)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        body = data[_CHECKSUM:]
        _mark_read(path)
        if hashlib.sha256(body).digest() == data[:_CHECKSUM]:
            return body
        with suppress(OSError):  # on a read-only disk it stays, and is passed over again
            path.unlink(missing_ok=True)
        return None

    def put(self, kind: str, key: str, body: bytes) -> None:
        """Store `body`. A full or read-only disk is no error: the entry is made again next time."""
        if self._folder is None:
            return
        with suppress(OSError):
            write_whole(self._path(kind, key), (hashlib.sha256(body).digest(), body))

    def prune(self, now: float, most: int = _MOST_BYTES) -> int:
        """Drop what nobody reads, and above `most` bytes the oldest: how many entries went.

        `now` is in seconds since 1970. What was read or written within a day stays whatever
        its size, so that no build that runs beside this one loses what it works with; a
        reader that comes too late makes the entry again.
        """
        entries = sorted(_entries(self._folder)) if self._folder is not None else []
        total = sum(size for _, size, _ in entries)
        dropped = 0
        for read, size, path in entries:
            days = (now - read) / _DAY
            temporary = path.name.startswith(_NEW)  # of a build that was killed
            if days > 1 and (temporary or days > _MOST_DAYS or total > most):
                with suppress(OSError):
                    path.unlink()
                    total -= size
                    dropped += 1
        return dropped

    def _path(self, kind: str, key: str) -> Path:
        assert self._folder is not None
        return self._folder / kind / key[:2] / key[2:]


def write_whole(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file of the cache, so that a reader sees all of it or nothing. Raises `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=_NEW)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
        os.replace(temporary, path)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _mark_read(path: Path) -> None:
    """Keep the day on which an entry was read, as its time: not all disks keep it themselves."""
    with suppress(OSError):
        if time.time() - path.stat().st_mtime > _DAY / 2:
            os.utime(path)


def _entries(folder: Path) -> Iterator[tuple[float, int, Path]]:
    """(when it was read, bytes, path) of every entry; what goes away meanwhile is left out."""
    for path in folder.rglob("*"):
        with suppress(OSError):
            state = path.stat()
            if S_ISREG(state.st_mode):
                yield state.st_mtime, state.st_size, path


class Memo:
    """Results of pure calls by (kind, key), used again when the inputs are equal to the last ones.

    Inputs are compared with `==` on a tuple, which looks at identity first: a
    value that an earlier stage took from the memo itself costs nothing.
    """

    def __init__(self) -> None:
        self._kinds: dict[str, dict[object, tuple[tuple[Any, ...], Any]]] = defaultdict(dict)

    def __call__(
        self, kind: str, key: object, inputs: tuple[Any, ...], compute: Callable[[], T]
    ) -> T:
        """The result of `compute()`, or the one that equal `inputs` gave before."""
        entry = self._kinds[kind].get(key)
        if entry is not None and entry[0] == inputs:
            known: T = entry[1]
            return known
        return self.put(kind, key, inputs, compute())

    def known(self, kind: str, key: object, inputs: tuple[Any, ...]) -> Any:
        """What equal `inputs` gave before, or None."""
        entry = self._kinds[kind].get(key)
        return entry[1] if entry is not None and entry[0] == inputs else None

    def put(self, kind: str, key: object, inputs: tuple[Any, ...], result: T) -> T:
        """Remember `result`, in the place of what the key gave before."""
        self._kinds[kind][key] = (inputs, result)
        return result

    def keep(self, kind: str, keys: Set[Any]) -> None:
        """Forget what `kind` remembers under any other key: pages that are gone."""
        entries = self._kinds[kind]
        for key in entries.keys() - keys:
            del entries[key]
