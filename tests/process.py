"""`atlas-ssg` as a process of its own, as a user runs it: its exit code, and what it prints.

A server has imported the program once and forks for each run, so that a test
takes the time of its command and not that of the imports.
"""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import time
from pathlib import Path
from subprocess import CompletedProcess

_SECONDS = 120
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(
    [
        "atlas_ssg.cli.main", "atlas_ssg.cli.build", "atlas_ssg.cli.bundle", "atlas_ssg.cli.deploy",
        "atlas_ssg.cli.doctor", "atlas_ssg.pipeline", "atlas_ssg.diagrams.chromium",
        "atlas_ssg.output.deploy", "playwright.async_api",
    ]
)  # fmt: skip


def run(folder: Path, *arguments: str, **environment: str) -> CompletedProcess[str]:
    """The command run in `folder`, with `environment` beside this process's own."""
    with tempfile.TemporaryDirectory() as said:
        out, err = Path(said, "out"), Path(said, "err")
        child = _CONTEXT.Process(
            target=_command, args=(folder, arguments, {**os.environ, **environment}, out, err)
        )
        child.start()
        child.join(_SECONDS)
        if child.is_alive():
            child.kill()
            child.join()
        code = child.exitcode
        assert code is not None
        child.close()
        return CompletedProcess(list(arguments), code, out.read_text(), err.read_text())


def _command(
    folder: Path, arguments: tuple[str, ...], environment: dict[str, str], out: Path, err: Path
) -> None:
    for path, descriptor in ((out, 1), (err, 2)):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT)
        os.dup2(handle, descriptor)
        os.close(handle)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    from atlas_ssg.cli.main import main

    main(list(arguments))
