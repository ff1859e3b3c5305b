from pathlib import Path

import pytest

from atlas_ssg.checks import baseline
from atlas_ssg.model.diagnostic import Diagnostic, InputError
from atlas_ssg.model.source import Place


def finding(line: int = 1, text: str = "5 nodes", code: str = "SR001") -> Diagnostic:
    return Diagnostic(code, "no source", Place("a.md", line), source_line=text)


def test_known_findings_are_left_out_wherever_they_move(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    path.write_bytes(baseline.encoded([finding(3)]))
    assert baseline.new_findings([finding(90)], baseline.read(path)) == ([], 0)


def test_one_more_of_the_same_is_new(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    path.write_bytes(baseline.encoded([finding(3)]))
    fresh, mended = baseline.new_findings([finding(3), finding(9)], baseline.read(path))
    assert (fresh, mended) == ([finding(9)], 0)


def test_what_was_mended_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    path.write_bytes(baseline.encoded([finding(), finding(text="6 nodes")]))
    assert baseline.new_findings([finding()], baseline.read(path)) == ([], 1)


def test_the_file_is_stable(tmp_path: Path) -> None:
    one, two = tmp_path / "1", tmp_path / "2"
    found = [finding(1), finding(2, "x"), finding(3, code="AA001")]
    one.write_bytes(baseline.encoded(found))
    two.write_bytes(baseline.encoded(reversed(found)))
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 99, "findings": []}'])
def test_a_file_that_is_no_baseline(tmp_path: Path, text: str) -> None:
    path = tmp_path / "b.json"
    path.write_text(text)
    with pytest.raises(InputError, match="cannot read the baseline"):
        baseline.read(path)
