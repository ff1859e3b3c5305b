"""`atlas-ssg search` on a small project, drawn by the fake renderer."""

import json
from pathlib import Path
from typing import Any

import pytest

from atlas_ssg.cli.main import main
from atlas_ssg.config import Config
from tests.fake_renderer import FakeRenderer

MESSAGE = "FATAL: sorry, too many clients already (SQLSTATE 53300)"
PAGES = {
    "debugging/slots.md": (
        f"# Connection slots\n\n## At 3 AM\n\n### Error messages\n\n- `{MESSAGE}`\n"
    ),
    "systems/netflix/storage.md": (
        "# Netflix storage\n\nIt is not about many clients.\n\n"
        '```mermaid\nflowchart LR\n  A["EVCache 5.26"] --> B["Cassandra"]\n```\n'
    ),
}
CONFIG = """\
[[categories]]
id = "debugging"
title = "Debugging guides"
folder = "debugging"

[[categories]]
id = "systems"
title = "Systems"
folder = "systems"

[[systems]]
id = "netflix"
title = "Netflix"
"""


class Renderer(FakeRenderer):
    """The fake renderer where the real one stands."""

    def __init__(self, config: Config) -> None:
        super().__init__()

    def __enter__(self) -> "Renderer":
        return self

    def __exit__(self, *error: object) -> None:
        pass


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "atlas.toml").write_text(CONFIG)
    for path, text in PAGES.items():
        (tmp_path / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / path).write_text(text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("atlas_ssg.diagrams.chromium.ChromiumRenderer", Renderer)


def search(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """Exit status and standard output."""
    with pytest.raises(SystemExit) as ended:
        main(["search", *arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code, capsys.readouterr().out


def rows(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(search(capsys, "--json", *arguments)[1])
    return found


def test_a_pasted_error_finds_its_page_first(capsys: pytest.CaptureFixture[str]) -> None:
    status, out = search(capsys, MESSAGE)
    first, excerpt = out.splitlines()[:2]
    assert status == 0
    assert first == "Connection slots /debugging/slots/"
    assert excerpt.startswith("  ")
    assert "too many clients already" in excerpt


def test_labels_are_found_and_words_need_no_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    assert [row["permalink"] for row in rows(capsys, "EVCache", "5.26")] == [
        "/systems/netflix/storage/"
    ]


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    first = rows(capsys, MESSAGE)[0]
    assert first["permalink"] == "/debugging/slots/"
    assert first["category"] == "debugging"
    assert "\x02" not in first["excerpt"]


def test_filters_and_limit(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(rows(capsys, "clients")) == 2
    assert len(rows(capsys, "clients", "--limit", "1")) == 1
    assert [row["system"] for row in rows(capsys, "clients", "--system", "netflix")] == ["netflix"]
    assert [row["category"] for row in rows(capsys, "clients", "--category", "debugging")] == [
        "debugging"
    ]


def test_nothing_found_is_status_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert search(capsys, "zzzz") == (1, "")
    assert search(capsys, "zzzz", "--json") == (1, "[]\n")
    with pytest.raises(SystemExit):
        main(["search", "zzzz"])
    assert "no page holds that" in capsys.readouterr().err
