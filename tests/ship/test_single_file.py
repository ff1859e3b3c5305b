"""One self-contained file of real pages: opened alone, from another folder, without a network."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from atlas_ssg.cli.bundle import document
from atlas_ssg.config import load
from atlas_ssg.model.output import Build
from tests.ship.conftest import ROOT
from tests.ship.painted import planes, problems

pytestmark = pytest.mark.browser


def single_file(real: Build, folder: Path, wanted: str) -> Path:
    """What `bundle --single-file WANTED` makes of the real content."""
    settings = load(config=ROOT / "atlas.toml")
    (path,) = document(real, settings, wanted, folder / "mailed.html")
    return path


@pytest.mark.parametrize("wanted", ["systems/netflix", "incidents"])
def test_a_system_and_a_category(real: Build, tmp_path: Path, page: Page, wanted: str) -> None:
    path = single_file(real, tmp_path, wanted)
    assert [p.name for p in tmp_path.iterdir()] == ["mailed.html"]
    html = path.read_text()
    assert not re.findall(r'\s(?:src|href)="(?!#|data:|https?:|mailto:)', html)
    page.goto(path.as_uri())
    assert page.locator("svg.diagram").count() >= 2
    assert list(problems(page, planes(), pixels=False)) == []
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    lost = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1))"
        ".filter(id => !document.getElementById(decodeURIComponent(id)))"
    )
    assert lost == []
    pictures = page.evaluate("[...document.images].map(i => [i.complete, i.naturalWidth])")
    assert all(complete and width for complete, width in pictures)


def test_a_link_between_two_of_its_pages_stays_inside(
    real: Build, tmp_path: Path, page: Page
) -> None:
    page.goto(single_file(real, tmp_path, "systems/netflix").as_uri())
    page.locator("main a[href^='#p']", has_text="Storage").first.click()
    assert re.search(r"mailed\.html#p\d", page.url)
    assert page.locator(":target h1", has_text="storage").is_visible()


def test_the_whole_error_index(real: Build, tmp_path: Path, page: Page) -> None:
    page.goto(single_file(real, tmp_path, "errors").as_uri())
    text = page.locator("main").inner_text()
    assert "remaining connection slots are reserved" in text
