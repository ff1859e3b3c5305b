"""Where a browser lives: a home of its own that is swept, and nothing of the user's around it."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

_PREFIX = "atlas-chromium-"  # then the process that owns it
_KEPT_VARIABLES = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH")


def make_home() -> Path:
    """A new folder for a browser; what killed runs left is removed first."""
    _sweep()
    return Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))


def environment(home: Path) -> dict[str, str | float | bool]:
    """A clean environment: no proxies, keys or tokens of the user's; a home of its own."""
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    own = {"HOME": str(home), "TMPDIR": str(home), "TZ": "UTC", "LANG": "C.UTF-8"}
    return {**kept, **own} if sys.platform != "win32" else {**os.environ, **own}


def _sweep() -> None:
    """Remove the homes that browsers of killed runs left: those of processes that are gone."""
    if os.name != "posix":
        return
    for home in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*-*"):
        owner = home.name.removeprefix(_PREFIX).partition("-")[0]
        try:
            os.kill(int(owner), 0)
        except ProcessLookupError:
            shutil.rmtree(home, ignore_errors=True)
        except (ValueError, OSError):
            continue  # somebody else's
