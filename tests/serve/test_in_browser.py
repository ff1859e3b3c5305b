"""`atlas-ssg serve` on the real content, seen by a real browser. Every wait is for a condition."""

from __future__ import annotations

import os
import re
import signal
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from atlas_ssg.diagrams.browser import find_executable
from tests.serve.running import PATIENCE, Running, copy_project, until

pytestmark = pytest.mark.browser

NAME = "systems/netflix/storage"
SOURCE = f"content/{NAME}.md"
PAGE = f"{NAME}/"
TEMPLATES = "themes/atlas/templates"
OVERLAY = "#atlas-problems"
MS = 1000 * PATIENCE
FLOWCHART = re.compile(r"(```mermaid\nflowchart \w+\n)")

# The name resolves to this machine, as a rebound name of a hostile site would.
ARGUMENTS = ["--no-sandbox", "--host-resolver-rules=MAP rebound.example 127.0.0.1"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_executable(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    running = Running(copy_project(tmp_path_factory.mktemp("serve") / "project")).start()
    yield running
    running.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1000, "height": 700})
    context.set_default_timeout(MS)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, server: Running) -> Page:
    return opened(context, server, PAGE)


def opened(context: BrowserContext, server: Running, path: str) -> Page:
    """A page that listens, and a mark that a reload would wipe out."""
    page = context.new_page()
    page.goto(server.url(path))
    page.evaluate("window.mark = 'not reloaded'")
    return page


def shows(page: Page, text: str) -> None:
    """Wait until the page holds a text, without having been loaded anew."""
    expect(page.locator("body")).to_contain_text(text, timeout=MS)
    assert page.evaluate("window.mark") == "not reloaded"


def lacks(page: Page, text: str) -> None:
    expect(page.locator("body")).not_to_contain_text(text, timeout=MS)


def appended(text: str) -> Callable[[str], str]:
    return lambda before: f"{before}\n\n{text}\n"


def drawn(label: str) -> Callable[[str], str]:
    """The page's first flowchart with one more node."""
    # A drawing of an earlier run would come from the cache.
    label = f"{label} {uuid.uuid4().hex}"
    return lambda before: FLOWCHART.sub(rf'\g<1>    ADDED["{label}"]\n', before, count=1)


def in_template(text: str) -> Callable[[str], str]:
    return lambda before: before.replace("{% block content %}", f"{{% block content %}}\n{text}", 1)


# --- What did not change is not done again ----------------------------------------------------


def test_an_edit_of_text_shows_in_the_open_page_and_draws_nothing(
    server: Running, page: Page
) -> None:
    before = len(server.builds())
    with server.edited(SOURCE, appended("A sentence of test one.")):
        shows(page, "A sentence of test one.")
        until(lambda: len(server.builds()) > before, "it says what it built")
        assert "drawn" not in server.builds()[-1]
    lacks(page, "A sentence of test one.")


def test_an_edit_of_a_template_draws_nothing(server: Running, page: Page) -> None:
    before = len(server.builds())
    with server.edited(f"{TEMPLATES}/page.html", in_template("<p>From the template.</p>")):
        shows(page, "From the template.")
        until(lambda: len(server.builds()) > before, "it says what it built")
        assert "drawn" not in server.builds()[-1]
    lacks(page, "From the template.")


def test_an_edit_of_a_style_is_swapped_in_without_reloading(server: Running, page: Page) -> None:
    page.evaluate("document.querySelector('main').mark = 'the same element'")
    with server.edited(
        "themes/atlas/static/5-code.css", appended("main { outline: 3px solid rgb(1, 2, 3); }")
    ):
        main = page.locator("main")
        expect(main).to_have_css("outline-color", "rgb(1, 2, 3)", timeout=MS)
        assert page.locator("link[rel=stylesheet]").count() == 1
    expect(main).not_to_have_css("outline-color", "rgb(1, 2, 3)", timeout=MS)
    assert page.evaluate("document.querySelector('main').mark") == "the same element"
    assert page.evaluate("window.mark") == "not reloaded"


def test_an_edit_of_a_diagram_draws_that_one(server: Running, page: Page) -> None:
    with server.edited(SOURCE, drawn("Node of the test")):
        expect(page.locator(".diagram-box svg").first).to_contain_text(
            "Node of the test", timeout=MS
        )
        until(lambda: "1 diagram drawn" in server.said(), "it says what it drew")
    expect(page.locator(".diagram-box svg").first).not_to_contain_text(
        "Node of the test", timeout=MS
    )


def test_an_edit_of_the_configuration_shows(server: Running, page: Page) -> None:
    with server.edited("atlas.toml", lambda text: text.replace('title = "', 'title = "Very ', 1)):
        shows(page, "Very ")


