"""A server on a copy of the real content, in its own process, and what it takes to watch it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar
from urllib.error import URLError
from urllib.request import urlopen

from atlas_ssg.serve.address import listen
from tests.processes import below, browsers

T = TypeVar("T")

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 60.0  # seconds: a wait that ends the test, no measure of anything
_SHARED = ("browser", "diagram", "drawing", "page", "facts", "charts", "png")
_PAUSE = 0.02


def until(condition: Callable[[], T], what: str) -> T:
    """Wait for a condition; what it said when it was met."""
    end = time.monotonic() + PATIENCE
    while not (met := condition()):
        assert time.monotonic() < end, f"in vain: {what}"
        time.sleep(_PAUSE)
    return met


def copy_project(folder: Path) -> Path:
    """The real content, theme and configuration, with the drawings of the checkout's cache."""
    folder.mkdir()
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copytree(ROOT / "themes", folder / "themes")
    shutil.copy(ROOT / "atlas.toml", folder)
    (folder / ".atlas/cache").mkdir(parents=True)
    for kind in _SHARED:
        shared = ROOT / ".atlas/cache" / kind
        shared.mkdir(parents=True, exist_ok=True)
        (folder / ".atlas/cache" / kind).symlink_to(shared)
    return folder


class Running:
    """A server for the project in `root`, in a process group of its own."""

    def __init__(self, root: Path, *, port: int = 0, host: str = "127.0.0.1") -> None:
        self.root = root
        self.port = port or free_port()
        self.host = host
        self._log = root.parent / f"{root.name}.log"
        self._log.write_text("")

    def start(self, *, wait: bool = True) -> Running:
        """Start it, by default until it answers."""
        with self._log.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "atlas_ssg", "serve", "--port", str(self.port),
                 "--host", self.host],
                cwd=self.root, stderr=log, stdout=log, start_new_session=True,
            )  # fmt: skip
        if wait:
            until(self.answers, f"the server answers; it said: {self.said()}")
        return self

    def stop(self, number: int = signal.SIGINT) -> int:
        """Send a signal to the whole group, as a terminal does. The exit status."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, number)
        return self.process.wait(timeout=PATIENCE)

    def answers(self) -> bool:
        """Whether a page comes."""
        assert self.process.poll() is None, self.said()
        try:
            return bool(self.get(""))
        except (URLError, ConnectionError):
            return False

    def url(self, path: str = "") -> str:
        """The address of a page, given without its first slash."""
        return f"http://127.0.0.1:{self.port}/{path}"

    def get(self, path: str, address: str = "127.0.0.1") -> str:
        """The text of a page."""
        with urlopen(f"http://{address}:{self.port}/{path}", timeout=PATIENCE) as answer:
            text: bytes = answer.read()
        return text.decode()

    def said(self) -> str:
        """All that it printed."""
        return self._log.read_text()

    def builds(self) -> list[str]:
        """What it said of each build after the first."""
        return re.findall(r"^\d\d:\d\d:\d\d .*$", self.said(), re.MULTILINE)

    def family(self) -> set[int]:
        """Process ids of all that it started."""
        return set(below(self.process.pid))

    def browser(self) -> int:
        """The process id of its browser, as soon as it has one."""
        return until(lambda: browsers(self.process.pid), "the browser runs").pop()

    def file(self, path: str) -> Path:
        """A file of the project."""
        return self.root / path

    @contextmanager
    def edited(self, path: str, change: Callable[[str], str]) -> Iterator[str]:
        """A file with other text for a while; gives the new text."""
        file = self.file(path)
        before = file.read_text()
        after = change(before)
        assert after != before
        file.write_text(after)
        try:
            yield after
        finally:
            file.write_text(before)


def free_port() -> int:
    """A port that nobody listens at."""
    with closing(listen("127.0.0.1", 0)) as other:
        port: int = other.getsockname()[1]
        return port


def alive(pids: set[int]) -> set[int]:
    """Those of the processes that still run."""
    return pids & below(0).keys()
