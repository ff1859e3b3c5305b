"""The development server, measured in a real browser on a made-up site of 1,000 pages.

From the moment before a file is written to the moment at which the open page
shows it: watching, building, sending and painting are all in it.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

from atlas_ssg.diagrams.browser import find_executable
from bench.serve_site import PAGES, Site, write_site

PORT = 8923
EDITS = 60
MANY = 500
STARTS = 5
_PATIENCE = 900.0  # seconds: the first start draws every diagram

# Resolves with the wall clock (seconds) at the first frame after SEEN became true.
_WATCH = """
() => {
  window.atlasSeen = new Promise((resolve) => {
    const check = () => {
      if (!(SEEN)) return;
      document.removeEventListener("EVENT", check, true);
      requestAnimationFrame(() => resolve((performance.timeOrigin + performance.now()) / 1000));
    };
    document.addEventListener("EVENT", check, true);
    check();
  });
}
"""
_TEXT_SHOWN = "document.querySelector('main').textContent.includes('TOKEN')"
_STYLE_SHOWN = (
    "getComputedStyle(document.documentElement).getPropertyValue('--bench').trim() === 'TOKEN'"
)


@dataclass(frozen=True, slots=True)
class Task:
    """One sort of edit: how it is made, how it is seen, and how long it may take (ms, p95)."""

    name: str
    target: float
    edit: Callable[[Site, str], None]
    event: str
    seen: str


TASKS = (
    Task("text edit to changed page", 150, Site.edit_text, "atlas:renewed", _TEXT_SHOWN),
    Task("style edit to changed look", 80, Site.edit_style, "atlas:restyled", _STYLE_SHOWN),
    Task("one diagram edited", 500, Site.edit_diagram, "atlas:renewed", _TEXT_SHOWN),
)


def run() -> None:
    """Print the rows: starts, the three sorts of edit, memory over many edits."""
    with tempfile.TemporaryDirectory() as folder:
        site = write_site(Path(folder))
        with _server(site) as (_, seconds):
            print(f"  {PAGES} pages; first start, every diagram drawn: {seconds:.1f} s")
        _starts(site)
        with _server(site) as (process, _), _browser() as page:
            start = time.perf_counter()
            _until(lambda: "pages in" in _log(site).read_text(encoding="utf-8"), "a first build")
            print(f"  and its first build, beside serving: {time.perf_counter() - start:.1f} s")
            page.goto(f"http://127.0.0.1:{PORT}/{site.address}")
            for task in TASKS:
                _report(task, [_edit(page, site, task, n) for n in range(EDITS)])
            _memory(page, site, process.pid)


def _starts(site: Site) -> None:
    seconds = []
    for _ in range(STARTS):
        with _server(site) as (_, taken):
            seconds.append(taken)
    print(
        f"  start with warm caches: median {statistics.median(seconds):.2f} s, "
        f"slowest of {STARTS} {max(seconds):.2f} s (target 1.50 s)"
    )


def _report(task: Task, seconds: list[float]) -> None:
    ordered = sorted(1000 * second for second in seconds)
    p95 = ordered[int(0.95 * len(ordered))]
    print(
        f"  {task.name}: median {statistics.median(ordered):.0f} ms, p95 {p95:.0f} ms, "
        f"slowest {ordered[-1]:.0f} ms of {len(ordered)} (target p95 {task.target:.0f} ms)"
    )


def _edit(page: Page, site: Site, task: Task, number: int) -> float:
    """Seconds from the edit to the frame that shows it."""
    token = f"token{number}x{task.name[:4].strip()}"
    seen = task.seen.replace("TOKEN", token)
    page.evaluate(_WATCH.replace("EVENT", task.event).replace("SEEN", seen))
    start = time.time()
    task.edit(site, token)
    shown: float = page.evaluate("window.atlasSeen")
    return shown - start


def _memory(page: Page, site: Site, pid: int) -> None:
    marks = {}
    for number in range(1, MANY + 1):
        _edit(page, site, TASKS[0], EDITS + number)
        if number in {MANY // 5, MANY}:
            marks[number] = _resident(pid)
    first, last = marks[MANY // 5], marks[MANY]
    print(
        f"  memory of the server after {MANY // 5} more text edits {first:.0f} MB, "
        f"after {MANY} {last:.0f} MB: {last / first:.2f} times"
    )


def _resident(pid: int) -> float:
    """Resident memory of a process, in MB."""
    asked = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True
    )
    return int(re.findall(r"\d+", asked.stdout)[0]) / 1024


@contextmanager
def _server(site: Site) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    """A server for the site, and the seconds from its start to its first page."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "atlas_ssg", "serve", "--port", str(PORT)],
        cwd=site.root,
        stderr=_log(site).open("w"),
    )
    try:
        _until(_answers, "the server's first answer", process)
        yield process, time.perf_counter() - start
    finally:
        process.terminate()
        process.wait(timeout=10)


def _log(site: Site) -> Path:
    return site.root / "serve.log"


def _until(
    condition: Callable[[], bool], what: str, process: subprocess.Popen[bytes] | None = None
) -> None:
    end = time.perf_counter() + _PATIENCE
    while not condition():
        if time.perf_counter() > end or (process is not None and process.poll() is not None):
            raise RuntimeError(f"waited in vain for {what}")
        time.sleep(0.01)


def _answers() -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{PORT}/", timeout=_PATIENCE) as answer:
            return bool(answer.read())
    except (URLError, ConnectionError):
        return False


@contextmanager
def _browser() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_executable(), args=["--no-sandbox"]
        )
        try:
            yield browser.new_page()
        finally:
            browser.close()
