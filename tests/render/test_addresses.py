import pytest

from atlas_ssg.render.addresses import make_relative
from tests.render.small import configured


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ('<a href="/b/">b</a>', '<a href="../b/index.html">b</a>'),
        ('<a class="x" href="/b/#c">', '<a class="x" href="../b/index.html#c">'),
        ('<img src="/pic.png">', '<img src="../pic.png">'),
        ('<a href="#here">', '<a href="#here">'),
        ('<a href="/a/#here">', '<a href="#here">'),
        ('<a href="https://e.example/x">', '<a href="https://e.example/x">'),
        ('<a href="//e.example/x">', '<a href="//e.example/x">'),
        # Text may hold the same characters; an attribute before it a ">".
        ('<p>write href="/b/" there</p>', '<p>write href="/b/" there</p>'),
        ('<a title="a > b" href="/b/">', '<a title="a > b" href="../b/index.html">'),
        ('x href="/b/"', 'x href="/b/"'),
    ],
)
def test_addresses_in_tags_become_relative(html: str, made: str) -> None:
    assert make_relative(html, "/a/", configured()) == made


def test_with_a_base_url_links_are_clean() -> None:
    config = configured(base_url="https://e.example/atlas/")
    assert make_relative('<a href="/b/">', "/a/", config) == '<a href="../b/">'


def test_the_page_for_missing_addresses_counts_from_the_root() -> None:
    """It is shown at any depth."""
    config = configured(base_url="https://e.example/atlas/")
    assert make_relative('<a href="/b/">', "/404.html", config) == '<a href="/atlas/b/">'
    assert make_relative('<a href="/b/">', "/404.html", configured()) == '<a href="b/index.html">'
