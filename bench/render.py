"""Rendering against mermaid-cli's batch mode on the same diagrams, in turn, as whole processes."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from atlas_ssg.config import load
from atlas_ssg.diagrams.browser import find_executable
from atlas_ssg.diagrams.chromium import ChromiumRenderer
from atlas_ssg.diagrams.renderer import Job
from bench.samples import diagram

ROOT = Path(__file__).parent.parent
PEER = ROOT / "bench/node_modules/.bin/mmdc"
DIAGRAMS = 60
ROUNDS = 3
MANY = 1_000


def run() -> None:
    """Print the ratio to the peer, the share of the wall time that is drawing, and memory."""
    with tempfile.TemporaryDirectory() as folder:
        _against_peer(Path(folder))
    _memory()


def _against_peer(folder: Path) -> None:
    source = folder / "content/all.md"
    source.parent.mkdir()
    fences = "\n\n".join(f"```mermaid\n{diagram(n)}\n```" for n in range(DIAGRAMS))
    source.write_text(f"# All\n\n{fences}\n", encoding="utf-8")
    ratios = []
    for number in range(ROUNDS):
        ours, figures = _ours(folder, number)
        peer = _peer(folder, source)
        ratios.append(peer / ours)
        drawn = figures["diagrams"]
        cores = os.cpu_count() or 1
        ideal = drawn["in_page"] / cores
        share = (drawn["wall"] - drawn["launch"]) / ideal
        print(
            f"  round {number + 1}: {DIAGRAMS} diagrams, whole process: {ours:.2f} s, "
            f"mermaid-cli {peer:.2f} s, {ratios[-1]:.1f} times; "
            f"drawing took {share:.2f} of in-page time / {cores} cores "
            f"({drawn['in_page']:.2f} s; with the wait for the browser {drawn['wall'] / ideal:.2f})"
        )
    print(f"  median: {statistics.median(ratios):.1f} times as fast as mermaid-cli's batch mode")


def _ours(folder: Path, number: int) -> tuple[float, dict[str, dict[str, float]]]:
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "atlas_ssg", "build", "--clean", "--timings", "json",
         "--content", "content", "--output", f"out{number}"],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    return time.perf_counter() - start, json.loads(done.stdout)


def _peer(folder: Path, source: Path) -> float:
    settings = folder / "puppeteer.json"
    arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    settings.write_text(json.dumps({"executablePath": str(find_executable()), "args": arguments}))
    (folder / "peer").mkdir(exist_ok=True)
    start = time.perf_counter()
    subprocess.run(
        [str(PEER), "-p", str(settings), "-i", str(source), "-o", str(folder / "peer/all.md")],
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - start


def _memory() -> None:
    """The memory of browser and program after a fifth of many drawings, and after all."""
    config = load(config=ROOT / "atlas.toml")
    marks = {}
    with ChromiumRenderer(config) as renderer:
        jobs = [Job(f"{diagram(n)}\n") for n in range(MANY)]
        for done, _ in enumerate(renderer.render(jobs), 1):
            if done in {MANY // 5, MANY}:
                marks[done] = _resident(os.getpid())
    print(
        f"  memory of all processes after {MANY // 5} drawings {marks[MANY // 5]:.0f} MB, "
        f"after {MANY} {marks[MANY]:.0f} MB: {marks[MANY] / marks[MANY // 5]:.2f} times"
    )


def _resident(root: int) -> float:
    """Proportional memory (MB) of a process and all below it."""
    listing = subprocess.run(["ps", "-eo", "pid,ppid"], capture_output=True, text=True, check=True)
    parents = [tuple(map(int, line.split())) for line in listing.stdout.splitlines()[1:]]
    family = {root}
    while more := {pid for pid, parent in parents if parent in family} - family:
        family |= more
    total = 0
    for pid in family:
        try:
            text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
    return total / 1024
