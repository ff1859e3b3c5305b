"""From a raw drawing to what a page may hold."""

import re

import pytest
from lxml import etree

from atlas_ssg.diagrams import svg
from atlas_ssg.diagrams.verify import UnsafeError, verify

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" id="d" '
G = "\u2060"


def finish(body: str, head: str = 'viewBox="0 0 100 50"', **links: str) -> svg.Finished:
    frame = svg.Frame(
        prefix="d1",
        title="A title",
        description="What it shows",
        links={int(key[1:]): address for key, address in links.items()},
        planes=("edgeStyle",),
    )
    return svg.finish(f"{HEAD}{head}>{body}</svg>", frame)


def test_size_name_and_description() -> None:
    finished = finish('<rect width="4" height="4"/>')
    assert (finished.width, finished.height) == (100.0, 50.0)
    root = etree.fromstring(finished.svg.encode())
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "d1-title d1-desc"
    assert [child.text for child in list(root)[:2]] == ["A title", "What it shows"]


def test_without_a_view_box_one_is_made() -> None:
    assert (
        'viewBox="0 0 30 20"'
        in finish('<rect width="4" height="4"/>', 'width="30" height="20px"').svg
    )


@pytest.mark.parametrize(
    "head", ["", 'viewBox="0 0 0 5"', 'viewBox="0 0 nan 5"', 'viewBox="0 0 90000 5"']
)
def test_a_drawing_without_a_sane_size_is_refused(head: str) -> None:
    with pytest.raises(UnsafeError):
        finish('<rect width="4" height="4"/>', head)


@pytest.mark.parametrize(
    "body",
    ["<script>1</script>", "<foreignObject><b/></foreignObject>", '<image href="x"/>',
     '<animate attributeName="href" to="javascript:1"/>', "<style>@import 'x';</style>",
     '<use href="http://evil.invalid/x#y"/>', '<rect width="1" height="1" onclick="1"/>',
     '<rect width="1" height="1" style="background:url(http://evil.invalid)"/>',
     '<rect width="1" height="1" fill="url(http://evil.invalid)"/>',
     '<a href="javascript:alert(1)"><text>x</text></a>',
     '<a xlink:href="data:text/html,x"><text>x</text></a>'],
)  # fmt: skip
def test_what_may_not_stand_goes_and_the_rest_stays(body: str) -> None:
    finished = finish(body + '<text x="1" y="1">kept</text>')
    assert "kept" in finished.svg
    assert not re.search(r"script|image|animate|import|evil|onclick|data:|foreign", finished.svg)
    verify(finished.svg, "d1")


def test_what_is_empty_goes_and_the_text_after_it_stays() -> None:
    finished = finish("<text>before<tspan><tspan/></tspan>after<g/></text>")
    assert "<text>beforeafter</text>" in finished.svg


def test_ids_are_numbered_and_references_follow() -> None:
    finished = finish(
        '<defs><marker id="d_arrow"><path d="M0 0L1 1"/></marker></defs>'
        '<path id="gone" d="M0 0L9 9" marker-end="url(#d_arrow)"/>'
    )
    assert 'id="d1-1"' in finished.svg
    assert 'marker-end="url(#d1-1)"' in finished.svg
    assert "gone" not in finished.svg
    assert "d_arrow" not in finished.svg


def test_unused_definitions_rules_and_data_go() -> None:
    finished = finish(
        "<style>#d .used{fill:red}#d .unused{fill:blue}@keyframes x{to{opacity:0}}</style>"
        '<defs><marker id="m"><path d="M0 0"/></marker></defs><g></g>'
        '<rect class="used other" width="1" height="1" data-id="x"/>'
    )
    assert "#d1 .m-used{fill:red}" in finished.svg
    assert not re.search(r"unused|keyframes|marker|data-|other", finished.svg)


def test_theme_colours_become_variables_with_a_fallback() -> None:
    finished = finish('<rect width="1" height="1" fill="#1a1b1c" style="stroke:rgb(77, 94, 111)"/>')
    assert 'fill="var(--diagram-text,#1f2328)"' in finished.svg
    assert "stroke:var(--diagram-line,#57606a)" in finished.svg


