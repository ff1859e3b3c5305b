"""Home, categories, systems, coverage, errors, A–Z, references, sources, status."""

import re

import pytest

from atlas_ssg.render import parts
from tests.render.small import FILES, make, pages

PAGES = pages(make())


def test_home_is_by_symptom_first() -> None:
    home = PAGES["index.html"]
    parts = [
        "What do you see?", "An error message", "An outage like one before", "A metric or alert",
        ">Systems<", ">Categories<", ">Look it up<", ">Last changed<",
    ]  # fmt: skip
    places = [home.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)
    assert "ERROR: out of gravity &lt;now&gt;" in home


def test_home_of_a_plain_folder_is_a_list_of_its_sections() -> None:
    files = {
        "index.md": "# Our docs\n\nHello.\n", "a.md": "# Zeta\n", "guide/b.md": "# Beta\n",
        "guide/deep/c.md": "# Gamma\n",
    }  # fmt: skip
    made = pages(make(files, toml=""))
    home = made["index.html"]
    assert "<h1>Our docs</h1>" in home
    assert "Hello." in home
    assert re.findall(r"<h3>([^<]*)</h3>", home) == ["Guide", "Guide / Deep"]
    assert 'href="guide/b/index.html">Beta<' in home
    assert "errors/index.html" not in made
    assert "coverage/index.html" not in made
    assert "What do you see?" not in home


def test_an_empty_folder_makes_a_site_too() -> None:
    assert "index.html" in pages(make({}, toml=""))


def test_a_system_shows_its_diagrams_as_pictures_with_their_state() -> None:
    page = PAGES["systems/acme/index.html"]
    cells = re.findall(r'<li class="cell cell-(\w+)">.*?</li>', page, re.DOTALL)
    assert cells == ["complete", "partial"]
    assert 'src="architecture/diagram.svg"' in page
    assert "1 open question" in page
    assert "It sells." in page
    assert ">1M req/s<" in page


def test_a_system_without_pages_has_no_page_and_no_link() -> None:
    assert "systems/roadrunner/index.html" not in PAGES
    coverage = PAGES["coverage/index.html"]
    assert "Roadrunner" in coverage
    assert "roadrunner" not in coverage


def test_coverage_by_tier_with_states_in_words() -> None:
    page = PAGES["coverage/index.html"]
    assert "2 of 4 are drawn" in page
    assert "The giants" in page
    assert "Architecture: Complete" in page
    assert "Storage: Questions open" in page
    assert page.count('<td class="state-missing">') == 2


def test_coverage_shows_what_is_drawn() -> None:
    page = PAGES["coverage/index.html"]
    (picture,) = re.findall(r'<img src="\.\./systems/acme/architecture/diagram\.svg"[^>]*>', page)
    assert 'alt=""' in picture  # the link has the words
    assert 'loading="lazy"' in picture
    assert page.count("<img") == 2


def test_coverage_of_a_diagram_that_failed_has_a_state_and_no_picture() -> None:
    broken = "# Broken\n\n```mermaid\nflowchart LR\n  A[x] ??? <b>\n```\n"
    page = pages(make({**FILES, "systems/acme/storage.md": broken}))["coverage/index.html"]
    assert "Storage: Does not render" in page
    assert page.count("<img") == 1


def test_home_counts_each_message_once() -> None:
    """As the index of messages does, where each stands once with all that explains it."""
    again = str(FILES["debugging/gravity.md"]).replace('out of gravity"', 'again"')
    made = pages(make({**FILES, "debugging/again.md": again}))
    assert ">All 1 message<" in made["index.html"]
    assert "1 exact message" in made["errors/index.html"]


def test_a_category_in_several_orders_as_pages() -> None:
    titles = {
        order: re.findall(r'row-title" href="[^"]*">([^<]*)<', PAGES[f"systems/{order}index.html"])
        for order in ("", "by-title/", "by-date/", "by-figures/", "by-open-questions/")
    }
    assert titles[""] == ["Acme architecture", "Acme storage"]
    assert titles["by-date/"] == ["Acme architecture", "Acme storage"]
    assert titles["by-open-questions/"] == ["Acme storage", "Acme architecture"]
    assert 'href="index.html" aria-current="page">Title<' in PAGES["systems/by-title/index.html"]


def test_filters_need_no_script() -> None:
    page = PAGES["systems/index.html"]
    assert '<input type="radio" name="state" id="F-state-partial"' in page
    assert (
        ".filtered:has(#F-state-partial:checked) .row:not(.F-state-partial){display:none}" in page
    )
    rows = re.findall(r'<li class="(row[^"]*)">', page)
    assert ["F-state-partial" in row for row in rows] == [False, True]


def test_a_category_without_pages_is_named_but_not_linked() -> None:
    assert "patterns/index.html" not in PAGES
    assert re.search(r'<span class="soft">Patterns</span>', PAGES["index.html"])


