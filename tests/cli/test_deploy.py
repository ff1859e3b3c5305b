"""`atlas-ssg deploy` to a bare repository on this disk: what is on the branch afterwards."""

import os
import subprocess
from pathlib import Path

import pytest

from atlas_ssg.model.output import OutputFile
from atlas_ssg.output.deploy import deploy as publish
from atlas_ssg.output.writer import PublishError
from tests.process import run

BASE = "https://owner.github.io/atlas/"
WHO = {
    "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "C", "GIT_COMMITTER_EMAIL": "c@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
}  # fmt: skip


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env={**os.environ, **WHO}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def deploy(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return run(folder, "deploy", *arguments, **{**WHO, **environment})


@pytest.fixture
def atlas(tmp_path: Path) -> Path:
    """A working copy with a page, and a bare repository beside it as its origin."""
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    git(tmp_path, "init", "--quiet", "--initial-branch=main", "work")
    folder = tmp_path / "work"
    (folder / "content").mkdir()
    (folder / "content/a.md").write_text("# A\n\n[b](b.md)\n")
    (folder / "content/b.md").write_text("# B\n")
    git(folder, "add", "content")
    git(folder, "commit", "--quiet", "-m", "content")
    git(folder, "remote", "add", "origin", "../remote.git")
    return folder


def on_branch(atlas: Path, branch: str = "gh-pages") -> set[str]:
    listed = git(atlas.parent / "remote.git", "ls-tree", "-r", "--name-only", branch)
    return set(listed.split("\n")) - {""}


def shown(atlas: Path, path: str) -> str:
    return git(atlas.parent / "remote.git", "show", f"gh-pages:{path}")


def commits(atlas: Path) -> int:
    return int(git(atlas.parent / "remote.git", "rev-list", "--count", "gh-pages"))


def test_the_site_is_pushed_with_links_for_its_address(atlas: Path) -> None:
    done = deploy(atlas, "--base-url", BASE)
    assert (done.returncode, done.stdout) == (0, f"{BASE}\n"), done.stderr
    files = on_branch(atlas)
    assert {"index.html", "a/index.html", "404.html", "sitemap.xml", ".nojekyll"} <= files
    assert not {"CNAME", ".atlas-manifest.json"} & files
    page = shown(atlas, "a/index.html")
    assert '<a href="../b/">b</a>' in page
    assert f'<link rel="canonical" href="{BASE}a/">' in page
    assert f"<loc>{BASE}a/</loc>" in shown(atlas, "sitemap.xml")
    assert 'href="/atlas/' in shown(atlas, "404.html")


def test_the_working_copy_stays_as_it_was(atlas: Path) -> None:
    deploy(atlas, "--base-url", BASE)
    assert git(atlas, "branch", "--show-current").strip() == "main"
    assert git(atlas, "status", "--porcelain", "--untracked-files=no") == ""
    assert not (atlas / "output").exists()


def test_the_history_goes_on_and_nothing_new_adds_nothing(atlas: Path) -> None:
    deploy(atlas, "--base-url", BASE)
    done = deploy(atlas, "--base-url", BASE)
    assert "were already in gh-pages" in done.stderr
    assert commits(atlas) == 1
    (atlas / "content/b.md").unlink()
    (atlas / "content/a.md").write_text("# A\n")
    done = deploy(atlas, "--base-url", BASE, "-m", "Without b")
    assert done.returncode == 0, done.stderr
    assert commits(atlas) == 2
    assert "b/index.html" not in on_branch(atlas)
    assert (
        git(atlas.parent / "remote.git", "log", "-1", "--format=%s|%cn", "gh-pages")
        == "Without b|C\n"
    )


def test_a_fresh_clone_goes_on_where_the_other_left(atlas: Path) -> None:
    deploy(atlas, "--base-url", BASE)
    git(atlas, "push", "--quiet", "origin", "main")
    git(atlas.parent, "clone", "--quiet", "--branch", "main", "remote.git", "second")
    second = atlas.parent / "second"
    (second / "content/c.md").write_text("# C\n")
    done = deploy(second, "--base-url", BASE)
    assert done.returncode == 0, done.stderr
    assert commits(atlas) == 2
    assert {"b/index.html", "c/index.html"} <= on_branch(atlas)


def test_a_domain_is_written_and_stays(atlas: Path) -> None:
    deploy(atlas, "--base-url", "https://atlas.example.org/", "--cname", "atlas.example.org")
    assert shown(atlas, "CNAME").strip() == "atlas.example.org"
    (atlas / "content/c.md").write_text("# C\n")
    deploy(atlas, "--base-url", "https://atlas.example.org/")
    assert shown(atlas, "CNAME").strip() == "atlas.example.org"
    assert commits(atlas) == 2


def test_without_an_address_nothing_is_done_and_one_is_offered(atlas: Path) -> None:
    git(atlas, "remote", "set-url", "origin", "git@github.com:Owner/atlas.git")
    done = deploy(atlas)
    assert done.returncode == 2
    assert f"--base-url {BASE}" in done.stderr


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://github.com/owner/atlas", BASE),
        ("https://github.com/owner/owner.github.io.git", "https://owner.github.io/"),
        ("https://git.example/owner/atlas.git", "https://OWNER.github.io/REPOSITORY/"),
    ],
)
def test_the_address_that_is_offered(atlas: Path, url: str, address: str) -> None:
    git(atlas, "remote", "set-url", "origin", url)
    assert f"--base-url {address} " in deploy(atlas).stderr


