import re

from atlas_ssg.serve.inject import digest, inject, policy, stylesheets
from tests.serve.hand_made import META, page_html


def test_the_script_goes_into_the_head_with_the_page_digest() -> None:
    page = page_html("hello").encode()
    served = inject(page, "n0nce").decode()
    script = re.search(r"<script([^>]*)></script></head>", served)
    assert script is not None
    assert 'src="/_atlas/reload.js"' in script[1]
    assert 'nonce="n0nce"' in script[1]
    assert f'data-digest="{digest(page)}"' in script[1]


def test_the_rest_of_the_page_stays_as_it_was() -> None:
    page = page_html("hello")
    served = inject(page.encode(), "n").decode()
    assert re.sub(r"<script[^>]*></script>", "", served) == page.replace(META, "")


def test_the_navigation_leads_to_the_search() -> None:
    page = b'<head></head><nav class="site-nav" id="n">\n<ul>\n<li>Home</li></ul></nav>'
    assert b'<ul><li><a href="/search">Search</a></li>\n<li>Home' in inject(page, "n")


def test_a_page_without_a_head_gets_it_too() -> None:
    assert inject(b"<p>x", "n").startswith(b"<p>x<script")


def test_the_policy_is_the_pages_own_and_this_one_script() -> None:
    rights = policy(page_html("x").encode(), "n0nce").split("; ")
    assert "default-src 'none'" in rights
    assert "img-src 'self' data:" in rights
    assert "script-src 'nonce-n0nce'" in rights
    assert "connect-src 'self'" in rights
    assert "frame-ancestors 'none'" in rights


def test_a_page_cannot_let_in_more_scripts() -> None:
    page = b'<meta http-equiv="Content-Security-Policy" content="script-src *; object-src *">'
    assert "script-src 'nonce-n'" in policy(page, "n")
    assert "script-src *" not in policy(page, "n")


def test_a_page_without_a_policy_gets_a_strict_one() -> None:
    assert policy(b"<p>x", "n").startswith("default-src 'none'; ")


def test_a_new_style_is_no_new_page_and_new_text_is() -> None:
    page = page_html("x", style="static/atlas.11111111.css").encode()
    assert digest(page) == digest(page_html("x", style="static/atlas.22222222.css").encode())
    assert digest(page) != digest(page_html("y", style="static/atlas.11111111.css").encode())


def test_stylesheets_in_any_spelling() -> None:
    page = (
        b'<link href=a.css rel=stylesheet><link rel="icon" href="i.svg">'
        b'<link rel="stylesheet" href="b.css?x&amp;y">'
    )
    assert stylesheets(page) == ["a.css", "b.css?x&y"]
