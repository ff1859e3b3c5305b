from dataclasses import replace

from atlas_ssg.model.source import NOWHERE
from atlas_ssg.serve.overlay import overlay
from tests.serve.hand_made import problem


def test_a_problem_has_file_line_caret_and_help() -> None:
    html = overlay([problem(message="expected ]", source_line="a [b", length=1, help="close it")])
    assert "<b>content/a.md:2:3</b>" in html
    assert "<p>expected ]</p>" in html
    assert "<pre>2 | a [b\n  |   <em>^</em></pre>" in html
    assert "<p>help: close it</p>" in html
    assert html.startswith("<h1>1 problem")


def test_the_caret_keeps_tabs_and_stays_within_the_line() -> None:
    html = overlay([problem(source_line="\tab", length=40)])
    assert "<pre>2 | \tab\n  | \t <em>^</em></pre>" in html


def test_everything_is_escaped() -> None:
    evil = "<img src=x onerror=alert(1)>"
    whole = problem(evil, evil, evil, source_line=evil, help=evil)
    assert evil not in overlay([whole])
    assert overlay([whole]).count("&lt;img") == 5


def test_no_problem_no_overlay() -> None:
    assert overlay([]) == ""


def test_many_problems_are_counted() -> None:
    html = overlay([problem()] * 7)
    assert html.count("<section>") == 5
    assert "7 problems" in html
    assert "and 2 more" in html


def test_what_stands_nowhere_shows_no_place() -> None:
    assert "<b>" not in overlay([replace(problem(), place=NOWHERE)])
