"""`atlas-ssg doctor`: what this machine and folder have, what is missing, and how to get it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from atlas_ssg.cli.exits import COULD_NOT_RUN, FINE
from atlas_ssg.config import CONFIG_NAME, Config, load

_TRIAL = "flowchart LR\n  A[one] --> B[two]\n"
_GIT_SECONDS = 20


class _State(Enum):
    FINE = ("ok", "green")
    REMARK = ("note", "yellow")
    MISSING = ("missing", "bold red")


@dataclass(frozen=True, slots=True)
class _Finding:
    state: _State
    what: str
    said: str
    advice: str = ""


@click.command("doctor")
@click.option("--config", type=click.Path(path_type=Path), help="Configuration file.")
def command(config: Path | None) -> int:
    """Look at everything that a build needs: exit 0 all there, 2 something is missing."""
    console = Console(highlight=False, soft_wrap=True, emoji=False, markup=False)
    missing = False
    for finding in _findings(config):
        missing = missing or finding.state is _State.MISSING
        word, style = finding.state.value
        console.print(Text.assemble((f"{word:<8}", style), f"{finding.what:<10}", finding.said))
        if finding.advice:
            console.print(Text(" " * 18 + finding.advice, style="dim"))
    return COULD_NOT_RUN if missing else FINE


def _findings(path: Path | None) -> Iterator[_Finding]:
    """The findings one by one; drawing comes last, because it takes a second."""
    from atlas_ssg.model.diagnostic import InputError

    yield _python()
    try:
        config = load(config=path)
    except InputError as error:
        first = error.diagnostics[0]
        yield _Finding(_State.MISSING, "atlas", f"{first.place} {first.message}", first.help)
        return
    yield _atlas(config)
    yield _git(config)
    yield _writable("output", config.output, "name another folder with --output")
    yield _cache(config)
    yield from map(_vendored, ("mermaid.min.js", "inter.woff2"))
    yield from _browser(config)


def _python() -> _Finding:
    return _Finding(_State.FINE, "Python", ".".join(map(str, sys.version_info[:3])))


def _atlas(config: Config) -> _Finding:
    if not config.content.is_dir():
        return _Finding(
            _State.REMARK,
            "atlas",
            f"there is no {config.file.build.content}/ here",
            "`atlas-ssg new site .` makes an atlas to start from",
        )
    pages = sum(1 for _ in config.content.rglob("*.md"))
    named = config.path.name if config.path else f"no {CONFIG_NAME}, so the defaults hold"
    return _Finding(_State.FINE, "atlas", f"{pages} pages in {config.content}, {named}")


def _git(config: Config) -> _Finding:
    use = "status and deploy read the history"
    if shutil.which("git") is None:
        return _Finding(_State.REMARK, "git", "not installed", f"{use}: https://git-scm.com")
    try:
        done = subprocess.run(
            ["git", "log", "-1", "--format=%cs"],
            cwd=config.root,
            env={**os.environ, "LC_ALL": "C"},  # messages that we can read
            capture_output=True,
            text=True,
            timeout=_GIT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return _Finding(_State.REMARK, "git", "does not answer", f"{use}: try `git log` here")
    if "dubious ownership" in done.stderr:
        advice = f"git config --global --add safe.directory {config.root}"
        return _Finding(_State.REMARK, "git", "the folder belongs to somebody else", advice)
    if done.returncode:
        return _Finding(_State.REMARK, "git", "no history here", f"{use}: `git init`, then commit")
    return _Finding(_State.FINE, "git", f"last commit {done.stdout.strip()}")


def _writable(what: str, folder: Path, advice: str) -> _Finding:
    """Whether files can be made where `folder` is, or will be."""
    there = next(p for p in (folder.parent, *folder.parent.parents) if p.is_dir())
    try:
        with tempfile.TemporaryFile(dir=there):
            return _Finding(_State.FINE, what, str(folder))
    except OSError as error:
        return _Finding(_State.MISSING, what, f"cannot write in {there}: {error.strerror}", advice)


def _cache(config: Config) -> _Finding:
    if config.cache is None:
        return _Finding(_State.REMARK, "cache", "off: every build draws every diagram")
    found = _writable("cache", config.cache, "builds work without it, but draw anew each time")
    if found.state is _State.MISSING:
        return _Finding(_State.REMARK, found.what, found.said, found.advice)
    size = sum(p.stat().st_size for p in config.cache.rglob("*") if p.is_file())
    return _Finding(_State.FINE, "cache", f"{config.cache}, {size / 1e6:.1f} MB")


def _vendored(name: str) -> _Finding:
    from atlas_ssg.vendor import vendored

    what = {"mermaid.min.js": "Mermaid", "inter.woff2": "font"}[name]
    content = vendored(name)
    if content is None:
        return _Finding(
            _State.MISSING,
            what,
            f"{name} is not there",
            "`make setup` in a checkout (needs npm once); else install the wheel again",
        )
    return _Finding(_State.FINE, what, f"{name}, {len(content) // 1000} kB")


def _browser(config: Config) -> Iterator[_Finding]:
    from atlas_ssg.cache import Cache
    from atlas_ssg.diagrams.browser import VARIABLE, find_executable, missing, version

    executable = find_executable()
    if executable is None:
        yield _Finding(
            _State.MISSING,
            "browser",
            missing(),
            f"`{sys.executable} -m playwright install chromium`, or your system's package, "
            f"or {VARIABLE}=/path/to/chrome",
        )
        return
    said = version(executable, Cache(None))
    shown = said if " " in said else "of an unknown version"  # some say nothing: a digest it is
    yield _Finding(_State.FINE, "browser", f"{shown}, {executable}")
    yield from _drawing(config)


def _drawing(config: Config) -> Iterator[_Finding]:
    """Draws one small diagram: nothing else shows that the browser really works."""
    from atlas_ssg.diagrams.chromium import ChromiumRenderer
    from atlas_ssg.diagrams.renderer import Drawing, Job, RenderError

    with ChromiumRenderer(config) as renderer:
        try:
            answers = [answer for _, answer in renderer.render([Job(_TRIAL)])]
        except RenderError as error:
            yield _Finding(_State.MISSING, "drawing", str(error), error.help)
            return
        remarks = renderer.remarks
    yield from (_Finding(_State.REMARK, "sandbox", remark) for remark in remarks)
    if not remarks:
        yield _Finding(_State.FINE, "sandbox", "on")
    for answer in answers:
        if isinstance(answer, Drawing):
            yield _Finding(_State.FINE, "drawing", "a diagram was drawn")
        else:
            yield _Finding(_State.MISSING, "drawing", answer.message)
