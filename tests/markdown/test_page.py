"""From Markdown to a page: every construct an author may use, and what is told of it."""

import re

import pytest

from atlas_ssg.model.page import PassageKind
from tests.markdown.conftest import html, parse, parse_one


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| a | b |\n|---|--:|\n| 1 | 2 |", '<td class="align-right">2</td>'),
        ("| a |\n|---|\n| 1 |", '<th scope="col">a</th>'),
        ("Term\n: Definition", "<dd>Definition</dd>"),
        ("- [x] done", 'type="checkbox" checked="">'),
        ('!!! note "Careful"\n    Text.', '<p class="admonition-title">Careful</p>'),
        ("> [!WARNING]\n> Text.", '<p class="markdown-alert-title">Warning</p>'),
        ("~~gone~~", "<s>gone</s>"),
        ("Text[^1].\n\n[^1]: Foot.", '<li id="fn1" class="footnote-item">'),
        ("https://example.org/x", '<a href="https://example.org/x" rel="noopener">'),
        ("## A *b* `c`", '<h2 id="a-b-c">'),
        ("```python\nprint(1)\n```", '<span class="nb">print</span>'),
        ("```nosuch\na < b\n```", "<code>a &lt; b\n</code>"),
        ("    indented", "<code>indented\n</code>"),
        ("a  \nb", "a<br />\nb"),
        (":::mermaid\npie\n:::", "{1}"),
        ("```mermaid\npie\n```", "{1}"),
        ("```{mermaid}\npie\n```", "{1}"),
    ],
)
def test_constructs(text: str, expected: str) -> None:
    assert expected in html(parse_one(f"# T\n\n{text}\n"))


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "<b onclick='x()'>b</b>", "<iframe src='//x'></iframe>",
     "<a href='javascript:x()'>a</a>", "<style>*{}</style>", "<form action='/x'></form>",
     "<img src='https://x.example/a.png'>", "<svg onload='x()'></svg>",
     "<object data='x'></object>",
     "<a href='//x.example'>a</a>", "<base href='/x'>", "<meta http-equiv='refresh'>"],
)  # fmt: skip
def test_raw_html_is_sanitised_in_blocks_and_in_text(text: str) -> None:
    for source in (f"# T\n\n{text}\n", f"# T\n\nsome {text} text\n"):
        body = html(parse_one(source))
        for refused in ("script", "onclick", "onload", "iframe", "javascript", "<style", "<form",
                        "x.example", "<object", "<base", "<meta", "<svg"):  # fmt: skip
            assert refused not in body, (refused, body)


@pytest.mark.parametrize(
    "source",
    [" https://x.example/p.png", "&#9;https://x.example/p.png", "&#1;//x.example/p.png",
     " //x.example/p.png", "\\\\x.example/p.png", "/\\x.example/p.png", "ht&#10;tps://x.example/p",
     "/&#9;/x.example/p.png", "HTTPS:x.example", "data:image/png;base64,x.example"],
)  # fmt: skip
def test_no_spelling_of_an_address_elsewhere_loads_an_image(source: str) -> None:
    body = html(parse_one(f"# T\n\n<img alt='a' src='{source}'>\n"))
    assert "x.example" not in body
    assert '<img alt="a"' in body


def test_raw_html_keeps_images_of_the_site_and_links() -> None:
    text = '<img src="/p.png"> <img src="../a:b.png"> <a href=" https://x.example/">x</a>'
    body = html(parse_one(f"# T\n\n<p>{text}</p>\n"))
    for kept in ('src="/p.png"', 'src="../a:b.png"', "https://x.example/"):
        assert kept in body


@pytest.mark.parametrize("ordinal", ["9", "1", "-1"])
def test_an_author_cannot_write_the_place_of_a_diagram(ordinal: str) -> None:
    page = parse_one(
        f'# T\n\n<div data-diagram="{ordinal}"></div>\n\n```mermaid\npie\n```\n\n'
        f'<div title="\n\n```mermaid\npie\n```\n\n"></div>\n'
    )
    assert [piece for piece in page.body if isinstance(piece, int)] == [1]
    assert "<div data-diagram" not in html(page)


def test_the_title_is_the_heading_and_leaves_the_body() -> None:
    page = parse_one("# The *title*\n\nLead text.\n\n## Next\n")
    assert page.title == "The title"
    assert "<h1" not in html(page)
    assert page.description == "Lead text."


def test_a_second_h1_makes_every_heading_one_lower() -> None:
    page = parse_one("# One\n\n# Two\n\n## Three\n")
    assert [(heading.level, heading.anchor) for heading in page.headings] == [
        (2, "two"),
        (3, "three"),
    ]


