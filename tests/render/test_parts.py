"""Long lists in parts: nothing is lost, every link holds, and no page passes 300 KB."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from atlas_ssg.model.index import CrossReference, Indexes
from atlas_ssg.model.output import Build
from atlas_ssg.render import parts
from atlas_ssg.render.parts import in_parts, weight
from tests.render.small import SOURCES, TOML, broken_links, make, pages

_DENSE, _PLAIN, _EACH = 24, 450, 40  # pages with much on them, pages with little; rows of a table
_WORDS = "able baker charlie dog easy fox george how item jig king love mike nan oboe peter".split()  # noqa: SIM905


def dense(page: int) -> str:
    """A page with many figures, messages, metrics, uses and absences."""
    said = f"{_WORDS[page % 16]} {page}"
    numbers = [page * _EACH + row for row in range(_EACH)]
    uses = "".join(f'  Tech{n}: {{version: "{n}.1", source: acme-2018}}\n' for n in range(60))
    absences = "".join(f'  - {{what: "{said} {n} {"x" * 120}", looked_in: "y"}}\n' for n in numbers)
    costs = "".join(
        f"| {said} part {n} | {n} ms [@acme-2018] | ${n}K [@acme-2018] | {n} nodes [@acme-2018] |\n"
        for n in numbers
    )
    messages = "".join(f'- `{said}: "{n}" is <out> of {"room & " * 15}`\n' for n in numbers)
    watched = "".join(f"| `{said[:4]}_{n}_total` | over {'z' * 160} |\n" for n in numbers)
    return (
        f"---\ntitle: Page {said}\ntechnologies:\n{uses}not_published:\n{absences}---\n\n"
        f"| part | time | cost | size |\n|---|---|---|---|\n{costs}\n\n"
        f"### Error messages\n\n{messages}\n\n"
        f"### Metrics\n\n| metric | trouble when |\n|---|---|\n{watched}"
    )


def plain(page: int) -> str:
    """A page of a list, of the A–Z and of the timeline."""
    return (
        f"---\ntitle: {_WORDS[page % 16]} {page} {'of a long title ' * 4}\n"
        f"description: {'What it is about. ' * 11}\ntags: [{_WORDS[page % 16]}, every, t-{page}]\n"
        f"incident: {{operator: Acme, began: {1980 + page % 40}-05-01, ended: 2020-05-02, "
        "source: acme-2018}\n---\n\nText [@acme-2018].\n"
    )


@pytest.fixture(scope="module")
def large() -> Build:
    """A made-up site on which every list is too long for one page."""
    entry = SOURCES.partition("  - id: press-2020")[2]
    more = {
        f"sources/{k}.yaml": "references:\n"
        + "".join(f"  - id: s{k}-{n}{entry}" for n in range(150))
        for k in range(7)
    }
    files: dict[str, str | bytes] = {"sources/acme.yaml": SOURCES, **more}
    files |= {f"debugging/p{page}.md": dense(page) for page in range(_DENSE)}
    files |= {f"incidents/p{page}.md": plain(page) for page in range(_PLAIN)}
    files |= {f"notes/p{page}.md": plain(page) for page in range(_PLAIN)}
    return make(files, TOML)


def test_no_page_passes_300_kilobytes(large: Build) -> None:
    sizes = {f.path: len(f.content) for f in large.files if f.path.endswith(".html")}
    lists = {path: size for path, size in sizes.items() if not path.startswith("debugging/")}
    assert {path: size for path, size in lists.items() if size > 300_000} == {}


# Address of a list -> what each of its rows begins with, and how many there must be.
LISTS: dict[str, tuple[str, Callable[[Indexes], int]]] = {
    "errors": ("<code>", lambda i: len({e.text for e in i.errors})),
    "reference/metrics": ("<tr><td><code>", lambda i: len(i.metrics)),
    "reference/technologies": ("<strong>", lambda i: sum(len(t.uses) for t in i.technologies)),
    "reference/not-published": ("<tr><td>", lambda i: len(i.absences)),
    "reference/incidents": ('<span class="what">', lambda i: len(i.incidents)),
    "reference/costs": ('<tr class="row', lambda i: _facts(i.costs)),
    "reference/costs/component": ('<tr class="row', lambda i: _facts(i.costs)),
    "reference/latency": ('<tr class="row', lambda i: _facts(i.latencies)),
    "reference/scale": ('<tr class="row', lambda i: _facts(i.scale)),
    "sources": ('<tr class="row', lambda i: len(i.sources)),
    "sources/acme-2018": ('<tr class="row', lambda i: max(len(s.facts) for s in i.sources)),
    "incidents": ('<li class="row', lambda i: _PLAIN),
    "incidents/by-title": ('<li class="row', lambda i: _PLAIN),
    "notes": ('<li class="row', lambda i: _PLAIN),
}


def _facts(cross: CrossReference | None) -> int:
    return len(cross.facts) if cross else 0


@pytest.mark.parametrize("address", LISTS)
def test_no_row_of_a_list_is_lost_or_repeated(address: str, large: Build) -> None:
    opening, count = LISTS[address]
    found = [t for p, t in pages(large).items() if re.fullmatch(rf"{address}/(\d+/)?index.html", p)]
    bodies = [text.partition("<main")[2].partition("</main>")[0] for text in found]
    assert len(found) > 1
    assert sum(body.count(opening) for body in bodies) == count(large.indexes)


def test_no_term_of_the_a_to_z_is_lost_or_repeated(large: Build) -> None:
    found = [t for path, t in pages(large).items() if re.fullmatch(r"a-z/(\d+/)?index.html", path)]
    path = './/div[@class="letter-columns"]/section/ul/li'
    terms = [item for text in found for item in html.fromstring(text).iterfind(path)]
    assert len(found) > 1
    assert len(terms) == len({entry.term.casefold() for entry in large.indexes.entries})


def test_every_link_and_anchor_resolves(large: Build) -> None:
    assert broken_links(large) == []
    alphabet = "".join(text for path, text in pages(large).items() if path.startswith("a-z/"))
    assert re.search(r'reference/technologies/2/index.html#tech\d+"', alphabet)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.text(max_size=40), st.sampled_from("abc"))),
    st.integers(0, 400), st.integers(1, 400),
)  # fmt: skip
def test_parts_hold_every_row_once_in_order(
    pairs: list[tuple[str, str]], before: int, most: int
) -> None:
    rows, titles = [row for row, _ in pairs], [title for _, title in pairs]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "MOST_BYTES", most)
        pieces = in_parts("/a/", rows, titles, markup=10, before=before)
    assert [row for piece in pieces for row in piece.rows] == rows
    assert [row for piece in pieces for _, group in piece.groups for row in group] == rows
    assert [piece.address for piece in pieces] == [
        "/a/" if number == 1 else f"/a/{number}/" for number in range(1, len(pieces) + 1)
    ]
    for number, piece in enumerate(pieces):
        size = sum(weight(row) + 10 for row in piece.rows) + (before if number == 0 else 0)
        assert size <= most or len(piece.rows) <= 1
        assert len(piece.part.links) == (len(pieces) if len(pieces) > 1 else 0)
