"""The server as a process, on the real content: how it starts, what a burst is, how it ends."""

from __future__ import annotations

import os
import re
import shutil
import signal
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from tests.serve.running import PATIENCE, Running, alive, copy_project, until

pytestmark = pytest.mark.browser


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project")


@pytest.fixture
def started() -> Iterator[Callable[[Running], Running]]:
    """Starts servers, and ends those that still run after the test."""
    all_started: list[Running] = []

    def start(running: Running) -> Running:
        all_started.append(running)
        return running.start()

    yield start
    for running in all_started:
        running.stop()


@pytest.fixture
def server(project: Path, started: Callable[[Running], Running]) -> Running:
    return started(Running(project))


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 130)])
def test_it_ends_at_once_with_nothing_left(server: Running, number: int, status: int) -> None:
    server.browser()  # it is warm
    family = server.family()
    with urlopen(server.url("_atlas/events"), timeout=PATIENCE) as stream:
        assert stream.readline()
        assert server.stop(number) == status
    until(lambda: not alive(family), "every process of it is gone")
    assert "Traceback" not in server.said()


def test_the_next_one_shows_at_once_what_the_last_one_served(
    server: Running, started: Callable[[Running], Running]
) -> None:
    assert re.search(r" pages in .*\nserving ", server.said())  # the first builds, then serves
    before = server.get("errors/")
    server.stop()
    again = started(Running(server.root, port=server.port))
    assert again.get("errors/").count("<code>") == before.count("<code>")
    assert again.said().startswith("serving ")
    until(again.builds, "what it showed is built anew")
    page = again.file("content/made-by-a-test.md")
    page.write_text("# Made by a test\n")
    until(lambda: len(again.builds()) > 1, "it builds what changes")
    assert "Made by a test" in again.get("made-by-a-test/")


def test_it_ends_while_it_draws(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    shutil.rmtree(project / ".atlas")  # nothing is in the cache
    running = Running(project).start(wait=False)
    try:
        running.browser()
        family = running.family()
    finally:
        status = running.stop()
    assert status == 130
    until(lambda: not alive(family), "every process of it is gone")
    assert "Traceback" not in running.said()


def test_it_ends_while_it_draws_again(server: Running) -> None:
    server.browser()
    many = "\n\n".join(f'```mermaid\nflowchart LR\n  A["{n}"] --> B\n```' for n in range(500))
    server.file("content/many.md").write_text(f"# Many\n\n{many}\n")
    cache = server.file(".atlas/cache/drawing")
    before = sum(1 for _ in cache.rglob("*"))
    until(lambda: sum(1 for _ in cache.rglob("*")) > before, "it draws")
    family = server.family()
    assert server.stop() == 130
    until(lambda: not alive(family), "every process of it is gone")
    assert "Traceback" not in server.said()


def test_a_burst_is_not_a_build_for_each_file(server: Running) -> None:
    pages = sorted(server.file("content/systems").glob("*/*.md"))[:20]
    os.kill(server.process.pid, signal.SIGSTOP)  # so that all of it comes at the same moment
    for page in pages:
        page.write_text(f"{page.read_text()}\n\nPart of a burst.\n")
    os.kill(server.process.pid, signal.SIGCONT)
    address = pages[-1].relative_to(server.file("content")).with_suffix("").as_posix()
    until(lambda: "Part of a burst." in server.get(f"{address}/"), "the burst is built")
    until(lambda: len(server.builds()) > 0, "it says so")
    assert len(server.builds()) < len(pages)  # one, where the machine is not busy with other things


def test_every_error_message_of_the_atlas_finds_its_page_first(server: Running) -> None:
    listed = re.findall(
        r'<a href="\.\./([^"#]+)[^"]*"><code>(.*?)</code></a>', server.get("errors/"), re.DOTALL
    )
    pages: dict[str, set[str]] = {}
    for page, message in listed:
        pages.setdefault(unescape(re.sub(r"<[^>]+>", "", message)), set()).add(f"/{page}")
    assert len(pages) > 10
    for message, known in pages.items():
        found = server.get(f"search?q={quote(message)}")
        first = re.search(r'<li class="row"><div><a class="row-title" href="([^"]+)"', found)
        assert first is not None, message
        assert first[1] in known, message


def test_only_this_machine_is_served_unless_it_is_told(
    project: Path, started: Callable[[Running], Running]
) -> None:
    """127.0.0.2 is another address of this machine, as that of its network is."""
    with pytest.raises(URLError):
        started(Running(project)).get("", "127.0.0.2")
    assert started(Running(project, host="0.0.0.0")).get("", "127.0.0.2")


def test_links_out_of_the_content_are_not_served(server: Running) -> None:
    server.file("secret.txt").write_text("secret")
    server.file("content/link.txt").symlink_to(server.file("secret.txt"))
    until(lambda: server.builds(), "it is built")
    with pytest.raises(HTTPError, match="404"):
        server.get("link.txt")
    assert "content/link.txt" in server.said()
