from atlas_ssg.model.citation import mark
from atlas_ssg.model.diagram import Graph, Rendered
from atlas_ssg.render.trusted import bodies, cited, picture, picture_alone


def test_a_label_is_escaped_and_its_marks_are_links() -> None:
    html = cited(f"<b>1M req/s {mark(2)} & more", ("source-1", "calc-double"))
    assert html == (
        '&lt;b&gt;1M req/s<sup><a class="cite" href="#calc-double">2</a></sup> &amp; more'
    )


def test_a_mark_without_a_target_leaves_nothing_behind() -> None:
    assert cited(f"x {mark(9)}", ()) == "x"


def test_a_citation_stands_at_its_word_and_has_a_card() -> None:
    (piece,) = bodies(['<p>fast <sup><a class="cite" href="#source-3">3</a></sup>.</p>'])
    assert piece == (
        '<p>fast<sup><a class="cite" interestfor="Card-3" href="#source-3">3</a></sup>.</p>'
    )


def test_tables_are_numbered_through_the_page() -> None:
    table = '<div class="table-scroll" tabindex="0" role="region" aria-label="Table"></div>'
    assert [f'"Table {n}"' in p for n, p in enumerate(bodies([table, table]), 1)] == [True, True]


def rendered(svg: str) -> Rendered:
    return Rendered("a.md", 1, svg, Graph("flowchart"), 10, 10)


def test_a_picture_with_links_is_a_group() -> None:
    link = '<a href="#source-1" class="cite"><text>[1]</text></a>'
    assert 'role="group"' in picture(rendered(f'<svg role="img">{link}</svg>'))
    assert 'interestfor="Card-1"' in picture(rendered(f'<svg role="img">{link}</svg>'))
    assert 'role="img"' in picture(rendered('<svg role="img"></svg>'))


def test_alone_a_picture_links_to_the_sources_of_its_page() -> None:
    outcome = rendered('<svg><a href="#source-1"/><a href="#d1-x"/><use href="#d1-y"/></svg>')
    html = picture_alone(outcome, "/a/")
    assert html == '<svg><a href="/a/#source-1"/><a href="#d1-x"/><use href="#d1-y"/></svg>'