def test_text_on_an_author_s_fill_keeps_a_readable_colour() -> None:
    finished = finish(
        '<g class="node"><rect width="9" height="9" style="fill:#0066CC"/><text>x</text></g>'
        '<g class="node"><rect width="9" height="9" style="fill:#ffee88"/><text>y</text></g>'
    )
    assert re.findall(r'style="fill:(#\w+)">[xy]', finished.svg) == ["#ffffff", "#1f2328"]


def test_a_mark_becomes_a_raised_link_and_text_after_it_comes_down_again() -> None:
    finished = finish(f'<text x="0" y="9">5 ms {G}[2]{G} read</text>', _2="#source-2")
    assert '<a href="#source-2" class="cite" aria-label="source 2">' in finished.svg
    assert re.search(r'<tspan dy="-0.5em" font-size="70%">\[2\]</tspan></a>', finished.svg)
    assert '<tspan dy="0.35em"> read</tspan>' in finished.svg
    assert G not in finished.svg


def test_a_mark_across_several_pieces_of_text_is_one_link() -> None:
    finished = finish(
        f'<text><tspan x="0" dy="1em">5 ms {G}[</tspan><tspan>2]{G}</tspan></text>', _2="#source-2"
    )
    assert finished.svg.count('class="cite"') == 1
    label = next(etree.fromstring(finished.svg.encode()).iter("{*}text"))
    assert "".join(map(str, label.itertext())) == "5 ms [2]"


def test_a_mark_that_begins_a_line_raises_the_line_not_itself() -> None:
    finished = finish(
        f'<text><tspan x="0" y="1em" dy="1.1em">5 ms</tspan>'
        f'<tspan x="0" y="2em" dy="1.1em">{G}[2]{G} read</tspan></text>',
        _2="#source-2",
    )
    assert '<tspan x="0" y="2em" dy="0.75em"><a' in finished.svg
    assert '<tspan font-size="70%">[2]</tspan></a><tspan dy="0.35em"> read' in finished.svg


def test_two_marks_side_by_side() -> None:
    body = f"<text>5 ms {G}[1]{G}{G}[2]{G}</text>"
    finished = finish(body, _1="#source-1", _2="#calc-egress")
    assert re.findall(r'href="(#[^"]+)"', finished.svg) == ["#source-1", "#calc-egress"]


def test_html_in_a_drawing_becomes_centred_text() -> None:
    finished = finish(
        '<foreignObject x="10" y="0" width="20" height="40">'
        '<div xmlns="http://www.w3.org/1999/xhtml"><p>one</p><p>two</p></div></foreignObject>'
    )
    root = etree.fromstring(finished.svg.encode())
    rows = [(row.get("x"), row.text) for row in root.iter("{*}tspan")]
    assert rows == [("20", "one"), ("20", "two")]


def test_an_svg_within_becomes_a_group_of_the_same_size() -> None:
    finished = finish(
        '<svg x="5" y="6" width="40" height="40" viewBox="0 0 80 80">'
        '<rect width="80" height="80"/></svg>'
    )
    assert '<g transform="translate(5,6) scale(0.5)">' in finished.svg


@pytest.mark.parametrize(
    "text",
    ["no xml", "<svg/>", '<!DOCTYPE svg [<!ENTITY x "y">]><svg xmlns="http://www.w3.org/2000/svg"/>',
     '<html xmlns="http://www.w3.org/1999/xhtml"/>'],
)  # fmt: skip
def test_what_is_no_svg_is_refused(text: str) -> None:
    with pytest.raises(UnsafeError):
        svg.finish(text, svg.Frame("d1", "T", "D", {}))


@pytest.mark.parametrize(
    "inner",
    ["<script/>", '<rect onclick="x"/>', '<a href="javascript:1"/>', '<g id="top"/>',
     "<style>body{fill:red}</style>", "<style>#d1 g{position:fixed}</style>",
     "<style>#d1 g{fill:red}@import 'x'</style>", '<g style="position:fixed"/>', "<svg/>",
     '<p xmlns="http://www.w3.org/1999/xhtml"/>'],
)  # fmt: skip
def test_the_last_word_refuses_each_thing_that_does_not_belong(inner: str) -> None:
    whole = f'<svg xmlns="http://www.w3.org/2000/svg" id="d1">{inner}</svg>'
    with pytest.raises(UnsafeError):
        verify(whole, "d1")
