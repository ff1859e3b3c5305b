"""Publish a set of files as a folder, whole or not at all.

The next site is staged beside the target: files whose bytes are unchanged are
hard links to the last site's, the others are written and flushed. Then the two
folders are exchanged in one step. A build that is killed leaves the last site
as it was; its staging is swept by the next one. The manifest names the files
that are ours: those alone are removed when they are no longer made, and a
folder without a manifest is not ours to touch.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from atlas_ssg import __version__
from atlas_ssg.model.output import OutputFile
from atlas_ssg.output.exchange import exchange

MANIFEST = ".atlas-manifest.json"
_STAGING = ".staging"

# Above this many changed files one flush of the whole file system is cheaper
# than one flush a file.
_FLUSH_EACH_UP_TO = 64


class PublishError(Exception):
    """The site could not be written; the last one is untouched. `busy`: another build holds it."""

    def __init__(self, message: str, help: str = "", *, busy: bool = False) -> None:
        super().__init__(message)
        self.help = help
        self.busy = busy


@dataclass(frozen=True, slots=True)
class Published:
    """What changed on disk, as paths relative to the output folder."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0


def publish(
    files: Iterable[OutputFile], target: Path, *, protect: Iterable[Path] = (), clean: bool = False
) -> Published:
    """Make `target` hold exactly `files` (and what others put there beside them).

    `protect` are folders that the target may neither be nor contain. With
    `clean` nothing of the last site is reused. Raises `PublishError`.
    """
    wanted = {file.path: file.content for file in files}
    require_below(wanted)
    try:
        _require_ours(target, protect)
        target.parent.mkdir(parents=True, exist_ok=True)
        with _lock(target):
            _sweep(target)
            plan = _plan(wanted, target, clean=clean)
            if plan.written or plan.removed or not (target / MANIFEST).exists():
                _replace(wanted, target, plan)
            return plan
    except OSError as error:
        raise PublishError(explain(error), "the last site is untouched") from error


def require_below(paths: Iterable[str]) -> None:
    """Raises `PublishError` for a path that could lead out of the folder it is written to."""
    for path in paths:
        if "\0" in path or not {"", ".", ".."}.isdisjoint(path.split("/")):
            raise PublishError(f"{path!r} is no path below the output folder", "rename the page")


def holds(target: Path, files: Mapping[str, str]) -> bool:
    """Whether `target` is a site of just these files (path -> SHA-256 in hex), byte for byte."""
    if _manifest(target) != files.keys():
        return False
    return all(_sha256(target / path) == digest for path, digest in files.items())


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _plan(wanted: dict[str, bytes], target: Path, *, clean: bool) -> Published:
    ours = _manifest(target)
    written = [
        path
        for path, content in sorted(wanted.items())
        if clean or not _same(target / path, content)
    ]
    removed = sorted(path for path in ours - wanted.keys() if (target / path).exists())
    return Published(tuple(written), tuple(removed), len(wanted) - len(written))


def _replace(wanted: dict[str, bytes], target: Path, plan: Published) -> None:
    staging = target.parent / f".{target.name}{_STAGING}-{os.getpid()}"
    try:
        staging.mkdir()
        skipped = {*plan.written, *plan.removed, MANIFEST}
        if target.is_dir():
            _link_tree(target, staging, skipped)
        for path in plan.written:
            _write(staging / path, wanted[path])
        manifest = {"generator": f"atlas-ssg {__version__}", "files": sorted(wanted)}
        text = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
        _write(staging / MANIFEST, text.encode())
        _flush(staging, [*plan.written, MANIFEST])
        exchange(staging, target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _link_tree(source: Path, destination: Path, skipped: set[str]) -> None:
    """Hard links (copies where the file system has none) of all files but `skipped`.

    Links and empty folders are kept too: they are somebody else's.
    """
    for folder, folders, names in os.walk(source):
        relative = Path(folder).relative_to(source)
        if not folders and not names:
            (destination / relative).mkdir(parents=True, exist_ok=True)
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in (*names, *links):
            path = relative / name
            if path.as_posix() not in skipped:
                _link(source / path, destination / path)


def _link(source: Path, destination: Path) -> None:
    destination.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, destination, follow_symlinks=False)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise
        shutil.copy2(source, destination, follow_symlinks=False)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _flush(folder: Path, paths: list[str]) -> None:
    if len(paths) > _FLUSH_EACH_UP_TO and hasattr(os, "sync"):
        os.sync()
        return
    for path in paths:
        with (folder / path).open("rb+") as file:
            os.fsync(file.fileno())


def _same(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _manifest(target: Path) -> set[str]:
    try:
        return set(json.loads((target / MANIFEST).read_bytes())["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _require_ours(target: Path, protect: Iterable[Path]) -> None:
    if target.is_symlink():
        raise PublishError(f"the output folder {target} is a link", "name a real folder")
    home = Path(os.path.expanduser("~"))  # for a user without one it is just "~"
    if target in {home, Path(target.anchor)}:
        raise PublishError(f"{target} cannot be an output folder", "name a folder of its own")
    for folder in protect:
        if target == folder or target in folder.parents:
            raise PublishError(
                f"the output folder {target} holds the sources in {folder}",
                "name a folder of its own with --output",
            )
    if target.exists() and not target.is_dir():
        raise PublishError(f"the output {target} is a file", "name a folder with --output")
    if target.is_dir() and any(target.iterdir()) and not (target / MANIFEST).exists():
        raise PublishError(
            f"{target} was not made by atlas-ssg and is not empty: nothing was written",
            "empty it, or name another folder with --output",
        )


@contextmanager
def _lock(target: Path) -> Iterator[None]:
    lock = FileLock(target.parent / f".{target.name}.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise PublishError(
            f"another build is writing {target}", "wait for it, or stop it", busy=True
        ) from None
    try:
        yield
    finally:
        lock.release()


def _sweep(target: Path) -> None:
    """Remove the staging of builds that were killed (the lock is ours, so none is running)."""
    for stale in target.parent.glob(f".{target.name}{_STAGING}-*"):
        if not target.exists() and (stale / MANIFEST).exists():
            # Killed between the two renames of a file system without exchange.
            stale.rename(target)
        else:
            shutil.rmtree(stale, ignore_errors=True)


def explain(error: OSError) -> str:
    """What went wrong with a file, in one line for people."""
    reasons = {
        errno.ENOSPC: "the disk is full",
        errno.EROFS: "the file system is read-only",
        errno.EACCES: "permission denied",
        errno.EPERM: "permission denied",
    }
    reason = reasons.get(error.errno or 0, error.strerror or str(error))
    where = f": {error.filename}" if error.filename else ""
    return f"cannot write the site: {reason}{where}"
