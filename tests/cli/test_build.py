"""`atlas-ssg build` as a new user runs it: real processes, exit codes, what is left on disk."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from atlas_ssg.output.writer import MANIFEST
from tests.process import run

DIAGRAM = "```mermaid\nflowchart LR\n  A[one] --> B[two]\n```\n"


def write(folder: Path, **pages: str) -> Path:
    for name, text in pages.items():
        path = folder / "content" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    done = run(tmp_path, "build")
    assert done.returncode == 2
    assert "there is no folder content/ here" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_text_alone_needs_no_browser(tmp_path: Path) -> None:
    write(tmp_path, a="# A\n\nText.\n")
    done = run(tmp_path, "build", ATLAS_CHROMIUM="/nowhere")
    assert (done.returncode, done.stdout) == (0, "")
    assert "output/index.html" in done.stderr
    assert (tmp_path / "output/a/index.html").is_file()


@pytest.mark.parametrize("earlier", [False, True])
def test_without_a_browser_the_last_site_stays(tmp_path: Path, earlier: bool) -> None:
    if earlier:
        write(tmp_path, a="# A\n\nText.\n")
        run(tmp_path, "build")
    before = snapshot(tmp_path / "output")
    write(tmp_path, a=f"# A\n\n{DIAGRAM}")
    done = run(tmp_path, "build", ATLAS_CHROMIUM="/nowhere")
    assert done.returncode == 2
    assert "ATLAS_CHROMIUM names /nowhere" in done.stderr
    assert "playwright install chromium" in done.stderr
    assert snapshot(tmp_path / "output") == before


@pytest.mark.parametrize(
    ("toml", "place"),
    [
        ("[site]\ntitel = 'x'\n", "atlas.toml:2:1"),
        ("[site\n", "atlas.toml:1:"),
        ("[build]\njobs = 'two'\n", "atlas.toml:2:"),
    ],
)
def test_a_bad_configuration_is_told_at_its_place(tmp_path: Path, toml: str, place: str) -> None:
    write(tmp_path, a="# A\n")
    (tmp_path / "atlas.toml").write_text(toml)
    done = run(tmp_path, "build")
    assert done.returncode == 2
    assert place in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "output").exists()


def test_findings_are_exit_1_and_the_site_is_there(tmp_path: Path) -> None:
    write(tmp_path, a="# A\n\n[x](nope.md)\n")
    done = run(tmp_path, "build")
    assert done.returncode == 1
    assert "content/a.md:3:5 LK001 `nope.md` leads nowhere" in done.stderr
    assert " 3 | [x](nope.md)\n   |     ^^^^^^^" in done.stderr
    assert (tmp_path / "output/a/index.html").is_file()


def test_options_override_the_configuration(tmp_path: Path) -> None:
    write(tmp_path, a="# A\n")
    (tmp_path / "content").rename(tmp_path / "texts")
    done = run(tmp_path, "build", "--content", "texts", "--output", "public/site",
               "--base-url", "https://atlas.example/x/", "--timings", "json")  # fmt: skip
    assert done.returncode == 0
    figures = json.loads(done.stdout)
    assert figures["pages"] == 1
    assert set(figures["stages"]) >= {"read", "parse", "draw", "facts", "index", "check", "render"}
    page = (tmp_path / "public/site/a/index.html").read_text()
    assert '<link rel="canonical" href="https://atlas.example/x/a/">' in page


def test_a_second_build_writes_nothing(tmp_path: Path) -> None:
    write(tmp_path, a="# A\n", b="# B\n")
    run(tmp_path, "build")
    before = snapshot(tmp_path / "output")
    done = run(tmp_path, "build", "--timings", "json")
    assert json.loads(done.stdout)["files"]["written"] == 0
    assert snapshot(tmp_path / "output") == before


def figures(folder: Path) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = json.loads(run(folder, "build", "--timings", "json").stdout)
    return found


@pytest.mark.parametrize("damage", ["edit", "delete"])
def test_a_damaged_output_is_mended_though_no_input_changed(tmp_path: Path, damage: str) -> None:
    write(tmp_path, a="# A\n", b="# B\n")
    run(tmp_path, "build")
    page = tmp_path / "output/a/index.html"
    before = page.read_bytes()
    if damage == "edit":
        page.write_bytes(before.replace(b"A", b"B", 1))
    else:
        page.unlink()
    assert figures(tmp_path)["files"]["written"] == 1
    assert page.read_bytes() == before
    assert figures(tmp_path)["stages"] == {}


def test_findings_are_told_again_when_nothing_changed(tmp_path: Path) -> None:
    write(tmp_path, a="# A\n\n[x](nope.md)\n")
    first, second = run(tmp_path, "build"), run(tmp_path, "build")
    assert "nothing has changed" in second.stderr
    assert (first.returncode, second.returncode) == (1, 1)
    assert "LK001" in second.stderr


def test_a_new_template_configuration_or_page_is_built(tmp_path: Path) -> None:
    write(tmp_path, a="# A\n")
    run(tmp_path, "build")
    for path, text in (
        ("themes/atlas/static/own.css", "main{color:red}"),
        ("atlas.toml", "[site]\ntitle = 'Other'\n"),
        ("content/b.md", "# B\n"),
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
        assert figures(tmp_path)["stages"] != {}, path
        assert figures(tmp_path)["stages"] == {}, path


def test_a_folder_of_somebody_else_is_not_touched(tmp_path: Path) -> None:
    write(tmp_path, a="# A\n")
    (tmp_path / "output").mkdir()
    (tmp_path / "output/letter.txt").write_text("mine")
    done = run(tmp_path, "build")
    assert done.returncode == 2
    assert "was not made by atlas-ssg" in done.stderr
    assert [path.name for path in (tmp_path / "output").iterdir()] == ["letter.txt"]


def test_a_word_that_is_no_command_offers_the_nearest(tmp_path: Path) -> None:
    done = run(tmp_path, "biuld")
    assert done.returncode == 2
    assert "Did you mean 'build'?" in done.stderr


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.browser
def test_real_diagrams_good_and_broken(tmp_path: Path) -> None:
    broken = "# Bad\n\n```mermaid\nflowchart LR\n  A[Load (x)] --> B\n```\n"
    write(tmp_path, good=f"# Good\n\n{DIAGRAM}", bad=broken)
    done = run(tmp_path, "build", "--timings", "json")
    assert done.returncode == 1
    assert "content/bad.md:5:10 MM001 found `(`" in done.stderr
    assert "double quotes" in done.stderr
    assert "<svg" in (tmp_path / "output/good/index.html").read_text()
    assert json.loads(done.stdout)["diagrams"]["browser_started"] is True
    again = json.loads(run(tmp_path, "build", "--timings", "json").stdout)
    assert again["diagrams"]["browser_started"] is False
    assert again["files"]["written"] == 0


@pytest.mark.browser
def test_whatever_the_jobs_the_bytes_are_the_same(tmp_path: Path) -> None:
    fences = "\n".join(DIAGRAM.replace("one", f"one {n}") for n in range(6))
    write(tmp_path, a=f"# A\n\n{fences}", b=f"# B\n\n{DIAGRAM}")
    for jobs in ("1", "3"):
        done = run(tmp_path, "build", "--clean", "--jobs", jobs, "--output", f"out{jobs}")
        assert done.returncode in {0, 1}
    one, three = (
        {name: body for name, (_, body) in snapshot(tmp_path / f"out{jobs}").items()}
        for jobs in (1, 3)
    )
    assert one == three


@pytest.mark.browser
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_build_that_is_stopped_leaves_the_last_site_and_no_browser(
    tmp_path: Path, how: signal.Signals
) -> None:
    write(tmp_path, a="# A\n\nText.\n")
    run(tmp_path, "build")
    before = snapshot(tmp_path / "output")
    many = "\n".join(DIAGRAM.replace("one", f"one {n}") for n in range(400))
    write(tmp_path, a=f"# A\n\n{many}")
    home = Path(tempfile.mkdtemp(prefix="atlas-stop-"))  # short: it holds Unix sockets
    child = subprocess.Popen(
        [sys.executable, "-m", "atlas_ssg", "build"],
        cwd=tmp_path,
        env={**os.environ, "TMPDIR": str(home)},
        stderr=subprocess.PIPE,
    )
    cache = tmp_path / ".atlas/cache/drawing"
    assert within(60, lambda: cache.is_dir() and len(list(cache.rglob("*"))) > 4)
    child.send_signal(how)
    child.communicate(timeout=30)
    assert child.returncode == (130 if how is signal.SIGINT else -signal.SIGKILL)
    assert snapshot(tmp_path / "output") == before
    assert (tmp_path / "output" / MANIFEST).is_file()
    assert within(20, lambda: not processes_of(home))
    shutil.rmtree(home)


def within(seconds: float, condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


def processes_of(home: Path) -> bytes:
    return subprocess.run(["pgrep", "-f", str(home)], capture_output=True).stdout


def test_a_link_that_leads_nowhere_among_the_themes_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path, a="# A\n")
    (tmp_path / "themes/mine").mkdir(parents=True)
    (tmp_path / "themes/mine/x").symlink_to("/nowhere/at/all")
    assert run(tmp_path, "build").returncode == 0


@pytest.mark.browser
def test_a_build_that_draws_drops_what_nobody_reads(tmp_path: Path) -> None:
    forgotten = tmp_path / ".atlas/cache/drawing/00/forgotten"
    forgotten.parent.mkdir(parents=True)
    forgotten.write_bytes(b"")
    os.utime(forgotten, (0, 0))
    write(tmp_path, a="# A\n")
    run(tmp_path, "build")
    assert forgotten.exists()
    write(tmp_path, a=f"# A\n\n{DIAGRAM}")
    run(tmp_path, "build")
    assert not forgotten.exists()
