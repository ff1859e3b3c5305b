"""Marks of citations, and texts without them."""

from atlas_ssg.model.citation import MARK, MARK_GUARD, mark, unmarked


def test_a_mark_is_found_by_its_number() -> None:
    assert MARK.findall(f"10 ms{mark(1)}, [2] and {mark(22)}") == ["1", "22"]


def test_unmarked_text_is_as_a_reader_would_say_it() -> None:
    assert unmarked(f"10 ms{mark(1)},\n  then {mark(22)} more") == "10 ms, then more"
    assert unmarked(f"10 ms {mark(1)}{mark(2)} {mark(3)}.") == "10 ms."
    assert unmarked(f"  a{MARK_GUARD}  b ") == "a b"
