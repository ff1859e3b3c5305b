"""Every kind of page of the real site in a real browser: without script, without network."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from tests.site.conftest import KINDS, ROOT, Site, complaints

pytestmark = pytest.mark.browser

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
WIDE = KINDS["diagram page, wide"]
# The size of targets is of WCAG 2.2 and not asked by default.
_EVERY_RULE = "{rules: {'target-size': {enabled: true}}, preload: false}"
_COLOUR_RULES = "{runOnly: ['color-contrast', 'link-in-text-block'], preload: false}"
_SMALL_TARGETS = """
[...document.querySelectorAll('button, summary, .zoom label, .facet label, .coverage td a')]
.filter(e => e.checkVisibility())
.filter(e => Math.min(e.getBoundingClientRect().height, e.getBoundingClientRect().width) < 24)
.map(e => e.outerHTML.slice(0, 80))
"""


@pytest.fixture(scope="module")
def offline(browser: Browser) -> Iterator[BrowserContext]:
    """A reader with the site on a disk and no network, who lets no script run."""
    context = browser.new_context(java_script_enabled=False, offline=True)
    yield context
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_from_disk_offline_without_script_in_any_window(
    offline: BrowserContext, site: Site, kind: str
) -> None:
    """On a laptop, on a phone, and on a laptop at 200 %, whose 1280 pixels are 640 then."""
    page = offline.new_page()
    found = complaints(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.url(KINDS[kind]), wait_until="load")
    assert found == []
    assert [url for url in asked if not url.startswith(site.folder.as_uri())] == []
    styled = "getComputedStyle(document.querySelector('.site-header')).borderBottomWidth"
    assert page.evaluate(styled) == "1px"
    assert page.evaluate("document.fonts.check('600 15px Inter')")
    for width, height in ((360, 780), (640, 450)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(_SMALL_TARGETS) == []
    page.close()


@pytest.mark.parametrize(
    "kind", ["home", "diagram page, costs", "system", "coverage", "latency", "status"]
)
def test_over_http_everything_arrives(page: Page, served: str, kind: str) -> None:
    found = complaints(page)
    answers: list[int] = []
    page.on("response", lambda response: answers.append(response.status))
    page.goto(served + KINDS[kind], wait_until="load")
    assert found == []
    assert set(answers) <= {200, 304}


def test_first_paint_needs_one_stylesheet_and_one_font(page: Page, served: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served + WIDE, wait_until="load")
    page.evaluate("document.fonts.ready")
    kinds = [url.rpartition(".")[2] for url in asked if "/favicon." not in url]
    assert sorted(kinds) == ["css", "html", "woff2"]


@pytest.mark.parametrize("kind", KINDS)
def test_accessible_by_axe(watched: Page, site: Site, kind: str) -> None:
    """In both themes. The dark has the same tree, so there only what sees colours is asked."""
    watched.emulate_media(color_scheme="light")
    watched.goto(site.url(KINDS[kind]))
    watched.evaluate(AXE.read_text(encoding="utf-8"))
    assert watched.evaluate("axe.version").startswith("4.")
    assert _violations(watched, _EVERY_RULE) == []
    watched.emulate_media(color_scheme="dark")
    ground = watched.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(15, 18, 22)"
    assert _violations(watched, _COLOUR_RULES) == []


def _violations(page: Page, options: str) -> list[str]:
    found: list[str] = page.evaluate(
        f"axe.run(document, {options}).then(result => [...result.violations, "
        "...(result.passes.length ? [] : [{id: 'nothing was examined', nodes: []}])]"
        ".map(v => [v.id, ...v.nodes.map(node => node.html)].join(' ')))"
    )
    return found


@pytest.mark.parametrize("kind", ["home", "diagram page, wide", "system", "category", "costs"])
def test_nothing_jumps_when_the_font_arrives(watched: Page, served: str, kind: str) -> None:
    """Layout shift as Lighthouse counts it, with a font that comes after the first paint."""
    held: list[Route] = []
    watched.route("**/*.woff2", lambda route: held.append(route))
    watched.add_init_script(
        "window.shift = 0; window.add = entries => entries.forEach(e => window.shift += e.value);"
        "window.watch = new PerformanceObserver(list => add(list.getEntries()));"
        "watch.observe({type: 'layout-shift', buffered: true});"
    )
    watched.goto(served + KINDS[kind], wait_until="commit")
    watched.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
    watched.wait_for_function("document.fonts.status === 'loading'")
    for route in held:
        route.continue_()
    watched.wait_for_load_state("load")
    watched.evaluate("document.fonts.ready")
    watched.evaluate(
        "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        ".then(() => add(watch.takeRecords()))"
    )
    assert held
    assert watched.evaluate("document.fonts.check('600 15px Inter')")
    assert watched.evaluate("window.shift") < 0.02


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.startswith("diagram")])
def test_labels_are_not_clipped(page: Page, site: Site, kind: str) -> None:
    """Every label lies within its node, in pixels of the screen, at any zoom."""
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
