"""When pages came, from real git histories of a few commits."""

import shutil
from pathlib import Path

import pytest

from atlas_ssg.cache import Memo
from atlas_ssg.config import Config, ConfigFile
from atlas_ssg.status.history import read_history
from tests.status.histories import git, history_of, move, write

LONG = "\n".join(f"line {n}" for n in range(40))


def test_a_page_counts_from_the_commit_that_first_added_it(tmp_path: Path) -> None:
    steps = [
        ("2026-03-02", write(a="one")),
        ("2026-03-10", write(a="changed", b="two")),
        ("2026-03-20", write(b="changed")),
    ]
    found = read_history(history_of(tmp_path, steps))
    assert found.added == {"a.md": "2026-03-02", "b.md": "2026-03-10"}


def test_renames_are_followed_also_with_a_few_edits(tmp_path: Path) -> None:
    def edit(content: Path) -> None:
        move({"b.md": "systems/x/storage.md"})(content)
        path = content / "systems/x/storage.md"
        path.write_text(path.read_text() + "\none more line")

    steps = [
        ("2026-03-02", write(a=LONG)),
        ("2026-03-10", move({"a.md": "b.md"})),
        ("2026-03-20", edit),
    ]
    assert read_history(history_of(tmp_path, steps)).added == {"systems/x/storage.md": "2026-03-02"}


def test_a_page_that_went_and_came_back_is_as_old_as_it_was(tmp_path: Path) -> None:
    steps = [
        ("2026-03-02", write(a=LONG)),
        ("2026-03-10", lambda content: (content / "a.md").unlink()),
        ("2026-04-20", write(a="something else altogether")),
    ]
    assert read_history(history_of(tmp_path, steps)).added["a.md"] == "2026-03-02"


def test_branches_and_merges(tmp_path: Path) -> None:
    config = history_of(tmp_path, [("2026-03-02", write(a="one"))])
    git(tmp_path, "checkout", "--quiet", "-b", "side")
    write(b="two")(config.content)
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "-m", "side", day="2026-03-05")
    git(tmp_path, "checkout", "--quiet", "main")
    write(c="three")(config.content)
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "-m", "main", day="2026-03-06")
    git(tmp_path, "merge", "--quiet", "--no-edit", "side", day="2026-03-30")
    assert read_history(config).added == {
        "a.md": "2026-03-02", "b.md": "2026-03-05", "c.md": "2026-03-06",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["naïve café.md", 'quo"te.md', "new\nline.md", "A"])
def test_names_of_any_kind(tmp_path: Path, name: str) -> None:
    config = history_of(tmp_path, [("2026-03-02", lambda c: (c / name).write_text("x"))])
    assert read_history(config).added == {name: "2026-03-02"}


def test_files_outside_the_content_are_none_of_ours(tmp_path: Path) -> None:
    def both(content: Path) -> None:
        (content / "a.md").write_text("x")
        (content.parent / "README.md").write_text("y")

    assert read_history(history_of(tmp_path, [("2026-03-02", both)])).added == {
        "a.md": "2026-03-02"
    }


def test_the_content_may_be_the_whole_checkout(tmp_path: Path) -> None:
    config = history_of(tmp_path, [("2026-03-02", write(a="x"))])
    whole = Config(tmp_path, tmp_path, tmp_path / "output", None, config.file)
    assert read_history(whole).added == {"content/a.md": "2026-03-02"}


def test_a_reader_s_own_settings_change_nothing(tmp_path: Path) -> None:
    config = history_of(
        tmp_path, [("2026-03-02", write(a=LONG)), ("2026-03-09", move({"a.md": "b.md"}))]
    )
    for key, value in {"diff.renames": "false", "log.showSignature": "true", "color.ui": "always",
                       "log.date": "relative", "core.quotePath": "true"}.items():  # fmt: skip
        git(tmp_path, "config", key, value)
    assert read_history(config).added == {"b.md": "2026-03-02"}


def test_without_git_nothing_is_known(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    config = Config(tmp_path, tmp_path / "content", tmp_path / "output", None, ConfigFile())
    assert read_history(config).added == {}
    git(tmp_path, "init", "--quiet")
    assert read_history(config).added == {}, "a checkout without a commit"


def test_a_git_that_is_not_there_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = history_of(tmp_path, [("2026-03-02", write(a="x"))])
    monkeypatch.setenv("PATH", "")
    assert read_history(config).added == {}


def test_a_shallow_clone_claims_nothing(tmp_path: Path) -> None:
    origin = tmp_path / "origin"
    history_of(origin, [("2026-03-02", write(a="x")), ("2026-03-09", write(b="y"))])
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{origin}", "clone")
    clone = tmp_path / "clone"
    config = Config(clone, clone / "content", clone / "output", None, ConfigFile())
    assert read_history(config).added == {}


def test_the_same_commit_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = history_of(tmp_path, [("2026-03-02", write(a="x"))])
    memo = Memo()
    first = read_history(config, memo)
    assert read_history(config, memo) is first
    write(b="y")(config.content)
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "-m", "more", day="2026-03-09")
    assert read_history(config, memo).added == {"a.md": "2026-03-02", "b.md": "2026-03-09"}


@pytest.mark.parametrize("recorded", [True, False])
def test_a_head_that_moves_back_or_aside_is_seen(tmp_path: Path, recorded: bool) -> None:
    steps = [("2026-03-02", write(a="x")), ("2026-03-09", write(b="y"))]
    config = history_of(tmp_path, steps)
    if not recorded:  # some keep no record of where the head was
        git(tmp_path, "config", "core.logAllRefUpdates", "false")
        shutil.rmtree(tmp_path / ".git/logs")
    memo = Memo()
    assert read_history(config, memo).added == {"a.md": "2026-03-02", "b.md": "2026-03-09"}
    git(tmp_path, "reset", "--quiet", "--hard", "HEAD~1")
    assert read_history(config, memo).added == {"a.md": "2026-03-02"}
    git(tmp_path, "checkout", "--quiet", "--orphan", "other")
    git(tmp_path, "commit", "--quiet", "-m", "anew", day="2026-05-05")
    assert read_history(config, memo).added == {"a.md": "2026-05-05"}
