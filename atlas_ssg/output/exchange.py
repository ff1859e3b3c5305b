"""Put one folder in the place of another, in one step where the system can."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

# linux/fcntl.h and linux/fs.h
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def exchange(new: Path, old: Path) -> None:
    """`new` takes the place of `old`, and `old`, if there was one, that of `new`.

    On Linux this is one system call (renameat2), so there is no moment
    without a site. Elsewhere it is two renames, undone if the second fails.
    """
    if not old.exists():
        new.rename(old)
    elif not _exchange_at_once(new, old):
        aside = new.with_name(new.name + "-old")
        old.rename(aside)
        try:
            new.rename(old)
        except OSError:
            aside.rename(old)
            raise
        aside.rename(new)
    _flush_folder(old.parent)


def _exchange_at_once(left: Path, right: Path) -> bool:
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    result = rename(_AT_FDCWD, os.fsencode(left), _AT_FDCWD, os.fsencode(right), _RENAME_EXCHANGE)
    return bool(result == 0)


def _flush_folder(folder: Path) -> None:
    """Make the renames themselves survive a power cut, where folders can be flushed."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
