import pytest

from atlas_ssg.model.output import OutputFile
from atlas_ssg.output.offline import offline_problems, require_offline
from atlas_ssg.output.writer import PublishError
from tests.sites import build_site


def problems(html: str, **others: str) -> list[str]:
    files = [OutputFile("a/index.html", html.encode())]
    files += [OutputFile(name.replace("__", "/"), text.encode()) for name, text in others.items()]
    return list(offline_problems(files))


@pytest.mark.parametrize(
    "html",
    [
        '<a href="../b">b</a>',
        '<a href="#x">x</a><a href="index.html#x">x</a>',
        '<a href="https://example.org/">out</a><a href="mailto:a@example.org">mail</a>',
        '<img src="data:image/png;base64,AA==">',
        '<p>the text &lt;script src="/x"> and href="/x" and integrity="…" in words</p>',
        '<a href="../%62">b</a>',
    ],
)
def test_what_works_from_disk(html: str) -> None:
    assert problems(html, b="") == []


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ('<a href="/b">b</a>', "`/b` is not relative"),
        ('<a href="../c/">c</a>', "`../c/` is not a file of the site"),
        ('<a href="../gone.html">c</a>', "`../gone.html` is not a file of the site"),
        ('<img src="https://example.org/p.png">', "is loaded from elsewhere"),
        ('<img src="//example.org/p.png">', "is loaded from elsewhere"),
        ('<link rel="stylesheet" integrity="sha256-x" href="../b">', "`integrity`"),
        ("<script>1</script>", "`script`"),
        ('<base href="../">', "`base`"),
        ('<iframe srcdoc="x"></iframe>', "`iframe`"),
    ],
)
def test_what_does_not(html: str, said: str) -> None:
    found = problems(html, b="")
    assert any(said in problem for problem in found)
    assert all(problem.startswith("a/index.html: ") for problem in found)


def test_styles_are_read_too() -> None:
    assert problems("", s__a_css="") == []
    file = OutputFile("s/a.css", b'x{src:url("f.woff2")} y{src:url(//cdn.example/f.woff2)}')
    assert len(list(offline_problems([file]))) == 2


def test_the_first_few_are_named() -> None:
    page = "".join(f'<a href="/{n}">n</a>' for n in range(9))
    with pytest.raises(PublishError, match=r"`/0`.*and 4 more"):
        require_offline([OutputFile("index.html", page.encode())])


def test_what_the_build_writes_works_from_disk() -> None:
    pages = {
        "index.md": "# Home\n",
        "x/a.md": "# A\n\n[b](b.md#b)\n\n```mermaid\nflowchart LR\n A[a] --> B[b]\n```\n",
        "x/b.md": '# B\n\n`<script>` and `href="/x"`\n',
    }
    assert list(offline_problems(build_site(pages).files)) == []


def test_an_attribute_before_it_may_hold_the_end_of_a_tag() -> None:
    assert problems('<a title="a > b" href="/b">b</a>') == ["a/index.html: `/b` is not relative"]


def test_bytes_that_are_not_utf_8_are_looked_at_all_the_same() -> None:
    page = OutputFile("old.html", b'<p>caf\xe9</p><a href="/b">b</a>')
    style = OutputFile("a.css", b"/* caf\xe9 */ a{background:url(/b.png)}")
    assert list(offline_problems([page, style])) == [
        "old.html: `/b` is not relative",
        "a.css: `/b.png` is not relative",
    ]
