from pathlib import Path

import pytest

from atlas_ssg.output.parcel import put
from atlas_ssg.output.writer import PublishError


def test_a_file_is_put_in_a_folder_that_is_made(tmp_path: Path) -> None:
    put(tmp_path / "a/b.zip", b"x")
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["b.zip"]
    assert (tmp_path / "a/b.zip").read_bytes() == b"x"


def test_a_failure_leaves_the_last_file_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a file, not a folder")
    with pytest.raises(PublishError, match="cannot write"):
        put(tmp_path / "a/b.zip", b"x")
    (tmp_path / "c.zip").mkdir()
    with pytest.raises(PublishError, match="cannot write"):
        put(tmp_path / "c.zip", b"x")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "c.zip"]
