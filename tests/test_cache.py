from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_ssg.cache import Cache, digest


def test_what_is_put_is_got(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    key = digest("a")
    assert cache.get("svg", key) is None
    cache.put("svg", key, b"body")
    assert cache.get("svg", key) == b"body"
    assert cache.get("page", key) is None


def test_a_damaged_entry_is_dropped(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    key = digest("a")
    cache.put("svg", key, b"body")
    entry = next(path for path in tmp_path.rglob("*") if path.is_file())
    entry.write_bytes(entry.read_bytes()[:-1] + b"X")
    assert cache.get("svg", key) is None
    assert not entry.exists()


def test_without_a_folder_nothing_is_kept() -> None:
    cache = Cache(None)
    cache.put("svg", digest("a"), b"body")
    assert cache.get("svg", digest("a")) is None


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    cache = Cache(blocked / "cache")
    cache.put("svg", digest("a"), b"body")
    assert cache.get("svg", digest("a")) is None


def test_nothing_temporary_is_left(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("svg", digest("a"), b"body")
    assert [path.name for path in tmp_path.rglob(".new-*")] == []


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_different_parts_have_different_digests(left: list[str], right: list[str]) -> None:
    assert (digest(*left) == digest(*right)) == (left == right)


def test_a_damaged_entry_on_a_disk_that_cannot_be_written_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(tmp_path)
    cache.put("k", "abcdef", b"x")
    next(path for path in tmp_path.rglob("*") if path.is_file()).write_bytes(b"damaged")

    def refuse(self: Path, *, missing_ok: bool = False) -> None:
        raise PermissionError(30, "Read-only file system")

    monkeypatch.setattr(Path, "unlink", refuse)
    assert cache.get("k", "abcdef") is None
