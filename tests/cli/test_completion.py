"""Shell completion: the scripts are what the shells accept, and complete what there is."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.process import run


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_for_each_shell(shell: str) -> None:
    done = run(Path.cwd(), "completion", shell)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"_ATLAS_SSG_COMPLETE={shell}_complete" in done.stdout
    assert "atlas-ssg" in done.stdout


def test_another_shell_is_refused() -> None:
    done = run(Path.cwd(), "completion", "csh")
    assert done.returncode == 2
    assert "csh" in done.stderr


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("atlas-ssg b", {"build", "bundle"}),
        ("atlas-ssg new s", {"site"}),
        ("atlas-ssg bundle --si", {"--single-file"}),
        ("atlas-ssg completion z", {"zsh"}),
    ],
)
def test_what_is_completed(words: str, offered: set[str]) -> None:
    count = str(len(words.split()) - 1)
    environment = {"_ATLAS_SSG_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": count}
    done = run(Path.cwd(), **environment)
    answers = {line.partition(",")[2] for line in done.stdout.split()}
    assert offered <= answers
    assert all(answer.startswith(words.split()[-1]) for answer in answers)


def test_bash_reads_it(tmp_path: Path) -> None:
    bash = shutil.which("bash")
    assert bash, "the tests need bash"
    script = tmp_path / "atlas-ssg.bash"
    script.write_text(run(Path.cwd(), "completion", "bash").stdout)
    done = subprocess.run(
        [bash, "--norc", "-c", f"source {script} && complete -p atlas-ssg"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "_atlas_ssg_completion" in done.stdout
