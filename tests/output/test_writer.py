import errno
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from atlas_ssg.model.output import OutputFile
from atlas_ssg.output import writer
from atlas_ssg.output.writer import MANIFEST, PublishError, publish


def files(**contents: str) -> list[OutputFile]:
    return [OutputFile(name.replace("__", "/"), text.encode()) for name, text in contents.items()]


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def test_first_publish_writes_everything(tmp_path: Path) -> None:
    result = publish(files(a="1", b__c="2"), tmp_path / "out")
    assert result.written == ("a", "b/c")
    assert tree(tmp_path / "out") == {"a": "1", "b/c": "2"}


def test_second_publish_of_the_same_writes_nothing(tmp_path: Path) -> None:
    target = tmp_path / "out"
    publish(files(a="1", b__c="2"), target)
    before = {path: path.stat().st_mtime_ns for path in target.rglob("*")}
    result = publish(files(a="1", b__c="2"), target)
    assert result == writer.Published((), (), 2)
    assert {path: path.stat().st_mtime_ns for path in target.rglob("*")} == before


def test_only_what_changed_is_written_and_stale_files_go(tmp_path: Path) -> None:
    target = tmp_path / "out"
    publish(files(a="1", b__c="2", d="3"), target)
    inode = (target / "a").stat().st_ino
    result = publish(files(a="1", d="4"), target)
    assert (result.written, result.removed, result.unchanged) == (("d",), ("b/c",), 1)
    assert tree(target) == {"a": "1", "d": "4"}
    assert not (target / "b").exists()
    assert (target / "a").stat().st_ino == inode


def test_a_damaged_file_is_mended(tmp_path: Path) -> None:
    target = tmp_path / "out"
    publish(files(a="1"), target)
    (target / "a").write_text("x")
    assert publish(files(a="1"), target).written == ("a",)
    assert tree(target) == {"a": "1"}


def test_what_others_put_beside_the_site_stays(tmp_path: Path) -> None:
    target = tmp_path / "out"
    publish(files(a="1"), target)
    (target / "CNAME").write_text("atlas")
    (target / "refs").mkdir()
    (target / "latest").symlink_to("refs")
    publish(files(a="2"), target)
    assert tree(target) == {"CNAME": "atlas", "a": "2"}
    assert (target / "refs").is_dir()
    assert (target / "latest").is_symlink()


def test_a_file_may_become_a_folder_and_back(tmp_path: Path) -> None:
    target = tmp_path / "out"
    publish(files(a="1"), target)
    publish(files(a__b="2"), target)
    assert tree(target) == {"a/b": "2"}
    publish(files(a="3"), target)
    assert tree(target) == {"a": "3"}


def test_a_folder_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.mkdir()
    (target / "thesis.tex").write_text("years of work")
    with pytest.raises(PublishError, match="not made by atlas-ssg"):
        publish(files(a="1"), target)
    assert tree(target) == {"thesis.tex": "years of work"}


def test_sources_home_root_links_and_files_are_refused(tmp_path: Path) -> None:
    sources = tmp_path / "project" / "content"
    sources.mkdir(parents=True)
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "elsewhere")
    plain = tmp_path / "plain"
    plain.write_text("")
    for target in (sources, tmp_path / "project", Path.home(), Path("/"), link, plain):
        with pytest.raises(PublishError):
            publish(files(a="1"), target, protect=[sources])


@pytest.mark.parametrize("path", ["../evil", "a/../../evil", "/evil", "a//b", "./a", "a\0b", ""])
def test_a_path_that_could_lead_elsewhere_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(PublishError, match="no path below"):
        publish([OutputFile("a", b"1"), OutputFile(path, b"2")], tmp_path / "deep" / "out")
    assert list(tmp_path.iterdir()) == []


def test_one_builder_at_a_time(tmp_path: Path) -> None:
    target = tmp_path / "out"
    with writer._lock(target), pytest.raises(PublishError) as caught:
        publish(files(a="1"), target)
    assert caught.value.busy


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_failing_disk_leaves_the_last_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    target = tmp_path / "out"
    publish(files(a="1", b="1"), target)

    def fail(path: Path, content: bytes) -> None:
        raise OSError(code, os.strerror(code), str(path))

    monkeypatch.setattr(writer, "_write", fail)
    with pytest.raises(PublishError, match="cannot write the site"):
        publish(files(a="2", b="2"), target)
    assert tree(target) == {"a": "1", "b": "1"}
    assert [path.name for path in tmp_path.iterdir() if "staging" in path.name] == []


KILLED = """
import os, signal, sys
from pathlib import Path
from atlas_ssg.model.output import OutputFile
from atlas_ssg.output import writer
write, left = writer._write, [int(sys.argv[2])]
def dying(path, content):
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    left[0] -= 1
    write(path, content)
writer._write = dying
writer.publish([OutputFile(f"f{n}", b"new") for n in range(8)], Path(sys.argv[1]))
"""


@pytest.mark.parametrize("writes", [0, 3, 8])
def test_a_killed_build_leaves_the_last_site_and_is_swept(tmp_path: Path, writes: int) -> None:
    target = tmp_path / "out"
    old = [OutputFile(f"f{n}", b"old") for n in range(8)]
    publish(old, target)
    done = subprocess.run([sys.executable, "-c", KILLED, str(target), str(writes)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert set(tree(target).values()) == {"old"}
    assert publish(old, target).written == ()
    assert sorted(path.name for path in tmp_path.iterdir()) == [".out.lock", "out"]


def test_without_exchange_two_renames_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("atlas_ssg.output.exchange._exchange_at_once", lambda left, right: False)
    target = tmp_path / "out"
    publish(files(a="1"), target)
    publish(files(a="2"), target)
    assert tree(target) == {"a": "2"}
    assert sorted(path.name for path in tmp_path.iterdir()) == [".out.lock", "out"]


def test_manifest_is_sorted_and_names_every_file(tmp_path: Path) -> None:
    target = tmp_path / "out"
    publish(files(b="1", a="2"), target)
    assert json.loads((target / MANIFEST).read_text())["files"] == ["a", "b"]


def test_clean_writes_everything_anew(tmp_path: Path) -> None:
    target = tmp_path / "out"
    publish(files(a="1"), target)
    assert publish(files(a="1"), target, clean=True).written == ("a",)


def test_a_folder_that_may_not_be_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, **_: object) -> bool:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_dir", refuse)
    with pytest.raises(PublishError, match="permission denied"):
        publish(files(a="1"), tmp_path / "site")
