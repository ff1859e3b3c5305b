"""Find a Chromium and its version, without starting it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from atlas_ssg.cache import Cache, digest

VARIABLE = "ATLAS_CHROMIUM"
ADVICE = (
    "install Chrome or Chromium, or run `playwright install chromium`, "
    f"or set {VARIABLE}=/path/to/chrome"
)
_NAMES = (
    "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome",
    "microsoft-edge-stable", "microsoft-edge",
)  # fmt: skip
_MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_WINDOWS = (
    r"Google\Chrome\Application\chrome.exe",
    r"Chromium\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
)
# Debian's /usr/bin/chromium is a script that an upgrade leaves as it is; the
# program itself lies here.
_BEHIND_WRAPPERS = ("/usr/lib/chromium/chromium", "/usr/lib/chromium-browser/chromium-browser")
_VERSION_SECONDS = 20


def find_executable() -> Path | None:
    """The Chromium to use: `ATLAS_CHROMIUM`, an installed one, or Playwright's own download."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named) if Path(named).is_file() else None
    installed = (shutil.which(name) for name in _NAMES)
    candidates = [*installed, *_platform_places(), *_downloaded()]
    return next((Path(c) for c in candidates if c and Path(c).is_file()), None)


def missing() -> str:
    """Why `find_executable` found none."""
    named = os.environ.get(VARIABLE)
    if named:
        return f"{VARIABLE} names {named}, which is not there"
    return "no Chrome or Chromium was found, and there are diagrams to draw"


def state(executable: Path) -> str:
    """A digest of path, size and time of the browser's files."""
    found = []
    for path in (executable, *map(Path, _BEHIND_WRAPPERS)):
        if path.is_file():
            status = path.stat()
            found.append(f"{path} {status.st_size} {status.st_mtime_ns}")
    return digest(*found)


def version(executable: Path, cache: Cache) -> str:
    """What the browser says of its version ("Chromium 156.0.8078.79 …").

    Asked once for each state of its files, then remembered.
    """
    key = state(executable)
    known = cache.get("browser", key)
    if known is not None:
        return known.decode()
    try:
        done = subprocess.run(
            [str(executable), "--version"],
            capture_output=True,
            text=True,
            timeout=_VERSION_SECONDS,
            check=True,
        )
        said = done.stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return key  # Chrome on Windows says nothing: its files' state stands for it
    cache.put("browser", key, said.encode())
    return said


def _platform_places() -> list[str]:
    if sys.platform == "darwin":
        return list(_MAC)
    if sys.platform == "win32":
        roots = [
            os.environ.get(n, "") for n in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
        ]
        return [os.path.join(root, place) for root in roots if root for place in _WINDOWS]
    return []


def _downloaded() -> list[str]:
    """Where `playwright install chromium` puts its browser, newest first."""
    home = Path(os.path.expanduser("~"))  # a user of a container may have none: "~" then
    places = {
        "darwin": home / "Library/Caches/ms-playwright",
        "win32": Path(os.environ.get("LOCALAPPDATA", home)) / "ms-playwright",
    }
    root = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or "0")
    if str(root) == "0":
        root = places.get(sys.platform, home / ".cache/ms-playwright")
    programs = ("chrome", "headless_shell", "chrome.exe", "Chromium", "chrome-headless-shell")
    found = [
        path
        for folder in sorted(root.glob("chromium*"), reverse=True)
        for path in folder.rglob("*")
        if path.name in programs and path.is_file() and os.access(path, os.X_OK)
    ]
    return [str(path) for path in found]
