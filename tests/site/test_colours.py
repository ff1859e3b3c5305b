"""Light, dark, paper and forced colours, on pages of the real site."""

import re

import pytest
from playwright.sync_api import Page

from tests.site.conftest import KINDS, Site, complaints

pytestmark = pytest.mark.browser

COSTS = KINDS["diagram page, costs"]
_GROUND = "getComputedStyle(document.body).backgroundColor"
_LABEL = "getComputedStyle(document.querySelector('svg.diagram .cluster text')).fill"
_PLANE = "getComputedStyle(document.querySelector('svg.diagram .stateStyle > rect')).fill"
_LIGHT = ["rgb(255, 255, 255)", "rgb(31, 35, 40)", "rgb(255, 136, 0)"]
_DARK = ["rgb(15, 18, 22)", "rgb(230, 233, 238)", "rgb(255, 136, 0)"]


def colours(page: Page) -> list[str]:
    """Those of the page, of a label in its diagram, and of a plane."""
    return [page.evaluate(question) for question in (_GROUND, _LABEL, _PLANE)]


def test_one_picture_serves_light_and_dark(page: Page, site: Site) -> None:
    page.goto(site.url(COSTS))
    assert colours(page) == _LIGHT
    page.emulate_media(color_scheme="dark")
    assert colours(page) == _DARK


def test_a_reader_can_choose_the_colours_of_the_page(page: Page, site: Site) -> None:
    page.goto(site.url(COSTS))
    page.get_by_role("radio", name="Dark").check()
    assert colours(page) == _DARK
    page.emulate_media(color_scheme="dark")
    page.get_by_role("radio", name="Light").check()
    assert colours(page) == _LIGHT


@pytest.mark.parametrize("chosen", ["Auto", "Dark"])
def test_on_paper_the_content_stands_alone_in_its_colours(
    page: Page, site: Site, chosen: str
) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(site.url(COSTS))
    page.get_by_role("radio", name=chosen).check()
    page.emulate_media(media="print", color_scheme="dark")
    for gone in (".site-header", ".site-footer", ".diagram-bar", ".rail"):
        assert not page.locator(gone).first.is_visible()
    assert colours(page) == _LIGHT
    adjust = "getComputedStyle(document.querySelector('svg.diagram')).printColorAdjust"
    assert page.evaluate(adjust) == "exact"


@pytest.mark.parametrize(
    ("kind", "on_its_side"), [("diagram page, costs", True), ("diagram page, guide", False)]
)
def test_a_wide_diagram_and_its_title_have_the_first_sheet_on_its_side(
    page: Page, site: Site, kind: str, on_its_side: bool
) -> None:
    page.goto(site.url(KINDS[kind]))
    sheets = _sheets(page.pdf(prefer_css_page_size=True))
    assert len(sheets) > 3
    first, *others = (width > height for width, height in sheets)
    assert first is on_its_side
    assert not any(others)  # so the title, which comes first, is on no other sheet


def _sheets(pdf: bytes) -> list[tuple[float, float]]:
    """(width, height) of each sheet, in order, in points."""
    order = [int(n) for kids in re.findall(rb"/Kids\s*\[([^\]]*)\]", pdf)
             for n in re.findall(rb"(\d+) 0 R", kids)]  # fmt: skip
    boxes = {
        int(number): (float(width), float(height))
        for number, width, height in re.findall(
            rb"\n(\d+) 0 obj\n<<(?:(?!endobj)[\s\S])*?/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf
        )
    }
    return [boxes[number] for number in order if number in boxes]


def test_forced_colours_and_reduced_motion(page: Page, site: Site) -> None:
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    found = complaints(page)
    page.goto(site.url(COSTS))
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
    assert page.evaluate(behaviour) == "auto"
    plane = "getComputedStyle(document.querySelector('.swatch.controlStyle')).backgroundColor"
    assert page.evaluate(plane) == "rgb(204, 0, 0)"
    assert found == []
