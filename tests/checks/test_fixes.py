from atlas_ssg.checks.fixes import diff, encoded, fix
from atlas_ssg.model.diagnostic import Diagnostic, Edit
from atlas_ssg.model.source import Place


def at(line: int, column: int, length: int, text: str, **more: bool) -> Diagnostic:
    place = Place("a.md", line, column)
    return Diagnostic("UN001", "m", place, edit=Edit(place, length, text, **more))


def test_edits_of_one_line_do_not_disturb_each_other() -> None:
    assert fix({"a.md": "10 msec and 5 sec."}, [at(1, 1, 7, "10 ms"), at(1, 13, 5, "5 s")]) == {
        "a.md": "10 ms and 5 s."
    }


def test_overlapping_edits_are_made_once() -> None:
    found = [at(1, 1, 4, "X"), at(1, 3, 4, "Y")]
    assert fix({"a.md": "abcdef"}, found) == {"a.md": "abY"}


def test_a_line_is_taken_out() -> None:
    assert fix({"a.md": "a\nb\nc"}, [at(2, 1, 0, "", whole_line=True)]) == {"a.md": "a\nc"}


def test_unsafe_edits_only_when_asked() -> None:
    found = [at(1, 1, 1, "b", safe=False)]
    assert fix({"a.md": "a"}, found) == {}
    assert fix({"a.md": "a"}, found, unsafe=True) == {"a.md": "b"}


def test_the_diff_is_unified() -> None:
    shown = diff({"a.md": "a\n"}, {"a.md": "b\n"})
    assert shown == "--- a/a.md\n+++ b/a.md\n@@ -1 +1 @@\n-a\n+b\n"


def test_an_edit_is_made_only_where_the_line_still_reads_as_found() -> None:
    place = Place("a.md", 1, 1)
    found = [Diagnostic("UN001", "m", place, source_line="10 msec", edit=Edit(place, 7, "10 ms"))]
    assert fix({"a.md": "10 msec\n"}, found) == {"a.md": "10 ms\n"}
    assert fix({"a.md": "A new line\n10 msec\n"}, found) == {}
    assert fix({"a.md": ""}, found) == {}


def test_a_mended_text_is_encoded_as_its_file_is() -> None:
    assert encoded(b"\xef\xbb\xbfa\r\nb", "a\nb", "c\nb") == b"\xef\xbb\xbfc\r\nb"


def test_a_file_that_was_saved_meanwhile_gets_no_mended_text() -> None:
    assert encoded(b"a\n", "a\n", "b\n") == b"b\n"
    assert encoded(b"a, and more\n", "a\n", "b\n") is None
    assert encoded(b"\xff\n", "a\n", "b\n") is None
