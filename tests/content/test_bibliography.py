"""The bibliography: what is wrong with an entry is told at its line and column."""

import pytest

from atlas_ssg.cache import Memo
from atlas_ssg.content.bibliography import accepts, read_bibliography
from atlas_ssg.content.library import Shelf, load_library
from atlas_ssg.model.citation import Provenance
from atlas_ssg.model.source import SourceFile

WHOLE = """\
references:
  - id: netflix-zuul2-2018
    type: post-weblog
    title: "Open Sourcing Zuul 2"
    author: [{family: Gonigberg, given: Arthur}, {literal: Netflix}]
    container-title: Netflix TechBlog
    publisher: Netflix
    issued: {date-parts: [[2018, 5, 21]]}
    accessed: {date-parts: [["2026", "11"]]}
    URL: https://netflixtechblog.com/x
    language: en
    custom: {provenance: first-party, archive: "https://archive.example/x", locator: slide 12}
"""
ENTRY = """\
references:
  - id: a
    title: T
    URL: https://example.org/
    issued: {issued}
    custom: {{provenance: reported}}
"""


def shelf_of(*texts: str) -> Shelf:
    files = [SourceFile(f"sources/{n}.yaml", t, f"s/{n}.yaml") for n, t in enumerate(texts)]
    return load_library(files, [(accepts, read_bibliography)], Memo())


def problems(shelf: Shelf) -> list[str]:
    return [f"{d.place.line}:{d.place.column} {d.message}" for d in shelf.diagnostics]


def test_a_whole_entry_is_read() -> None:
    shelf = shelf_of(WHOLE)
    (found,) = shelf.library.references.values()
    assert shelf.diagnostics == []
    assert (found.key, found.title, found.type) == (
        "netflix-zuul2-2018",
        "Open Sourcing Zuul 2",
        "post-weblog",
    )
    assert found.authors == ("Arthur Gonigberg", "Netflix")
    assert (found.container, found.publisher) == ("Netflix TechBlog", "Netflix")
    assert (found.issued, found.year, found.accessed) == ("2018-05-21", "2018", "2026-11")
    assert found.provenance is Provenance.FIRST_PARTY
    assert (found.archive, found.locator) == ("https://archive.example/x", "slide 12")
    assert (found.place.line, found.place.column) == (2, 5)


def test_a_file_may_be_a_bare_list_or_empty() -> None:
    bare = "- {id: a, title: T, URL: 'https://e.org', custom: {provenance: summary}}"
    assert list(shelf_of(bare, "references:", "").library.references) == ["a"]
    assert shelf_of("references:", "").diagnostics == []


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("{date-parts: [[2016]]}", "2016"),
        ("{date-parts: [[2016, 3]]}", "2016-03"),
        ("{date-parts: [[2016, 3, 9]]}", "2016-03-09"),
        ("{date-parts: [['2016', '3']]}", "2016-03"),
        ("{raw: 2016-03-09}", "2016-03-09"),
        ("{literal: '2016'}", "2016"),
        ("2016-03-09", "2016-03-09"),
        ("2016", "2016"),
        ("null", ""),
    ],
)
def test_dates(written: str, iso: str) -> None:
    shelf = shelf_of(ENTRY.format(issued=written))
    assert shelf.diagnostics == []
    assert shelf.library.references["a"].issued == iso


@pytest.mark.parametrize(
    "written",
    [
        "{date-parts: [[2016, 13]]}",
        "{date-parts: [[2016, 2, 30]]}",
        "{date-parts: [[2016, 1, 1, 1]]}",
        "{date-parts: [[]]}",
        "{date-parts: [[0]]}",
        "{date-parts: [[16]]}",
        "{raw: March 2016}",
        "{}",
        "2016-02-30",
        "2016-3-x",
        "9999999999",
        "'²⁰¹⁶'",
        "yesterday",
    ],
)
def test_bad_dates(written: str) -> None:
    shelf = shelf_of(ENTRY.format(issued=written))
    assert problems(shelf) == ["5:13 `issued` is no date"]
    assert "date-parts" in shelf.diagnostics[0].help
    assert shelf.library.references["a"].issued == ""  # it can be cited all the same


@pytest.mark.parametrize(
    ("entry", "problem", "help"),
    [
        ("{title: T}", "2:5 this table missing required field `id`", ""),
        ("{id: a}", "2:5 this table missing required field `title`", ""),
        ("{id: a, title: T}", "2:5 this table missing required field `URL`", ""),
        (
            "{id: a, title: T, URL: 'https://e.org'}",
            "2:5 this table missing required field `custom`",
            "",
        ),
        (
            "{id: a, title: T, URL: 'https://e.org', custom: {}}",
            "2:53 this table missing required field `provenance`",
            "",
        ),
        (
            "{id: a, title: T, URL: 'https://e.org', custom: {provenance: first-prty}}",
            "2:66 unknown provenance `first-prty`",
            "did you mean `first-party`?",
        ),
        (
            "{id: a, title: T, URL: 'https://e.org', custom: {provenance: derived}}",
            "2:66 unknown provenance `derived`",
            "known: ",
        ),
        (
            "{id: a, title: T, URL: 'https://e.org', custom: {provenance: summary, archve: x}}",
            "2:75 unknown key `archve`",
            "did you mean `archive`?",
        ),
        (
            "{id: a, title: T, URL: 'javascript:x', custom: {provenance: summary}}",
            "2:28 `javascript:x` is no web address",
            "http",
        ),
        (
            "{id: a b, title: T, URL: 'https://e.org', custom: {provenance: summary}}",
            "2:10 `a b` is no citation key",
            "letters",
        ),
        (
            "{id: a/b, title: T, URL: 'https://e.org', custom: {provenance: summary}}",
            "2:10 `a/b` is no citation key",
            "letters",
        ),
        (
            "{id: a, title: ' ', URL: 'https://e.org', custom: {provenance: summary}}",
            "2:20 the title is empty",
            "",
        ),
        ("7", "2:5 Expected `object`, got `int`", ""),
    ],
)
def test_entries_that_cannot_be_cited(entry: str, problem: str, help: str) -> None:
    shelf = shelf_of(f"references:\n  - {entry}\n")
    assert problems(shelf) == [problem]
    assert help in shelf.diagnostics[0].help
    assert shelf.diagnostics[0].source_line == f"  - {entry}"
    assert shelf.library.references == {}


def test_an_id_belongs_to_one_entry() -> None:
    entry = "  - {id: a, title: T, URL: 'https://e.org', custom: {provenance: summary}}\n"
    shelf = shelf_of(f"references:\n{entry}", f"references:\n{entry}{entry.replace('a,', 'b,')}")
    assert problems(shelf) == ["2:10 the id `a` is already taken at s/0.yaml:2:5"]
    assert list(shelf.library.references) == ["a", "b"]


def test_one_bad_entry_hides_no_other() -> None:
    good = "  - {id: a, title: T, URL: 'https://e.org', custom: {provenance: summary}}\n"
    shelf = shelf_of(f"references:\n  - 5\n{good}  - {{id: c}}\n")
    assert list(shelf.library.references) == ["a"]
    assert [d.place.line for d in shelf.diagnostics] == [2, 4]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("references: 5", "1:13 expected a list of references under `references:`"),
        ("refrences: []", "1:1 no `references:` in this file"),
        ("5", "1:1 expected a list of references under `references:`"),
        ("references: [", "2:1 not YAML"),
    ],
)
def test_files_that_are_no_bibliography(text: str, problem: str) -> None:
    (found,) = problems(shelf_of(text))
    assert found.startswith(problem)
