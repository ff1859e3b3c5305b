from atlas_ssg.checks.suppressions import apply_suppressions
from atlas_ssg.model.diagnostic import Diagnostic
from atlas_ssg.model.source import Place


def codes(text: str, *found: tuple[str, int]) -> list[str]:
    diagnostics = [Diagnostic(code, "m", Place("a.md", line)) for code, line in found]
    return [f"{d.code}:{d.place.line}" for d in apply_suppressions(diagnostics, {"a.md": text})]


def test_a_comment_silences_its_line_and_the_next() -> None:
    text = "\n<!-- atlas: ignore[SR001] counted by hand -->\n5 nodes\n6 nodes\n"
    assert codes(text, ("SR001", 2), ("SR001", 3), ("SR001", 4)) == ["SR001:4"]


def test_another_code_stays() -> None:
    text = "<!-- atlas: ignore[SR001] why -->\n"
    assert codes(text, ("SR001", 2), ("WD001", 2)) == ["WD001:2"]


def test_several_codes_in_a_diagram_comment() -> None:
    text = "%% atlas: ignore[MM004, PL003] drawn for print\n"
    assert codes(text, ("MM004", 1), ("PL003", 2)) == []


def test_an_unused_one_is_reported() -> None:
    assert codes("<!-- atlas: ignore[SR001] why -->\n") == ["SU001:1"]


def test_one_without_a_reason_is_reported() -> None:
    assert codes("<!-- atlas: ignore[SR001] -->\n", ("SR001", 2)) == ["SU002:1"]
