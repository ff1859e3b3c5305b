"""What stands on a page of content, and in which order."""

import re

import pytest

from tests.render.small import FILES, make, pages

PAGES = pages(make())
ARCHITECTURE = PAGES["systems/acme/architecture/index.html"]


def order(text: str, *parts: str) -> bool:
    """Whether `parts` follow each other in `text`."""
    places = [text.find(part) for part in parts]
    return -1 not in places and places == sorted(places)


def test_a_diagram_page_in_its_order() -> None:
    assert order(
        ARCHITECTURE,
        'aria-label="Breadcrumb"',
        "<h1>Acme architecture</h1>",
        '<p class="summary">What runs at Acme, in one sentence.</p>',
        '<figure class="drawing" id="diagram">',
        'class="legend"',
        'id="facts"',
        'id="contents"',
        "Read this before you drop anything.",
        'id="numbers"',
        'id="gates"',
        'id="calculations"',
        'id="not-published"',
        'id="sources"',
        "in words",
        "Mermaid source",
        'id="siblings"',
    ), ARCHITECTURE


def test_the_way_back_up() -> None:
    crumbs = re.search(r'<nav class="crumbs".*?</nav>', ARCHITECTURE, re.DOTALL)
    assert crumbs is not None
    links = re.findall(r'href="([^"]*)">([^<]*)<', crumbs[0])
    assert links == [
        ("../../../index.html", "Home"),
        ("../../index.html", "Deep-dives"),
        ("../index.html", "Acme"),
    ]


def test_the_diagram_can_be_scrolled_and_enlarged_without_script() -> None:
    assert 'class="diagram-box" tabindex="0" role="region"' in ARCHITECTURE
    assert 'popovertarget="Large-diagram"' in ARCHITECTURE
    assert 'id="Large-diagram" popover' in ARCHITECTURE
    assert '<use href="#d1"' in ARCHITECTURE
    assert 'href="diagram/index.html"' in ARCHITECTURE
    assert 'href="diagram.svg"' in ARCHITECTURE


def test_key_figures_have_source_year_and_kind_of_evidence() -> None:
    figures = re.findall(r'figure-value" href="([^"]*)">([^<]*)<', ARCHITECTURE)
    assert ("#diagram", "1M req/s") in figures
    assert ("#diagram", "10 ms") in figures
    assert re.search(
        r'<a href="#source-1">Acme Blog</a>, 2018 <span[^>]*>First-party', ARCHITECTURE
    )
    assert re.search(r'<a href="#source-2">The Press</a>, 2020 <span[^>]*>Reported', ARCHITECTURE)


def test_sources_are_numbered_as_on_the_page_and_calculations_stand_apart() -> None:
    sources = re.findall(r'<li id="source-(\d+)" value="(\d+)">', ARCHITECTURE)
    assert sources == [("1", "1"), ("2", "2")]
    assert "How we made it &lt;fast&gt;" in ARCHITECTURE
    calculation = re.search(r'id="calc-double".*?</div>\n', ARCHITECTURE, re.DOTALL)
    assert calculation is not None
    assert "requests * 2" in calculation[0]
    assert "<strong>200</strong>" in ARCHITECTURE


def test_a_citation_has_a_card_with_the_full_source() -> None:
    assert 'interestfor="Card-2" href="#source-2"' in ARCHITECTURE
    card = ARCHITECTURE.partition('id="Card-2"')[2].partition("</div>")[0]
    assert "A talk, retold" in card
    assert "https://press.example/talk" in card


def test_the_graph_in_words() -> None:
    nodes = ARCHITECTURE.partition("<caption>Nodes</caption>")[2].partition("</table>")[0]
    assert "<td>Edge plane</td>" in nodes
    assert '<sup><a class="cite" href="#source-1">1</a></sup>' in nodes
    edges = ARCHITECTURE.partition("<caption>Edges</caption>")[2].partition("</table>")[0]
    assert "<td>Anvilstore</td><td>p99 10 ms<sup>" in edges


def test_the_source_can_be_copied_as_it_was_written() -> None:
    assert "[@press-2020]&#34;| B[&#34;Anvilstore&#34;]:::stateStyle" in ARCHITECTURE


def test_the_legend_names_the_planes_in_use_with_their_second_cue() -> None:
    legend = re.findall(r'swatch (\w+)" aria-hidden="true">(\w)</span> ([\w ]+)', ARCHITECTURE)
    assert legend == [("edgeStyle", "E", "Edge plane"), ("stateStyle", "D", "State plane")]


def test_gates_say_what_is_open_and_why() -> None:
    storage = PAGES["systems/acme/storage/index.html"]
    assert "0 of 1" in storage
    assert "has no arrowhead" in storage
    assert "1 of 1" in ARCHITECTURE


def test_what_is_not_published_is_shown() -> None:
    part = ARCHITECTURE.partition('id="not-published"')[2]
    assert order(part, "Cost of an anvil", "Looked in: blog", "1 November 2026")


