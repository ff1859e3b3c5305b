"""`atlas-ssg serve` as far as no browser is needed; tests/serve/browser has the rest."""

from contextlib import closing
from pathlib import Path

import pytest

from atlas_ssg.cli.main import main
from atlas_ssg.serve.address import listen


def serve(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """Exit status and standard error."""
    with pytest.raises(SystemExit) as ended:
        main(["serve", *arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code, capsys.readouterr().err


def test_a_busy_port_says_so_and_offers_the_next(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)
    with closing(listen("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status, said = serve(capsys, "--port", str(port))
    assert status == 2
    assert f"error: port {port} of 127.0.0.1 is in use" in said
    assert "help: try --port " in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--port", "70000"], "70000"),
        (["--content", "missing"], "there is no such folder"),
        (["--host", "192.0.2.1"], "cannot listen at 192.0.2.1"),
    ],
)
def test_what_cannot_be_served(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    said: str,
) -> None:
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)
    status, err = serve(capsys, *arguments)
    assert status == 2
    assert said in err


def test_a_broken_configuration_ends_it_before_it_begins(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "atlas.toml").write_text("[site]\ntitel = 'x'\n")
    monkeypatch.chdir(tmp_path)
    with closing(listen("127.0.0.1", 0)) as other:
        free = other.getsockname()[1]
    status, said = serve(capsys, "--port", str(free))
    assert status == 2
    assert "atlas.toml:2:1 CF001" in said
