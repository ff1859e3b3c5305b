import base64
import re
from collections import Counter
from datetime import UTC, datetime
from typing import Any

import html5lib
import pytest

from atlas_ssg.model.output import Build, OutputFile
from atlas_ssg.output.selection import select
from atlas_ssg.output.sheet import outline, rewrite
from atlas_ssg.output.single_file import single_file
from atlas_ssg.output.writer import PublishError
from tests.sites import build_site

DAY = datetime(2026, 11, 24, tzinfo=UTC)
TOML = """
[[categories]]
id = "systems"
title = "Systems"
folder = "systems"
[[kinds]]
id = "storage"
title = "Storage"
[[kinds]]
id = "architecture"
title = "Architecture"
[[systems]]
id = "shop"
title = "Shop"
"""
DRAWN = "```mermaid\nflowchart LR\n A[one] --> B[two]\n```\n"
PICTURE = b"\x89PNG"
PAGES: dict[str, str | bytes] = {
    "systems/shop/index.md": "---\ntitle: Shop\nupdated: 2026-11-24\n---\nAbout.\n",
    "systems/shop/architecture.md": (
        f"# Parts\n\n{DRAWN}\n## Sizes\n\n[there](storage.md#sizes), [here](#sizes), "
        "[other](../../notes.md), [web](https://example.org/)\n\n![p](p.png)\n"
    ),
    "systems/shop/storage.md": f"# Storage\n\n{DRAWN}\n## Sizes\n",
    "systems/shop/p.png": PICTURE,
    "notes.md": "# Notes\n",
}


def document(build: Build, wanted: str, base_url: str = "") -> str:
    paths = select(wanted, build.site, build.indexes, build.files)
    content = single_file(build.files, paths, moment=DAY, site_title="Atlas", base_url=base_url)
    return content.decode()


def parsed(html: str) -> Any:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(html)
    assert parser.errors == []
    return tree


@pytest.fixture(scope="module")
def build() -> Build:
    return build_site(PAGES, TOML)


def test_pages_come_in_reading_order(build: Build) -> None:
    files = build.files
    assert select("systems/shop", build.site, build.indexes, files) == (
        "systems/shop/index.html",
        "systems/shop/storage/index.html",
        "systems/shop/architecture/index.html",
    )


@pytest.mark.parametrize(
    "wanted",
    ["systems/shop/storage", "/systems/shop/storage/", "systems/shop/storage.md",
     "systems/shop/storage/index.html", "./systems/shop/storage"],
)  # fmt: skip
def test_a_page_is_named_as_one_likes(build: Build, wanted: str) -> None:
    found = select(wanted, build.site, build.indexes, build.files)
    assert found == ("systems/shop/storage/index.html",)


def test_a_page_that_the_site_makes_comes_alone(build: Build) -> None:
    assert select("a-z", build.site, build.indexes, build.files) == ("a-z/index.html",)


def test_a_misspelt_page_offers_the_nearest(build: Build) -> None:
    with pytest.raises(PublishError, match="no page systems/shpo") as caught:
        select("systems/shpo", build.site, build.indexes, build.files)
    assert "systems/shop" in caught.value.help


def test_it_needs_nothing_else(build: Build) -> None:
    html = document(build, "systems/shop")
    tree = parsed(html)
    loaded = [e.get("src") or e.get("srcset") for e in tree.iter() if e.get("src")]
    assert loaded
    assert all(address.startswith("data:") for address in loaded)
    assert not [e for name in ("link", "script", "base") for e in tree.iter(name)]
    assert not re.search(r"url\((?![\"']?(data:|#))", html)
    assert f"data:image/png;base64,{base64.b64encode(PICTURE).decode()}" in html


def test_ids_are_unique_and_every_reference_finds_its_own(build: Build) -> None:
    tree = parsed(document(build, "systems/shop"))
    ids = [e.get("id") for e in tree.iter() if e.get("id")]
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    for element in tree.iter():
        for name, value in element.attrib.items():
            if name in {"aria-labelledby", "aria-describedby", "for", "popovertarget"}:
                assert set(value.split()) <= set(ids), (name, value)
            if str(name).endswith("href") and value.startswith("#"):
                assert value[1:] in ids, value