def test_errors_each_once_with_all_that_explains_it() -> None:
    again = FILES["debugging/gravity.md"].replace('gravity"', 'gravity, again"')  # type: ignore[arg-type]
    page = pages(make({**FILES, "debugging/again.md": again}))["errors/index.html"]
    assert page.count("<code>ERROR: out of gravity &lt;now&gt;</code>") == 1
    assert 'href="../debugging/again/index.html#error-messages"' in page
    assert 'href="../debugging/gravity/index.html#error-messages"' in page


def test_a_to_z_gathers_what_differs_only_in_capitals() -> None:
    files = {**FILES, "patterns/anvils.md": "---\ntitle: ANVILS\n---\n\nText.\n"}
    page = pages(make(files))["a-z/index.html"]
    assert 'id="letter-a"' in page
    entry = re.search(r"<li>(ANVILS|anvils)\n<ul>.*?</ul>", page, re.DOTALL)
    assert entry is not None
    assert {"Acme architecture", "Anvil: out of gravity", "ANVILS"} <= set(
        re.findall(r">([^<>]+)</a>", entry[0])
    )


def test_costs_with_provenance_and_downloads() -> None:
    page = PAGES["reference/costs/index.html"]
    row = re.search(r'<tr class="row.*?</tr>', page, re.DOTALL)
    assert row is not None
    assert "$12 per month" in row[0]
    assert 'href="../../systems/acme/architecture/index.html#numbers"' in row[0]
    assert 'href="../../sources/press-2020/index.html">The Press</a> 2020' in row[0]
    assert "badge-reported" in row[0]
    assert 'href="../../data/costs.json"' in page
    assert "<svg" in page.partition('class="chart"')[2]


def test_costs_by_component_are_a_page() -> None:
    assert 'href="component/index.html"' in PAGES["reference/costs/index.html"]
    page = PAGES["reference/costs/component/index.html"]
    assert "<h1>Costs: By component</h1>" in page
    assert "$12 per month" in page
    assert page.count('<tr class="row') == PAGES["reference/costs/index.html"].count(
        '<tr class="row'
    )


def test_figures_by_system_and_category_have_pages() -> None:
    assert "reference/latency/system/acme/index.html" in PAGES
    page = PAGES["reference/latency/category/incidents/index.html"]
    assert "4 hours" in page
    assert "10 ms" not in page


def test_a_source_has_a_page_with_all_that_rests_on_it() -> None:
    page = PAGES["sources/acme-2018/index.html"]
    assert "<h1>How we made it &lt;fast&gt;</h1>" in page
    assert "1M req/s" in page
    assert "4 hours" in page
    assert "10 ms" not in page
    assert 'href="../../incidents/fall/index.html">The long fall<' in page


def test_technologies_incidents_metrics_and_absences() -> None:
    technologies = PAGES["reference/technologies/index.html"]
    assert '<tbody id="anvilstore">' in technologies
    assert "<strong>2.1</strong>" in technologies
    incidents = PAGES["reference/incidents/index.html"]
    assert "4 h 17 min" in incidents
    assert "<svg" in incidents.partition('class="chart"')[2]
    metrics = PAGES["reference/metrics/index.html"]
    assert "<code>anvil_height</code>" in metrics
    assert "above 3 m means trouble" in metrics
    assert "Cost of an anvil" in PAGES["reference/not-published/index.html"]


def test_status_counts_against_the_plan() -> None:
    page = PAGES["status/index.html"]
    assert "4 of 11 planned diagrams are drawn." in page
    assert "Which exact messages appear?" in page


def test_navigation_leads_only_to_what_there_is() -> None:
    header = PAGES["index.html"].partition("</header>")[0]
    assert re.findall(r'<li><a href="([^"]*)"', header) == [
        "errors/index.html", "systems/index.html", "debugging/index.html",
        "incidents/index.html", "reference/index.html", "status/index.html",
    ]  # fmt: skip


def test_a_page_of_content_takes_the_place_of_a_generated_one() -> None:
    made = pages(make({**FILES, "errors.md": "# Our errors\n\nAsk us.\n"}))
    assert "Ask us." in made["errors/index.html"]


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts so short that even a small site has several."""
    monkeypatch.setattr(parts, "MOST_BYTES", 1)


@pytest.mark.usefixtures("short")
def test_long_lists_come_in_parts_that_link_to_each_other() -> None:
    made = pages(make())
    assert {"systems/2/index.html", "reference/latency/2/index.html", "a-z/2/index.html"} <= (
        made.keys()
    )
    first, second = made["systems/index.html"], made["systems/2/index.html"]
    assert "Acme storage" not in first.partition('<ul class="rows">')[2].partition("</ul>")[0]
    assert 'href="2/index.html"' in first
    assert 'href="../index.html" title="Acme architecture">1</a>' in second
    assert 'href="index.html" aria-current="page"' in second
