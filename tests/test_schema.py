import msgspec
import pytest

from atlas_ssg.schema import MismatchError, convert, did_you_mean, nearest


class Inner(msgspec.Struct, forbid_unknown_fields=True):
    colour: str = ""


class Outer(msgspec.Struct, forbid_unknown_fields=True):
    inner: Inner | None = None
    many: tuple[Inner, ...] = ()
    named: dict[str, Inner] = {}


def problem(data: object) -> tuple[object, str]:
    with pytest.raises(MismatchError) as caught:
        convert(data, Outer)
    return caught.value.problem.path, caught.value.problem.help


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({"inner": {"color": ""}}, ("inner", "color")),
        ({"many": [{}, {"color": ""}]}, ("many", 1, "color")),
        ({"named": {"a": {}, "b.[0]": {"color": ""}, "c": {}}}, ("named", "b.[0]", "color")),
    ],
)
def test_unknown_keys_are_placed_at_any_depth(data: object, path: object) -> None:
    assert problem(data) == (path, "did you mean `colour`?")


def test_entries_of_tables_by_name_are_told_apart() -> None:
    class Deep(msgspec.Struct):
        tables: dict[str, dict[str, Outer]]

    data = {"tables": {"1": {}, "2": {"x": {}, "y": {"many": [{"colour": "a"}, {"colour": 5}]}}}}
    with pytest.raises(MismatchError) as caught:
        convert(data, Deep)
    assert caught.value.problem.path == ("tables", "2", "y", "many", 1, "colour")


def test_a_value_that_fits_is_converted() -> None:
    assert convert({"inner": {"colour": "red"}}, Outer) == Outer(Inner("red"))


def test_nearest_first_and_nothing_for_what_is_far() -> None:
    assert nearest("descripton", ["title", "description", "updated"]) == ["description"]
    assert nearest("zzz", ["title"]) == []
    assert did_you_mean("zzz", ["b", "a"]) == "known: `a`, `b`"
    assert did_you_mean("zzz", [str(n) for n in range(100)]).endswith("`29`, `3`, and 76 more")
