"""What no command foresaw ends in a line and an exit code, not in a traceback."""

import pytest

from atlas_ssg.cli import main as entry


def test_what_the_system_refuses_is_told_in_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "output/x")

    monkeypatch.setattr(entry.cli, "main", refuse)
    with pytest.raises(SystemExit) as ended:
        entry.main(["build"])
    assert ended.value.code == 2
    assert capsys.readouterr().err == "error: Permission denied: output/x\n"
