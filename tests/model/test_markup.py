import pytest

from atlas_ssg.model.markup import active_part, in_tag


@pytest.mark.parametrize(
    ("html", "inside"),
    [
        ('<a href="x">', True),
        ('<p> href="x"', False),
        (' href="x"', False),
        ('<a title="a > b" href="x">', True),
        ("<a title='a > b' href='x'>", True),
        ('<a title="b">and href="x"', False),
    ],
)
def test_inside_a_tag_or_in_its_text(html: str, inside: bool) -> None:
    assert in_tag(html, html.index(" href")) is inside


@pytest.mark.parametrize(
    ("path", "text", "part"),
    [
        ("a.svg", "<svg><rect/></svg>", ""),
        ("a.html", "<p>on = one, conscript: yes, data-on=1</p>", ""),
        ("a.txt", "<script>", ""),
        ("a.js", "", "js"),
        ("a.SVG", "<svg><SCRIPT>1</SCRIPT></svg>", "script"),
        ("a.svg", "<s:svg xmlns:s='x'><s:script/></s:svg>", "script"),
        ("a.svg", "<svg><rect\nonload = 'x'/></svg>", "onload"),
        ("a.svg", '<svg><rect id="x"onload="x"/></svg>', "onload"),
        ("a.svg", "<svg><a href='java&#9;script:x'/></svg>", "javascript"),
        ("a.svg", "<!DOCTYPE svg [<!ENTITY x 'y'>]><svg/>", "entity"),
        ("a.xhtml", "<iframe srcdoc='&lt;script>'/>", "iframe"),
    ],
)
def test_what_would_run_in_a_browser(path: str, text: str, part: str) -> None:
    assert active_part(path, text.encode()) == part
    assert active_part(path, text.encode("utf-16")) == part
