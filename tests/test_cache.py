import os
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


DAY = 86_400.0
NOW = 2_000_000_000.0


def kept(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


def aged(cache: Cache, folder: Path, name: str, days: float, size: int = 100) -> Path:
    """An entry of some bytes that was read so many days before `NOW`."""
    cache.put("svg", f"00{name}", b"x" * (size - 32))  # a checksum stands before the body
    path = folder / "svg/00" / name
    os.utime(path, (NOW - days * DAY, NOW - days * DAY))
    return path


def test_what_nobody_reads_is_dropped(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for name, days in (("new", 0.1), ("month", 29), ("old", 31)):
        aged(cache, tmp_path, name, days)
    assert cache.prune(NOW) == 1
    assert kept(tmp_path) == {"new", "month"}


def test_above_the_limit_the_oldest_go_but_nothing_of_today(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for name, days in (("today", 0.5), ("a", 3), ("b", 2), ("c", 4)):
        aged(cache, tmp_path, name, days)
    cache.prune(NOW, most=200)
    assert kept(tmp_path) == {"today", "b"}
    cache.prune(NOW, most=0)
    assert kept(tmp_path) == {"today"}


def test_what_a_killed_build_left_is_swept_and_what_one_writes_now_is_not(tmp_path: Path) -> None:
    (tmp_path / "svg/00").mkdir(parents=True)
    for name, days in ((".new-dead", 2.0), (".new-alive", 0.1)):
        path = tmp_path / "svg/00" / name
        path.write_bytes(b"")
        os.utime(path, (NOW - days * DAY, NOW - days * DAY))
    Cache(tmp_path).prune(NOW)
    assert kept(tmp_path) == {".new-alive"}


def test_reading_keeps_an_entry(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    path = aged(cache, tmp_path, "used", 0)
    os.utime(path, (1.0, 1.0))
    assert cache.get("svg", "00used") is not None
    cache.prune(path.stat().st_mtime)
    assert kept(tmp_path) == {"used"}
    assert path.stat().st_mtime > DAY


def test_no_folder_and_none_yet_hold_nothing_to_drop(tmp_path: Path) -> None:
    assert Cache(None).prune(NOW) == Cache(tmp_path / "none").prune(NOW) == 0