# --- Pages come, go and move --------------------------------------------------------------------


def test_pages_are_created_renamed_and_deleted(server: Running, context: BrowserContext) -> None:
    page = opened(context, server, "debugging/made-by-a-test/")
    file = server.file("content/debugging/made-by-a-test.md")
    file.write_text("# Made by a test\n\nIt is there.\n")
    shows(page, "It is there.")
    other = opened(context, server, "debugging/renamed-by-a-test/")
    file.rename(file.with_name("renamed-by-a-test.md"))
    shows(other, "It is there.")
    lacks(page, "It is there.")
    file.with_name("renamed-by-a-test.md").unlink()
    lacks(other, "It is there.")


def test_an_editor_that_writes_by_rename(server: Running, page: Page) -> None:
    file = server.file(SOURCE)
    before = file.read_text()
    for text in ("Saved once.", "Saved twice."):
        temporary = file.with_suffix(".md~")
        temporary.write_text(f"{before}\n\n{text}\n")
        temporary.rename(file)
        shows(page, text)
    file.write_text(before)
    lacks(page, "Saved twice.")


# --- The reader's place -------------------------------------------------------------------------


def test_scroll_position_open_details_and_the_theme_choice_survive(
    server: Running, page: Page
) -> None:
    page.locator("label:has(#Scheme-dark)").click()
    details = page.locator("details").first
    details.locator("summary").click()
    page.evaluate("window.scrollTo(0, 777)")
    page.locator("[tabindex='0']").first.evaluate("box => { box.scrollLeft = 5; }")
    left = page.locator("[tabindex='0']").first.evaluate("box => box.scrollLeft")
    with server.edited(SOURCE, appended("The reader stays.")):
        shows(page, "The reader stays.")
        assert page.locator("#Scheme-dark").is_checked()
        assert page.locator("details").first.evaluate("d => d.open")
        assert page.evaluate("window.scrollY") == 777
        assert page.locator("[tabindex='0']").first.evaluate("b => b.scrollLeft") == left


def test_many_tabs_follow(server: Running, context: BrowserContext) -> None:
    """More than the six connections that a browser opens to one server."""
    pages = [opened(context, server, PAGE) for _ in range(9)]
    with server.edited(SOURCE, appended("Seen in every tab.")):
        for page in pages:
            shows(page, "Seen in every tab.")


def test_a_browser_without_shared_workers_follows(server: Running, context: BrowserContext) -> None:
    context.add_init_script("delete window.SharedWorker")
    page = opened(context, server, PAGE)
    assert page.evaluate("'SharedWorker' in window") is False
    with server.edited(SOURCE, appended("Seen on a phone.")):
        shows(page, "Seen on a phone.")


def test_pages_follow_again_after_the_server_restarted(
    context: BrowserContext, tmp_path: Path
) -> None:
    first = Running(copy_project(tmp_path / "project")).start()
    page = opened(context, first, PAGE)
    first.stop()
    second = Running(first.root, port=first.port)
    with second.edited(SOURCE, appended("Changed while nobody served.")):
        second.start()
        shows(page, "Changed while nobody served.")
    lacks(page, "Changed while nobody served.")
    second.stop()


# --- Errors -------------------------------------------------------------------------------------


def test_a_broken_diagram_lies_over_the_last_good_page(server: Running, page: Page) -> None:
    picture = page.locator(".diagram-box svg").first
    before = picture.inner_html()
    broken = "    <b>evil</b> ))))"
    with server.edited(
        SOURCE, lambda text: FLOWCHART.sub(rf"\g<1>{broken}\n", text, count=1)
    ) as now:
        line = now.split("\n").index(broken) + 1
        overlay = page.locator(OVERLAY)
        expect(overlay).to_contain_text(f"{SOURCE}:{line}:", timeout=MS)
        expect(overlay).to_contain_text(f"{line} | {broken}")
        expect(overlay).to_contain_text("^")
        assert overlay.locator("b", has_text="evil").count() == 0
        assert picture.inner_html() == before
    expect(page.locator(OVERLAY)).to_have_count(0, timeout=MS)
    assert page.evaluate("window.mark") == "not reloaded"


def test_a_broken_template_is_shown_with_its_own_line(server: Running, page: Page) -> None:
    wrong = "{{ nothing_of_that_name }}"
    with server.edited(f"{TEMPLATES}/page.html", in_template(wrong)) as now:
        line = now.split("\n").index(wrong) + 1
        overlay = page.locator(OVERLAY)
        expect(overlay).to_contain_text(f"{TEMPLATES}/page.html:{line}:", timeout=MS)
        expect(overlay).to_contain_text("nothing_of_that_name")
        expect(overlay).to_contain_text(f"{line} | {wrong}")
        expect(page.locator("main h1")).to_be_visible()
    expect(page.locator(OVERLAY)).to_have_count(0, timeout=MS)