def test_content_with_errors_is_not_published_unless_one_insists(atlas: Path) -> None:
    (atlas / "content/a.md").write_text("# A\n\n[x](gone.md)\n")
    done = deploy(atlas, "--base-url", BASE)
    assert done.returncode == 1
    assert "gone.md" in done.stderr
    assert "nothing was published" in done.stderr
    assert git(atlas.parent / "remote.git", "branch", "--list") == ""
    done = deploy(atlas, "--base-url", BASE, "--with-errors")
    assert done.returncode == 0, done.stderr
    assert "a/index.html" in on_branch(atlas)


def test_only_the_commit(atlas: Path) -> None:
    done = deploy(atlas, "--base-url", BASE, "--no-push", "--branch", "site")
    assert done.returncode == 0, done.stderr
    assert "a/index.html" in git(atlas, "ls-tree", "-r", "--name-only", "site")
    assert git(atlas.parent / "remote.git", "branch", "--list") == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--branch", "main"], "main is checked out"),
        (["--remote", "nowhere"], "nowhere"),
        (["--branch", "--evil"], "no name of a branch"),
        (["--cname", "not a domain"], "is no domain"),
    ],
)
def test_refused_with_a_word_and_no_change(atlas: Path, arguments: list[str], said: str) -> None:
    done = deploy(atlas, "--base-url", BASE, *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert git(atlas, "branch", "--format=%(refname:short)").split() == ["main"]


@pytest.mark.parametrize("path", ["../outside.html", "a/../../outside.html", "/outside.html"])
def test_a_path_that_leads_outside_is_refused(atlas: Path, path: str) -> None:
    with pytest.raises(PublishError, match="no path below the output folder"):
        publish([OutputFile(path, b"x")], atlas, remote="origin", branch="gh-pages")
    assert git(atlas, "branch", "--format=%(refname:short)").split() == ["main"]


def test_a_folder_that_is_no_repository(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("# A\n")
    done = deploy(tmp_path, "--base-url", BASE, GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
    assert done.returncode == 2
    assert "`git init` first" in done.stderr


def test_a_folder_of_somebody_else_is_named_as_such(atlas: Path) -> None:
    foreign = {"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"}
    done = deploy(atlas, "--base-url", BASE, **foreign)
    assert done.returncode == 2
    assert "dubious ownership" in done.stderr
    assert "safe.directory" in done.stderr
    said = run(atlas, "doctor", ATLAS_CHROMIUM="/nowhere", **{**WHO, **foreign}).stdout
    assert "belongs to somebody else" in said
    assert "safe.directory" in said


def test_a_remote_that_refuses_says_so(atlas: Path) -> None:
    hook = atlas.parent / "remote.git/hooks/pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    done = deploy(atlas, "--base-url", BASE)
    assert done.returncode == 2
    assert "not pushed" in done.stderr
    assert "Traceback" not in done.stderr
    hook.unlink()
    assert deploy(atlas, "--base-url", BASE).returncode == 0
    assert "a/index.html" in on_branch(atlas)
