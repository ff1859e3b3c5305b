"""Publish a site as a branch of the repository it comes from, as GitHub Pages serves it.

ghp-import makes the commit; before it the remote's branch is fetched, so that
the history goes on, and afterwards a commit that changes nothing is taken back.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from atlas_ssg.model.output import OutputFile
from atlas_ssg.output.writer import PublishError, explain, require_below

_GITHUB = re.compile(r"github\.com[:/](?P<owner>[^/\s]+)/(?P<name>[^/\s]+?)(?:\.git)?/?$")
_NAME = re.compile(r"[A-Za-z0-9][\w./-]*")
_DOMAIN = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_CNAME = "CNAME"
_MESSAGE = "Publish the site"


@dataclass(frozen=True, slots=True)
class Deployed:
    """How many files the branch holds, and whether anything changed."""

    files: int
    changed: bool


def deploy(
    files: Iterable[OutputFile],
    root: Path,
    *,
    remote: str,
    branch: str,
    cname: str | None = None,
    message: str | None = None,
    push: bool = True,
) -> Deployed:
    """Commit `files` to `branch` of the repository that holds `root`, and push it to `remote`.

    A domain (CNAME) that the branch has stays unless `cname` names another.
    Raises `PublishError`.
    """
    files = list(files)
    _require(remote, branch, cname)
    require_below(file.path for file in files)
    git = _Git(root)
    git.require_repository(branch)
    reached = git.fetch(remote, branch, needed=push)
    before = git.revision(f"refs/remotes/{remote}/{branch}" if reached else f"refs/heads/{branch}")
    # A branch that is only here was made by a push that failed: it is not published.
    published = before if reached or not push else ""
    domain = cname or git.show(before, _CNAME)
    try:
        with tempfile.TemporaryDirectory(prefix="atlas-deploy-") as folder:
            _write(files, Path(folder))
            git.commit(folder, remote, branch, domain, message or _MESSAGE)
    except OSError as error:
        raise PublishError(explain(error), "nothing was published") from error
    after = git.revision(f"refs/heads/{branch}")
    if after == before:
        raise PublishError("git did not take the commit", "nothing was published")
    changed = git.tree(after) != git.tree(published)
    if not changed:
        git.run("update-ref", f"refs/heads/{branch}", before)
    elif push:
        git.push(remote, branch)
    return Deployed(len(files), changed)


def guessed_address(root: Path, remote: str) -> str:
    """The address that GitHub Pages gives a repository by default; empty where it is not known."""
    try:
        url = _Git(root).run("config", "--get", f"remote.{remote}.url")
    except PublishError:
        return ""
    match = _GITHUB.search(url.strip())
    if match is None:
        return ""
    owner, name = match["owner"].lower(), match["name"]
    base = f"https://{owner}.github.io/"
    return base if name.lower() == f"{owner}.github.io" else f"{base}{name}/"


class _Git:
    """Git in one folder; what it says is kept for the message."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def run(self, *arguments: str) -> str:
        """What the command prints. Raises `PublishError` with what Git complains of."""
        return self._run(["git", *arguments], f"git {arguments[0]}")

    def _run(self, command: list[str], name: str, **environment: str) -> str:
        try:
            done = subprocess.run(
                command,
                cwd=self._root,
                capture_output=True,
                text=True,
                errors="replace",
                check=False,
                # No question to a terminal that may not be there; messages that we can read.
                env={**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", **environment},
            )
        except FileNotFoundError:
            raise PublishError("git is not installed", "https://git-scm.com/downloads") from None
        if done.returncode:
            said = done.stderr.strip().splitlines() or ["it does not say why"]
            reason = next((line for line in said if line.startswith("fatal: ")), said[-1])
            raise PublishError(f"{name}: {reason.removeprefix('fatal: ')}")
        return done.stdout

    def commit(
        self, folder: str, remote: str, branch: str, domain: str | None, message: str
    ) -> None:
        """Make what is in `folder` the next commit of the branch."""
        # ghp-import reads the committer from `git config` alone; git knows more places.
        identity = self.run("var", "GIT_COMMITTER_IDENT")
        name, _, address = identity.rpartition(">")[0].partition(" <")
        options = ["--no-jekyll", "--remote", remote, "--branch", branch, "--message", message]
        options += ["--cname", domain] if domain else []
        # A process of its own: it works in the current folder, and answers to the environment.
        self._run(
            [sys.executable, "-m", "ghp_import", *options, folder],
            "ghp-import",
            GIT_COMMITTER_NAME=name,
            GIT_COMMITTER_EMAIL=address,
        )

    def revision(self, name: str) -> str:
        """The commit that `name` stands for; empty where there is none."""
        try:
            return self.run("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").strip()
        except PublishError:
            return ""

    def tree(self, commit: str) -> str:
        """What a commit holds."""
        return self.run("rev-parse", f"{commit}^{{tree}}").strip() if commit else ""

    def show(self, commit: str, path: str) -> str | None:
        """A file of a commit, if it is there."""
        try:
            return self.run("show", f"{commit}:{path}").strip() or None if commit else None
        except PublishError:
            return None

    def require_repository(self, branch: str) -> None:
        """Refuse a folder without repository or committer, and the branch that is worked on."""
        try:
            self.run("rev-parse", "--git-dir")
        except PublishError as error:
            help = "deploy publishes a branch: `git init` first"
            if "dubious ownership" in str(error):  # another user's folder, as in a container
                help = f"git config --global --add safe.directory {self._root}"
            raise PublishError(str(error), help) from None
        if self.run("branch", "--show-current").strip() == branch:
            raise PublishError(
                f"{branch} is checked out: publishing would replace what you work on",
                "switch to another branch, or name one with --branch",
            )
        try:
            self.run("var", "GIT_COMMITTER_IDENT")
        except PublishError:
            raise PublishError(
                "git does not know who commits",
                "git config user.name NAME; git config user.email ADDRESS",
            ) from None

    def fetch(self, remote: str, branch: str, *, needed: bool) -> bool:
        """Whether the remote has the branch; its tip is here afterwards."""
        try:
            listed = self.run("ls-remote", "--heads", remote, f"refs/heads/{branch}")
            if not listed.strip():
                return False
            self.run(
                "fetch", "--quiet", "--depth=1", remote,
                f"+refs/heads/{branch}:refs/remotes/{remote}/{branch}",
            )  # fmt: skip
            return True
        except PublishError as error:
            if needed:
                raise PublishError(str(error), f"can you `git fetch {remote}`?") from None
            return False

    def push(self, remote: str, branch: str) -> None:
        """Send the branch."""
        try:
            self.run("push", "--quiet", remote, f"refs/heads/{branch}:refs/heads/{branch}")
        except PublishError as error:
            raise PublishError(
                f"the branch {branch} was made but not pushed: {error}",
                f"may you push to {remote}? Then run it again",
            ) from None


def _require(remote: str, branch: str, cname: str | None) -> None:
    for what, name in (("remote", remote), ("branch", branch)):
        if not _NAME.fullmatch(name):
            raise PublishError(f"{name!r} is no name of a {what}")
    if cname is not None and not _DOMAIN.fullmatch(cname):
        raise PublishError(f"{cname!r} is no domain", "as in --cname atlas.example.org")


def _write(files: Iterable[OutputFile], folder: Path) -> None:
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
        path.chmod(0o644)
