"""Every diagram of the bundle is painted: boxes and pixels, from disk, without script."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.ship.painted import pages_of, planes, problems

pytestmark = pytest.mark.browser


def test_every_diagram_of_the_atlas_is_painted(unpacked: Path, page: Page) -> None:
    alone = [path for path in pages_of(unpacked) if path.split("/")[-2:-1] == ["diagram"]]
    assert alone
    wrong: list[str] = []
    for path in alone:
        page.goto((unpacked / path).as_uri())
        assert page.locator("svg.diagram").count() == 1, path
        wrong += problems(page, planes())
    assert wrong == []


def test_a_diagram_that_is_not_painted_is_noticed(unpacked: Path, page: Page) -> None:
    path = next(p for p in pages_of(unpacked) if p.endswith("/diagram/index.html"))
    page.goto((unpacked / path).as_uri())
    page.evaluate("document.querySelector('svg.diagram').style.opacity = '0'")
    assert any("one colour" in problem for problem in problems(page, planes()))
    page.evaluate("document.querySelector('svg.diagram').style.display = 'none'")
    assert any("a diagram of 0" in problem for problem in problems(page, planes()))
