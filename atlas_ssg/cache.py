"""A content-addressed store on disk: digest -> bytes. The only cache in the program.

An entry is written to a temporary file beside its place and renamed, so a
reader sees all of it or nothing. It starts with the SHA-256 of what follows:
an entry that does not match is dropped and made again, never trusted.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

_CHECKSUM = hashlib.sha256().digest_size


def digest(*parts: bytes | str) -> str:
    """The SHA-256, in hex, of `parts` with their lengths, so that no two lists collide."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "big"))
        whole.update(data)
    return whole.hexdigest()


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
        if hashlib.sha256(body).digest() == data[:_CHECKSUM]:
            return body
        path.unlink(missing_ok=True)
        return None

    def put(self, kind: str, key: str, body: bytes) -> None:
        """Store `body`. A full or read-only disk is no error: the entry is made again next time."""
        if self._folder is None:
            return
        path = self._path(kind, key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        except OSError:
            return
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(body).digest() + body)
            os.replace(temporary, path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)

    def _path(self, kind: str, key: str) -> Path:
        assert self._folder is not None
        return self._folder / kind / key[:2] / key[2:]