def test_without_heading_the_file_gives_the_title() -> None:
    pages, _ = parse({"guides/retry-storm.md": "text"})
    assert pages["guides/retry-storm.md"].title == "Retry storm"


def test_equal_headings_and_names_of_the_theme_get_ids_of_their_own() -> None:
    page = parse_one("# T\n\n## Same\n\n## Same\n\n## Sources\n\n## Main\n")
    assert [h.anchor for h in page.headings] == ["same", "same-1", "sources-1", "main-1"]


def test_ids_of_a_series_are_no_heading_s() -> None:
    headings = ("Source 1", "Calc egress", "Diagram", "D1", "D1-3", "Fn1", "Source", "Source")
    page = parse_one("# T\n\n" + "".join(f"## {text}\n\n" for text in headings))
    assert [h.anchor for h in page.headings] == [
        "section-source-1", "section-calc-egress", "section-diagram", "section-d1",
        "section-d1-3", "section-fn1", "source", "section-source",
    ]  # fmt: skip


def test_raw_html_takes_no_id_of_the_page_itself() -> None:
    taken = ("main", "source-1", "calc-x", "diagram-2", "d1", "d1-3")
    raw = "".join(f'<p id="{id}">x</p>' for id in taken)
    body = html(parse_one(f'# T\n\n{raw}<p id="mine">x</p>\n\n## D1\n\nText[^1].\n\n[^1]: F.\n'))
    assert re.findall(r'id="([^"]*)"', body) == ["mine", "section-d1", "fnref1", "fn1"]


def test_links_to_files_lead_to_pages_and_assets() -> None:
    page = parse_one(
        "# T\n\n[a](b/c.md#sec) [b](b/) [c](./pic.png) [d](#x) ![e](pic.png) [f](/b/c/)\n",
        {"b/c.md": "# C\n\n## Sec\n", "pic.png": b"x"},
    )
    links = [(link.permalink, link.fragment, link.image) for link in page.links]
    assert links == [
        ("/b/c/", "sec", False),
        ("/b/", "", False),
        ("/pic.png", "", False),
        ("/a/", "x", False),
        ("/pic.png", "", True),
        ("/b/c/", "", False),
    ]
    assert '<img src="/pic.png" alt="e" loading="lazy">' in html(page)


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("see [x](nope.md)", "LK001", (3, 9)),
        ("see [x](//evil.example)", "LK004", (3, 9)),
        ("see [x](ftp://a.example)", "LK004", (3, 9)),
        ("see ![x](nope.png)", "LK006", (3, 10)),
        ("see ![x](https://a.example/p.png)", "LK005", (3, 10)),
        ("p50 [@frist-2016]", "SR002", (3, 6)),
        ("p50 [see @first-2016; @nope]", "SR002", (3, 23)),
        ("p50 [@calc:nope]", "SR002", (3, 6)),
    ],
)
def test_what_leads_nowhere_is_told_at_its_place(
    text: str, code: str, place: tuple[int, int]
) -> None:
    pages, found = parse({"a.md": f"# T\n\n{text}\n", "sources/x.yaml": _SOURCES})
    assert [(d.code, d.place.line, d.place.column) for d in found] == [(code, *place)]
    assert "nope" not in html(pages["a.md"]) or code == "SR002"


_SOURCES = """\
references:
  - {id: first-2016, title: First, URL: "https://a.example/1", custom: {provenance: first-party}}
"""


def test_an_unknown_key_offers_the_nearest() -> None:
    _, found = parse({"a.md": "# T\n\nx [@frist-2016]\n", "sources/x.yaml": _SOURCES})
    assert found[0].help == "did you mean `@first-2016`?"
    assert found[0].source_line == "x [@frist-2016]"


def test_sources_are_numbered_where_they_are_first_cited_diagrams_included() -> None:
    page = parse_one(
        '# T\n\n5 ms [@second-2018].\n\n```mermaid\npie\n  "a [@first-2016]": 5\n```\n\n'
        "6 ms [see @second-2018, p. 3; @first-2016]\n"
    )
    assert page.references == ("second-2018", "first-2016")
    assert [(c.key, c.number, c.prefix, c.locator) for c in page.citations] == [
        ("second-2018", 1, "", ""),
        ("first-2016", 2, "", ""),
        ("second-2018", 1, "see", "p. 3"),
        ("first-2016", 2, "", ""),
    ]
    assert page.citations[1].place.line == 7
    assert page.citations[1].place.column == 7
    assert page.fences[0].marked == 'pie\n  "a \u2060[2]\u2060": 5'
    assert '<sup><a class="cite" href="#source-1"' in html(page)