def test_the_siblings_as_a_strip_with_their_state() -> None:
    strip = ARCHITECTURE.partition('class="siblings"')[2].partition("</nav>")[0]
    assert '<span aria-current="page">' in strip
    assert re.search(r'<a href="\.\./storage/index\.html">.*#I-partial.*Storage', strip)


def test_neighbours_related_and_backlinks() -> None:
    storage = PAGES["systems/acme/storage/index.html"]
    assert 'rel="next" href="../storage/index.html"' in ARCHITECTURE
    assert 'rel="prev" href="../architecture/index.html"' in storage
    assert re.search(r"Acme architecture</a> <small>links here", storage)


def test_a_page_that_is_named_and_links_back_stands_once() -> None:
    storage = str(FILES["systems/acme/storage.md"]) + "\nBack to [all](architecture.md).\n"
    page = pages(make({**FILES, "systems/acme/storage.md": storage}))
    related = page["systems/acme/architecture/index.html"].partition('id="related"')[2]
    assert related.partition("</section>")[0].count("Acme storage</a>") == 1


def test_a_diagram_stays_where_it_is_on_a_page_without_description() -> None:
    text = "# Plain\n\nFirst.\n\n```mermaid\nflowchart LR\n  A --> B\n```\n\nLast.\n"
    page = pages(make({**FILES, "patterns/plain.md": text}))["patterns/plain/index.html"]
    assert order(page, "First.", '<figure class="drawing"', "Last.")
    assert 'class="hero' not in page


def test_several_diagrams_have_an_anchor_and_a_page_each() -> None:
    fence = "```mermaid\nflowchart LR\n  A --> B\n```\n"
    made = pages(make({**FILES, "patterns/two.md": f"# Two\n\n{fence}\ntext\n\n{fence}"}))
    page = made["patterns/two/index.html"]
    assert re.findall(r'<figure class="drawing" id="([\w-]+)"', page) == ["diagram", "diagram-2"]
    assert {"patterns/two/diagram/index.html", "patterns/two/diagram-2/index.html"} <= made.keys()
    assert 'aria-label="Diagram: Two, diagram 2"' in page


def test_a_diagram_that_failed_says_so_in_its_place() -> None:
    text = "# Broken\n\nBefore.\n\n```mermaid\nflowchart LR\n  A[x] ??? <b>\n```\n\nAfter.\n"
    page = pages(make({**FILES, "patterns/broken.md": text}))["patterns/broken/index.html"]
    failure = page.partition('class="failure"')[2].partition("</figure>")[0]
    assert order(page, "Before.", 'class="failure"', "After.")
    assert re.search(r"content/patterns/broken\.md:7:\d+", failure)
    assert "A[x] ??? &lt;b&gt;" in failure
    assert "<b>" not in failure
    assert "^" in failure
    assert 'popovertarget="large' not in page


@pytest.mark.parametrize("path", sorted(PAGES))
def test_every_page_has_one_h1_a_policy_a_language_and_a_skip_link(path: str) -> None:
    page = PAGES[path]
    assert page.startswith('<!doctype html>\n<html lang="en">')
    assert len(re.findall("<h1[ >]", page)) == 1
    assert "default-src 'none'" in page
    assert '<a class="skip" href="#main">' in page
    assert '<main id="main"' in page


@pytest.mark.parametrize("path", sorted(PAGES))
def test_ids_are_unique(path: str) -> None:
    ids = re.findall(r'\sid="([^"]*)"', PAGES[path])
    assert sorted(ids) == sorted(set(ids))


def test_text_of_authors_is_escaped_wherever_it_stands() -> None:
    hostile = '"><script>alert(1)</script>'
    text = (
        f"---\ntitle: '{hostile}'\ndescription: '{hostile}'\ntags: ['{hostile}']\n---\n\n"
        f'```mermaid\nflowchart LR\n  A["x"] --> B["y"]\n```\n\n## {hostile}\n'
    )
    build = make({**FILES, "patterns/hostile.md": text})
    for path, page in pages(build).items():
        assert "<script" not in page, path


def test_no_heading_takes_an_id_of_the_theme() -> None:
    words = ("Card 1", "Large diagram", "Facts", "Main", "Systems", "Symptoms", "I complete",
             "Contents", "Scheme light", "Others", "F state partial")  # fmt: skip
    headings = "".join(f"## {word}\n\ntext\n\n" for word in words)
    files = {
        **FILES,
        "index.md": f"# Home\n\n{headings}",
        "systems/acme/index.md": f"# Acme\n\n{headings}",
        "systems/acme/architecture.md": str(FILES["systems/acme/architecture.md"]) + headings,
        "systems/index.md": f"# Systems\n\n{headings}",
    }
    made = pages(make(files))
    for path in ("index.html", "systems/acme/index.html", "systems/index.html",
                 "systems/acme/architecture/index.html"):  # fmt: skip
        ids = re.findall(r'\sid="([^"]*)"', made[path])
        assert sorted(ids) == sorted(set(ids)), path
