"""Pages of the real site in a real browser: without script, without network."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.site.conftest import KINDS, ROOT, Site

pytestmark = pytest.mark.browser

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
WIDE = KINDS["diagram page, wide"]
COSTS = KINDS["diagram page, costs"]


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """A reader on a laptop who lets no script run."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, java_script_enabled=False
    )
    yield context
    context.close()


@pytest.fixture
def observer(browser: Browser) -> Iterator[BrowserContext]:
    """The same with scripts of the test's own."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    yield context
    context.close()


def complaints(page: Page) -> list[str]:
    """What the browser says from now on: messages, errors, requests that fail."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("requestfailed", lambda request: found.append(f"failed: {request.url}"))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_from_disk_offline_without_script(reader: BrowserContext, site: Site, kind: str) -> None:
    reader.set_offline(True)
    page = reader.new_page()
    found = complaints(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.url(KINDS[kind]), wait_until="load")
    assert found == []
    assert [url for url in asked if not url.startswith(site.folder.as_uri())] == []
    styled = "getComputedStyle(document.querySelector('.site-header')).borderBottomWidth"
    assert page.evaluate(styled) == "1px"
    assert page.evaluate("document.fonts.check('600 15px Inter')")


@pytest.mark.parametrize("kind", ["home", "diagram page, costs", "system", "latency", "status"])
def test_over_http_everything_arrives(reader: BrowserContext, served: str, kind: str) -> None:
    page = reader.new_page()
    found = complaints(page)
    answers: list[int] = []
    page.on("response", lambda response: answers.append(response.status))
    page.goto(served + KINDS[kind], wait_until="load")
    assert found == []
    assert set(answers) <= {200, 304}


def test_first_paint_needs_one_stylesheet_and_one_font(reader: BrowserContext, served: str) -> None:
    page = reader.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served + WIDE, wait_until="load")
    page.evaluate("document.fonts.ready")
    kinds = [url.rpartition(".")[2] for url in asked if "/favicon." not in url]
    assert sorted(kinds) == ["css", "html", "woff2"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_accessible_by_axe(browser: Browser, site: Site, kind: str, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto(site.url(KINDS[kind]))
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    context.close()
    assert [(v["id"], [node["html"] for node in v["nodes"]]) for v in result["violations"]] == []
    assert result["testEngine"]["name"] == "axe-core"


@pytest.mark.parametrize("kind", KINDS)
def test_a_phone_scrolls_only_down(browser: Browser, site: Site, kind: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 780}, java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url(KINDS[kind]))
    width = page.evaluate("document.documentElement.scrollWidth")
    small = page.evaluate(
        """[...document.querySelectorAll('button, summary, .zoom label, .facet label')]
        .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 24)
        .map(e => e.outerHTML.slice(0, 80))"""
    )
    context.close()
    assert width <= 360
    assert small == []


@pytest.mark.parametrize("kind", ["home", "diagram page, wide", "system", "category", "costs"])
def test_nothing_jumps_when_the_font_arrives(
    observer: BrowserContext, served: str, kind: str
) -> None:
    """Layout shift as Lighthouse counts it, with a font that takes its time."""
    page = observer.new_page()

    def late(route: object) -> None:
        page.wait_for_timeout(400)
        route.continue_()  # type: ignore[attr-defined]

    page.route("**/*.woff2", late)
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => { for (const entry of list.getEntries())"
        " window.shift += entry.value; }).observe({type: 'layout-shift', buffered: true});"
    )
    page.goto(served + KINDS[kind], wait_until="load")
    page.wait_for_function("document.fonts.status === 'loaded'")
    page.wait_for_timeout(200)
    assert page.evaluate("window.shift") < 0.02


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.startswith("diagram")])
def test_labels_are_not_clipped(reader: BrowserContext, site: Site, kind: str) -> None:
    """Every label lies within its node, in pixels of the screen, at any zoom."""
    page = reader.new_page()
    page.goto(site.url(KINDS[kind]))
    outside = page.evaluate(
        """[...document.querySelectorAll('svg.diagram .node')].flatMap(node => {
            const shapes = ':scope > :is(rect, path, polygon, circle, ellipse, g)';
            const shape = node.querySelector(shapes);
            const box = shape.getBoundingClientRect();
            return [...node.querySelectorAll('text')].filter(text => {
                const own = text.getBoundingClientRect();
                return own.left < box.left - 1 || own.right > box.right + 1
                    || own.top < box.top - 2 || own.bottom > box.bottom + 2;
            }).map(text => text.textContent);
        })"""
    )
    assert outside == []


def test_a_keyboard_reaches_the_content_and_scrolls_the_diagram(
    reader: BrowserContext, site: Site
) -> None:
    page = reader.new_page()
    page.set_viewport_size({"width": 800, "height": 700})
    page.emulate_media(reduced_motion="reduce")  # a key has no effect while the page still glides
    page.goto(site.url(WIDE))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash === '#main'")
    box = page.locator(".diagram-box")
    box.focus()
    assert page.evaluate("document.activeElement.className") == "diagram-box"
    left = "document.querySelector('.diagram-box').scrollLeft"
    for _ in range(100):  # the browser drops keys while it still paints
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(50)
        if page.evaluate(left) > 0:
            break
    assert page.evaluate(left) > 0