def test_styles_of_a_drawing_are_those_of_its_page(build: Build) -> None:
    html = document(build, "systems/shop")
    for number in (2, 3):
        assert f'id="p{number}-d1"' in html


def test_links_lead_inside_to_the_web_or_nowhere(build: Build) -> None:
    tree = parsed(document(build, "systems/shop"))
    links = {"".join(a.itertext()): a.get("href") for a in tree.iter("a")}
    assert links["there"] == "#p2-sizes"
    assert links["here"] == "#p3-sizes"
    assert links["web"] == "https://example.org/"
    assert "other" not in links
    gone = {"".join(e.itertext()) for e in tree.iter("span") if e.get("class") == "gone"}
    assert "other" in gone


def test_with_a_base_url_links_outside_lead_to_the_site(build: Build) -> None:
    tree = parsed(document(build, "systems/shop", "https://atlas.example/x/"))
    links = {"".join(a.itertext()): a.get("href") for a in tree.iter("a")}
    assert links["other"] == "https://atlas.example/x/notes/"


def test_the_same_pages_give_the_same_bytes() -> None:
    made = [document(build_site(PAGES, TOML), "systems/shop") for _ in range(2)]
    assert made[0] == made[1]


def test_pages_without_an_index_get_a_list_of_them(build: Build) -> None:
    files = build.files
    paths = ["systems/shop/storage/index.html", "notes/index.html"]
    html = single_file(files, paths, moment=None, site_title="Atlas").decode()
    assert '<a href="#p1">Storage</a>' in html
    assert '<a href="#p2">Notes</a>' in html


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ('<p id="a">x</p>', '<p id="p-a">x</p>'),
        ('<a href="#a">x</a><i id="a"></i>', '<a href="#p-a">x</a><i id="p-a"></i>'),
        ('<a href="#icon">x</a>', '<a href="#icon">x</a>'),
        ('<a href="#top">x</a>', '<a href="#p">x</a>'),
        ('<a href="out" rel="prev">x</a>', '<span class="gone">x</span>'),
        (
            '<svg><a xlink:href="out"><path d="M0"/></a></svg>',
            '<svg><g class="gone"><path d="M0"/></g></svg>',
        ),
        (
            '<svg viewBox="0 0 1 1"><path id="a" fill="url(#a)"/></svg>',
            '<svg viewBox="0 0 1 1"><path id="p-a" fill="url(#p-a)"/></svg>',
        ),
        (
            '<style>#a .x>b{fill:#a1b;clip:url(#a)}</style><b id="a"></b>',
            '<style>#p-a .x>b{fill:#a1b;clip:url(#p-a)}</style><b id="p-a"></b>',
        ),
        (
            '<label for="a">x</label><input id="a" name="g">',
            '<label for="p-a">x</label><input id="p-a" name="p-g">',
        ),
        ('<img src="in" loading="lazy" alt="a > b">', '<img src="data:in" alt="a > b">'),
        ("<p>&lt;b&gt; &#169; a < b</p>", "<p>&lt;b&gt; &#169; a < b</p>"),
    ],
)
def test_rewriting(inside: str, expected: str) -> None:
    def turn(address: str, loaded: bool) -> str | None:
        return f"data:{address}" if loaded else None

    html = f"<!doctype html><body><p id='a'>no</p><main>{inside}</main><p>no</p>"
    assert rewrite(html, outline(html).ids, "p-", turn) == expected


def test_an_outline() -> None:
    html = (
        '<html lang="de"><head><title>A &amp; B</title><link rel="stylesheet" href="s.css">'
        '</head><body class="x y"><svg><symbol id="i"></symbol></svg><svg><path/></svg>'
        '<main id="main"><h1 id="h">A</h1><svg><title>no</title></svg></main></body></html>'
    )
    found = outline(html)
    assert (found.language, found.title, found.classes) == ("de", "A & B", "x y")
    assert found.stylesheets == ["s.css"]
    assert found.icons == ['<svg><symbol id="i"></symbol></svg>']
    assert found.ids == {"h"}


def test_a_page_is_one_file_of_the_site() -> None:
    page = OutputFile("index.html", b"<title>T</title><body><main><p>x</p></main>")
    html = single_file([page], ["index.html"], moment=DAY, site_title="S").decode()
    assert "<p>x</p>" in html
    assert "edition of 2026-11-24" in html
