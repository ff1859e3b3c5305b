"""What a reader does on the pages of the real site, with a keyboard and a mouse, without script."""

import pytest
from playwright.sync_api import Page

from tests.site.conftest import KINDS, Site

pytestmark = pytest.mark.browser

WIDE = KINDS["diagram page, wide"]
COSTS = KINDS["diagram page, costs"]
_BOX = "document.querySelector('.diagram-box')"


def test_a_keyboard_reaches_the_content_and_scrolls_the_diagram(watched: Page, site: Site) -> None:
    page = watched
    page.set_viewport_size({"width": 800, "height": 700})
    page.emulate_media(reduced_motion="reduce")  # a key has no effect while the page still glides
    page.goto(site.url(WIDE))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash === '#main'")
    page.locator(".diagram-box").focus()
    assert page.evaluate("document.activeElement.className") == "diagram-box"
    page.keyboard.press("Home")
    before = page.evaluate(f"{_BOX}.scrollLeft")
    for _ in range(100):  # the browser drops keys while it still paints
        page.keyboard.press("ArrowRight")
        page.evaluate(
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )
        if page.evaluate(f"{_BOX}.scrollLeft") > before:
            break
    assert page.evaluate(f"{_BOX}.scrollLeft") > before


@pytest.mark.parametrize("path", [WIDE, KINDS["diagram page, guide"], KINDS["diagram alone"]])
def test_a_phone_shows_the_first_node_and_not_a_blank_corner(
    page: Page, site: Site, path: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(site.url(path))
    seen = page.evaluate(
        f"""(() => {{
            const box = {_BOX}.getBoundingClientRect();
            const nodes = [...{_BOX}.querySelectorAll('.node')].map(n => n.getBoundingClientRect());
            const top = Math.min(...nodes.map(n => n.top));
            return nodes.some(n => n.top < top + 30 && n.left >= box.left && n.right <= box.right);
        }})()"""
    )
    assert seen
    assert page.evaluate("scrollY") == 0


def test_all_of_the_coverage_fits_a_phone(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(site.url(KINDS["coverage"]))
    assert page.evaluate(
        "(e => e.scrollWidth <= e.clientWidth)(document.querySelector('.coverage'))"
    )
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator(".coverage img").first.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.coverage img').naturalWidth > 0")


def test_focus_can_be_seen(page: Page, site: Site) -> None:
    page.goto(site.url(WIDE))
    hidden = []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """(() => { const e = document.activeElement;
            const with_outline = n => n && getComputedStyle(n).outlineStyle !== 'none';
            return with_outline(e) || with_outline(e.nextElementSibling) || e.outerHTML })()"""
        )
        if seen is not True:
            hidden.append(seen)
    assert hidden == []


def test_the_diagram_opens_large_and_closes_with_escape(page: Page, site: Site) -> None:
    page.goto(site.url(WIDE))
    large = page.locator("#Large-diagram")
    assert not large.is_visible()
    page.get_by_role("button", name="Enlarge").click()
    assert large.is_visible()
    width = large.locator(".large-box > svg").bounding_box()
    assert width is not None
    large.get_by_role("radio", name="200 %").check()
    twice = large.locator(".large-box > svg").bounding_box()
    assert twice is not None
    assert round(twice["width"] / width["width"], 1) == 2.0
    page.keyboard.press("Escape")
    assert not large.is_visible()


@pytest.mark.parametrize("width", [800, 360])
def test_the_diagram_can_be_made_to_fit(page: Page, site: Site, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(site.url(WIDE))
    scrolls = "(e => e.scrollWidth > e.clientWidth)(document.querySelector('.diagram-box'))"
    assert page.evaluate(scrolls)
    page.get_by_role("radio", name="Fit").check()
    assert not page.evaluate(scrolls)


def test_a_citation_shows_its_source_and_leads_to_it(page: Page, site: Site) -> None:
    page.goto(site.url(COSTS))
    cite = page.locator(".prose sup .cite[href^='#source-']").first
    number = (cite.get_attribute("href") or "").removeprefix("#source-")
    if page.evaluate("'interestForElement' in HTMLAnchorElement.prototype"):
        card = page.locator(f"#Card-{number}")
        assert not card.is_visible()
        cite.hover()
        card.wait_for(state="visible")
        place, box = cite.bounding_box(), card.bounding_box()
        assert place is not None
        assert box is not None
        assert abs(box["y"] - place["y"]) < 300
    cite.click()
    page.wait_for_function(f"location.hash === '#source-{number}'")


def test_a_citation_in_the_picture_leads_to_its_source(page: Page, site: Site) -> None:
    page.goto(site.url(COSTS))
    cite = page.locator("svg.diagram a.cite").first
    number = (cite.get_attribute("href") or "").removeprefix("#source-")
    cite.click()
    page.wait_for_function(f"location.hash === '#source-{number}'")


def test_filters_leave_what_was_chosen(page: Page, site: Site) -> None:
    page.goto(site.url(KINDS["sources"]))
    rows = page.locator("tr.row:visible")
    every = rows.count()
    page.get_by_role("radio", name="Reported").check()
    assert 0 < rows.count() < every
    assert set(rows.locator(".badge").all_inner_texts()) == {"Reported"}


def test_crops_enlarge_a_part_of_a_wide_diagram(page: Page, site: Site) -> None:
    page.goto(site.url(KINDS["diagram page, wider"]).replace("index.html", "diagram.svg"))
    scale = "document.documentElement.getScreenCTM().a"
    whole = page.evaluate(scale)
    page.goto(site.url(KINDS["diagram page, wider"]))
    page.get_by_role("link", name="Right", exact=True).click()
    page.wait_for_url("**/diagram.svg#svgView**")
    assert page.evaluate(scale) > 1.5 * whole
    left = (
        "Math.min(...[...document.querySelectorAll('.node')].map(n => n.getBoundingClientRect().x))"
    )
    assert page.evaluate(left) < 0  # what stands at the left is out of sight