def test_broken_front_matter_and_configuration(server: Running, page: Page) -> None:
    with server.edited(SOURCE, lambda text: text.replace("title:", "titel:", 1)):
        expect(page.locator(OVERLAY)).to_contain_text("help: did you mean `title`", timeout=MS)
    expect(page.locator(OVERLAY)).to_have_count(0, timeout=MS)
    with server.edited("atlas.toml", lambda text: f"wrong = 1\n{text}"):
        expect(page.locator(OVERLAY)).to_contain_text("atlas.toml:1:1", timeout=MS)
    expect(page.locator(OVERLAY)).to_have_count(0, timeout=MS)


def test_the_overlay_can_be_put_aside(server: Running, page: Page) -> None:
    with server.edited("atlas.toml", lambda text: f"wrong = 1\n{text}"):
        page.locator(OVERLAY).get_by_role("button", name="hide").click()
        expect(page.locator(OVERLAY)).to_have_count(0)
    with server.edited("atlas.toml", lambda text: f"wrong = 2\n{text}"):
        expect(page.locator(OVERLAY)).to_contain_text("wrong = 2", timeout=MS)
    expect(page.locator(OVERLAY)).to_have_count(0, timeout=MS)


# --- Search -------------------------------------------------------------------------------------


def test_search_needs_no_script(server: Running, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.url())
    page.get_by_role("link", name="Search", exact=True).click()
    page.get_by_role("searchbox").fill("FATAL:  remaining connection slots are reserved")
    page.get_by_role("button", name="Search").click()
    first = page.locator("main ol li a").first
    assert first.get_attribute("href") == (
        "/debugging/postgresql-remaining-connection-slots-are-reserved/"
    )
    assert page.locator("main ol li").first.locator("mark").count() > 0
    first.click()
    expect(page.locator("h1")).to_contain_text("remaining connection slots are reserved")
    context.close()


def test_the_search_follows_an_edit(server: Running, context: BrowserContext) -> None:
    page = opened(context, server, "search?q=quokkas")
    assert page.get_by_text("Nothing found").count() == 1
    with server.edited(SOURCE, appended("It is guarded by quokkas.")):
        shows(page, "It is guarded by quokkas")
    lacks(page, "It is guarded by quokkas")


# --- Safety -------------------------------------------------------------------------------------


def test_no_script_but_the_servers_own_runs(server: Running, page: Page) -> None:
    refused = page.evaluate(
        """() => new Promise((resolve) => {
          const tell = (event) => resolve(event.effectiveDirective);
          document.addEventListener("securitypolicyviolation", tell);
          const script = document.createElement("script");
          script.textContent = "window.evil = 1";
          document.head.append(script);
        })"""
    )
    assert refused == "script-src-elem"
    assert page.evaluate("window.evil") is None


def test_pages_have_no_complaint_in_the_console(server: Running, context: BrowserContext) -> None:
    said: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in ("", PAGE, "search?q=x", "errors/"):
        with page.expect_response("**/_atlas/reload.js"):
            page.goto(server.url(path))
    assert said == []


def test_a_rebound_name_is_not_answered(server: Running, context: BrowserContext) -> None:
    page = context.new_page()
    answer = page.goto(f"http://rebound.example:{server.port}/")
    assert answer is not None
    assert answer.status == 421


def test_a_foreign_page_cannot_read_the_stream(server: Running, context: BrowserContext) -> None:
    context.route("http://foreign.example/", lambda route: route.fulfill(body="<p>foreign"))
    page = context.new_page()
    page.goto("http://foreign.example/")
    heard = page.evaluate(
        """(address) => new Promise((resolve) => {
          const events = new EventSource(address);
          events.onmessage = (event) => resolve(event.data);
          events.onerror = () => resolve("refused");
        })""",
        server.url("_atlas/events"),
    )
    assert heard == "refused"


# --- The server's own browser -------------------------------------------------------------------


def test_a_crashed_browser_is_replaced(server: Running, page: Page) -> None:
    first = server.browser()
    os.kill(first, signal.SIGKILL)
    until(lambda: first not in server.family(), "the browser is gone")
    with server.edited(SOURCE, drawn("Second browser")):
        expect(page.locator(".diagram-box svg").first).to_contain_text("Second browser", timeout=MS)
        assert server.browser() != first
    lacks(page, "Second browser")