def test_focus_can_be_seen(reader: BrowserContext, site: Site) -> None:
    page = reader.new_page()
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


def test_the_diagram_opens_large_and_closes_with_escape(reader: BrowserContext, site: Site) -> None:
    page = reader.new_page()
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


def test_the_diagram_can_be_made_to_fit(reader: BrowserContext, site: Site) -> None:
    page = reader.new_page()
    page.set_viewport_size({"width": 800, "height": 700})
    page.goto(site.url(WIDE))
    scrolls = "(e => e.scrollWidth > e.clientWidth)(document.querySelector('.diagram-box'))"
    assert page.evaluate(scrolls)
    page.get_by_role("radio", name="Fit").check()
    assert not page.evaluate(scrolls)


def test_a_citation_shows_its_source_and_leads_to_it(reader: BrowserContext, site: Site) -> None:
    page = reader.new_page()
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


def test_a_citation_in_the_picture_leads_to_its_source(reader: BrowserContext, site: Site) -> None:
    page = reader.new_page()
    page.goto(site.url(COSTS))
    cite = page.locator("svg.diagram a.cite").first
    number = (cite.get_attribute("href") or "").removeprefix("#source-")
    cite.click()
    page.wait_for_function(f"location.hash === '#source-{number}'")


def test_filters_leave_what_was_chosen(reader: BrowserContext, site: Site) -> None:
    page = reader.new_page()
    page.goto(site.url(KINDS["sources"]))
    rows = page.locator("tr.row:visible")
    every = rows.count()
    page.get_by_role("radio", name="Reported").check()
    assert 0 < rows.count() < every
    assert set(rows.locator(".badge").all_inner_texts()) == {"Reported"}


def test_crops_enlarge_a_part_of_a_wide_diagram(reader: BrowserContext, site: Site) -> None:
    page = reader.new_page()
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_one_picture_serves_light_and_dark(browser: Browser, site: Site, scheme: str) -> None:
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light", java_script_enabled=False
    )
    page = context.new_page()
    page.goto(site.url(COSTS))
    ground = "getComputedStyle(document.body).backgroundColor"
    label = "getComputedStyle(document.querySelector('svg.diagram .cluster text')).fill"
    plane = "getComputedStyle(document.querySelector('svg.diagram .stateStyle > rect')).fill"
    found = [page.evaluate(question) for question in (ground, label, plane)]
    context.close()
    assert (
        found
        == {
            "light": ["rgb(255, 255, 255)", "rgb(31, 35, 40)", "rgb(255, 136, 0)"],
            "dark": ["rgb(15, 18, 22)", "rgb(230, 233, 238)", "rgb(255, 136, 0)"],
        }[scheme]
    )


def test_a_reader_can_choose_the_colours_of_the_page(reader: BrowserContext, site: Site) -> None:
    page = reader.new_page()
    page.goto(site.url(COSTS))
    ground = "getComputedStyle(document.body).backgroundColor"
    label = "getComputedStyle(document.querySelector('svg.diagram .cluster text')).fill"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.get_by_role("radio", name="Dark").check()
    assert [page.evaluate(ground), page.evaluate(label)] == [
        "rgb(15, 18, 22)",
        "rgb(230, 233, 238)",
    ]


def test_on_paper_the_content_stands_alone_in_its_colours(browser: Browser, site: Site) -> None:
    context = browser.new_context(color_scheme="dark", java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url(COSTS))
    page.emulate_media(media="print")
    for gone in (".site-header", ".site-footer", ".diagram-bar", ".rail"):
        assert not page.locator(gone).first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    adjust = "getComputedStyle(document.querySelector('svg.diagram')).printColorAdjust"
    assert page.evaluate(adjust) == "exact"
    pdf = page.pdf(prefer_css_page_size=True)
    context.close()
    assert b"/MediaBox [0 0 841" in pdf  # one page lies on its side: A4 is 841 points long


def test_forced_colours_and_reduced_motion(browser: Browser, site: Site) -> None:
    context = browser.new_context(
        forced_colors="active", reduced_motion="reduce", java_script_enabled=False
    )
    page = context.new_page()
    found = complaints(page)
    page.goto(site.url(COSTS))
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
    assert page.evaluate(behaviour) == "auto"
    plane = "getComputedStyle(document.querySelector('.swatch.controlStyle')).backgroundColor"
    assert page.evaluate(plane) == "rgb(204, 0, 0)"
    assert found == []
    context.close()


def test_at_200_per_cent_zoom_nothing_is_lost(reader: BrowserContext, site: Site) -> None:
    """A window of 1280 pixels at 200 % is one of 640."""
    page = reader.new_page()
    page.set_viewport_size({"width": 640, "height": 450})
    for path in KINDS.values():
        page.goto(site.url(path))
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, path