@pytest.mark.parametrize(
    "text", ["see @first-2016", "a@b.example", "`[@code]`", "[@x](https://a.example)", "[@]"]
)
def test_what_only_looks_like_a_citation_is_none(text: str) -> None:
    assert parse_one(f"# T\n\n{text}\n").citations == ()


def test_acronyms_are_explained_once_a_section_and_never_in_code() -> None:
    page = parse_one(
        "# T\n\nThe TLS and TLS in `TLS`.\n\n## TLS again\n\nTLS.\n",
        {"glossary.yaml": "TLS: Transport Layer Security\n"},
    )
    body = html(page)
    assert body.count('<abbr title="Transport Layer Security">TLS</abbr>') == 2
    assert "<code>TLS</code>" in body
    assert ">TLS again<a" in body


def test_passages_know_where_they_stand() -> None:
    page = parse_one(
        "# T\n\n## At 3 AM\n\n### Runbook\n\n1. Run `psql`.\n2. Wait 5 s [@first-2016].\n\n"
        "- loose\n\n| what | limit |\n|---|---|\n| pool | 100 |\n\n```sql\nselect 1\n```\n"
    )
    shown = [(p.kind, p.text, p.number, p.row, p.column) for p in page.passages]
    assert shown == [
        (PassageKind.ITEM, "Run psql.", 1, "", ""),
        (PassageKind.ITEM, "Wait 5 s \u2060[1]\u2060.", 2, "", ""),
        (PassageKind.ITEM, "loose", 0, "", ""),
        (PassageKind.CELL, "pool", 0, "pool", "what"),
        (PassageKind.CELL, "100", 0, "pool", "limit"),
        (PassageKind.CODE, "select 1\n", 0, "", ""),
    ]
    assert {p.trail for p in page.passages} == {("At 3 AM", "Runbook")}
    assert {p.anchor for p in page.passages} == {"runbook"}
    assert page.passages[0].codes == ("psql",)


def test_too_deep_a_nesting_is_an_error_not_a_silence() -> None:
    deep = "\n".join("  " * level + "- x" for level in range(80))
    _, found = parse({"a.md": f"# T\n\n{deep}\n"})
    assert [d.code for d in found] == ["MD001"]


def test_front_matter_moves_no_line() -> None:
    _, found = parse({"a.md": "---\ntitle: T\n---\n\n[x](nope.md)\n"})
    assert (found[0].place.line, found[0].place.column) == (5, 5)


def test_a_fence_s_place_is_its_first_line_even_when_indented() -> None:
    page = parse_one('# T\n\n- item\n\n  ```mermaid\n  pie\n    "a": 5\n  ```\n')
    fence = page.fences[0]
    assert (fence.place.line, fence.place.column) == (6, 3)
    assert fence.source == 'pie\n  "a": 5'


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("[@first-2016 ]", ["first-2016"]),
        ("[see\n@first-2016 ; and @second-2018, p. 3 ]", ["first-2016", "second-2018"]),
        ("[@first-2016;@second-2018]", ["first-2016", "second-2018"]),
        ("[see@first-2016]", []),
        ("[@first-2016.]", []),
    ],
)
def test_blanks_within_a_citation(text: str, keys: list[str]) -> None:
    assert [c.key for c in parse_one(f"# T\n\nx {text}\n").citations] == keys


def test_the_place_of_every_citation_in_a_diagram() -> None:
    lines = ("pie", '  "a [@first-2016] [@second-2018]": 5', "", '  "b [@first-2016]": 1')
    page = parse_one("# T\n\n```mermaid\n" + "\n".join(lines) + "\n```\n")
    places = [(c.place.line, c.place.column) for c in page.citations]
    assert places == [(5, 7), (5, 21), (7, 7)]


def test_hostile_text_ends() -> None:
    for text in ("[" * 20_000, "*a " * 20_000, "`" * 20_001 + "x", "![" * 5_000 + "](" * 5_000,
                 "<" * 20_000, "[@" * 10_000, 'A["[' + " " * 200_000, "[@a," + " " * 200_000 + "x",
                 "```mermaid\n[" + " " * 200_000 + "\n```", "\0\0\ud7ff",
                 "| " * 5_000 + "\n|-|\n"):  # fmt: skip
        parse({"a.md": f"# T\n\n{text}\n"})
