"""The bundle of the real content, unpacked, and a browser with neither script nor network."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from atlas_ssg.cli.bundle import pack
from atlas_ssg.config import load
from atlas_ssg.diagrams.browser import find_executable
from atlas_ssg.model.output import Build

ROOT = Path(__file__).parent.parent.parent
# Wide and tall enough for nearly every diagram, and an eighth of the pixels each way.
VIEW = {"width": 2400, "height": 2000}
SCALE = 0.125


@pytest.fixture(scope="session")
def archive(real: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip that `make bundle` makes of the real content."""
    written = pack(real, load(config=ROOT / "atlas.toml"), tmp_path_factory.mktemp("bundle"))
    assert [path.suffix for path in written] == [".zip", ".sha256"]
    return written[0]


@pytest.fixture(scope="session")
def unpacked(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a reader has after a double click on the zip."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(folder)
    (inside,) = folder.iterdir()
    return inside


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=find_executable(), args=["--no-sandbox"]
        )
        yield started
        started.close()


@pytest.fixture(scope="module")
def cut_off(browser: Browser) -> Iterator[BrowserContext]:
    """No script, no network, and pictures an eighth as wide."""
    context = browser.new_context(
        java_script_enabled=False,
        offline=True,
        viewport=VIEW,  # type: ignore[arg-type]
        device_scale_factor=SCALE,
        color_scheme="light",
    )
    yield context
    context.close()


@pytest.fixture
def page(cut_off: BrowserContext) -> Iterator[Page]:
    """A page that fails its test when anything is asked of the network or goes wrong."""
    opened = cut_off.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    # What a page still loads when the next is asked for is aborted: no failure.
    opened.on(
        "requestfailed",
        lambda request: (
            wrong.append(request.url) if "ABORTED" not in str(request.failure) else None
        ),
    )
    opened.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    yield opened
    opened.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert wrong == []
