"""When each page came, from git: the commit that first added it, renames followed."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from atlas_ssg.cache import Memo
from atlas_ssg.config import Config
from atlas_ssg.model.coverage import NO_HISTORY, History

_SECONDS = 60  # for one call of git; a history that takes longer is not known
_RENAMES = 2000  # pairs that git compares by content; a file moved as it is is always found

# Oldest first, parents before children; author dates, which a rebase leaves as
# they are; and nothing that a reader's own git settings could change.
_LOG = (
    "log", "--topo-order", "--reverse", "--format=%x00%at", "--name-status", "-z", "--no-color",
    "--no-show-signature", "--diff-merges=off", "--find-renames=50%", f"-l{_RENAMES}",
)  # fmt: skip


def read_history(config: Config, memo: Memo | None = None) -> History:
    """The history of the pages that are there now, or nothing where git knows none.

    A shallow clone knows nothing either: in it every page seems to come with
    the oldest commit that was fetched.
    """
    memo = memo or Memo()
    stamp = _stamp(config.content)
    if stamp is None:
        return _asked(config, memo)
    # While git's own record of its head is as before, it need not be asked.
    return memo("history", "stamp", (stamp, config.content), lambda: _asked(config, memo))


def _stamp(content: Path) -> tuple[tuple[int, ...], ...] | None:
    """The state of what git writes whenever its head moves; None where it keeps no such record."""
    for folder in (content, *content.parents):
        if (git := folder / ".git").exists():
            record = git / "logs/HEAD"
            files = (git / "HEAD", record, git / "shallow")
            return tuple(map(_state, files)) if record.is_file() else None
    return ()


def _state(path: Path) -> tuple[int, ...]:
    try:
        state = path.stat()
    except OSError:
        return ()
    return (state.st_mtime_ns, state.st_size, state.st_ino)


def _asked(config: Config, memo: Memo) -> History:
    state = _git(config.content, "rev-parse", "--is-shallow-repository", "HEAD", "--show-prefix")
    if state is None:
        return NO_HISTORY
    shallow, head, *rest = state.decode("utf-8", "replace").split("\n")
    prefix = rest[0] if rest else ""
    if shallow != "false":
        return NO_HISTORY
    inputs = (head, prefix, config.content)
    return memo("history", "", inputs, lambda: _read(config.content, prefix))


def _read(content: Path, prefix: str) -> History:
    log = _git(content, *_LOG)
    if log is None:
        return NO_HISTORY
    born: dict[str, str] = {}
    for day, change, paths in _changes(log):
        if change == "A":
            born[paths[0]] = min(born.get(paths[0], day), day)
        elif change in "MT":  # added by a merge itself, which the log does not spell out
            born.setdefault(paths[0], day)
        elif change == "R":
            born[paths[1]] = min(born.pop(paths[0], day), born.get(paths[1], day))
    return History(
        {path.removeprefix(prefix): day for path, day in born.items() if path.startswith(prefix)}
    )


def _changes(log: bytes) -> Iterator[tuple[str, str, Sequence[str]]]:
    """(ISO date, letter of the change, its paths from the top of the checkout)."""
    words = iter(log.decode("utf-8", "surrogateescape").split("\0"))
    day = ""
    for word in words:
        mark = word.lstrip("\n")
        if not mark:  # the NUL in front of a commit's time
            continue
        if mark[0] in "+-0123456789":
            day = _day(int(mark))
        elif mark[0] in "RC":
            yield day, mark[0], (next(words), next(words))
        else:
            yield day, mark[0], (next(words),)


def _day(seconds: int) -> str:
    """The ISO date in UTC of a time since 1970; a commit may claim one beyond the calendar."""
    try:
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return date.max.isoformat()


def _git(folder: Path, *arguments: str) -> bytes | None:
    """What git says, or None where there is no git, no checkout, or no commit."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            capture_output=True,
            check=True,
            timeout=_SECONDS,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout
