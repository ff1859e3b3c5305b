import pytest

from atlas_ssg.cache import Memo
from atlas_ssg.checks.suppressions import apply_suppressions
from atlas_ssg.model.diagnostic import Diagnostic
from atlas_ssg.model.source import Place


def remaining(text: str, *found: tuple[str, int], path: str = "a.md") -> list[Diagnostic]:
    diagnostics = [Diagnostic(code, "m", Place(path, line)) for code, line in found]
    return apply_suppressions(diagnostics, {path: text}, Memo())


def codes(text: str, *found: tuple[str, int], path: str = "a.md") -> list[str]:
    return [f"{d.code}:{d.place.line}" for d in remaining(text, *found, path=path)]


def test_a_comment_silences_its_line_and_the_next() -> None:
    text = "\n<!-- atlas: ignore[SR001] counted by hand -->\n5 nodes\n6 nodes\n"
    assert codes(text, ("SR001", 2), ("SR001", 3), ("SR001", 4)) == ["SR001:4"]


def test_blank_lines_do_not_come_between() -> None:
    text = "<!-- atlas: ignore[SR001] counted by hand -->\n\n5 nodes\n"
    assert codes(text, ("SR001", 3)) == []


def test_above_a_fence_it_speaks_of_the_diagram() -> None:
    text = "<!-- atlas: ignore[MM004] small on purpose -->\n```mermaid\nflowchart LR\n```\n"
    assert codes(text, ("MM004", 3)) == []


def test_another_code_stays() -> None:
    text = "<!-- atlas: ignore[SR001] why -->\n"
    assert codes(text, ("SR001", 1), ("WD001", 1)) == ["WD001:1"]


def test_another_page_stays() -> None:
    text = "<!-- atlas: ignore[SR001] why -->\n"
    found = Diagnostic("SR001", "m", Place("b.md", 1))
    assert found in apply_suppressions([found], {"a.md": text}, Memo())


def test_several_codes_in_a_diagram_comment() -> None:
    text = "```mermaid\n%% atlas: ignore[MM004, pl003] drawn for print\nflowchart LR\n```\n"
    assert codes(text, ("MM004", 2), ("PL003", 3)) == []


def test_in_front_matter_and_data_files() -> None:
    text = "---\n# atlas: ignore[AX001] a stub\ndescription: x\n---\n"
    assert codes(text, ("AX001", 3)) == []
    assert codes("# atlas: ignore[SR013] kept\n- id: x\n", ("SR013", 2), path="s.yaml") == []


@pytest.mark.parametrize(
    "text",
    [
        "```html\n<!-- atlas: ignore[SR001] shown to readers -->\n```\n",
        "~~~~\n```mermaid\n%% atlas: ignore[MM004] shown to readers\n```\n~~~~\n",
        "# atlas: ignore[SR001] a heading\n",
        "%% atlas: ignore[SR001] no diagram\n",
    ],
)
def test_what_is_only_quoted_is_not_obeyed(text: str) -> None:
    assert codes(text, ("SR001", 2)) == ["SR001:2"]


def test_an_unused_one_is_reported() -> None:
    assert codes("<!-- atlas: ignore[SR001] why -->\n") == ["SU001:1"]


def test_each_unused_code_is_reported() -> None:
    (left,) = remaining("<!-- atlas: ignore[SR001, SR003] why -->\n", ("SR001", 1))
    assert left.message == "this suppression of SR003 silences nothing"


def test_what_is_only_found_on_request_is_never_called_unused() -> None:
    assert codes("<!-- atlas: ignore[LK007, ST002] why -->\n") == []


@pytest.mark.parametrize(("written", "said"), [("SR0001", "no rule"), ("", "names no rule")])
def test_a_code_that_does_not_exist_is_reported(written: str, said: str) -> None:
    (left,) = remaining(f"<!-- atlas: ignore[{written}] why -->\n")
    assert left.code == "SU001"
    assert said in left.message


def test_one_without_a_reason_is_reported() -> None:
    assert codes("<!-- atlas: ignore[SR001] -->\n", ("SR001", 1)) == ["SU002:1"]
