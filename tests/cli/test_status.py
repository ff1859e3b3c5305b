"""`atlas-ssg status` on a small project, drawn by the fake renderer, and once on the real one."""

import json
from pathlib import Path

import pytest

from atlas_ssg.cli.main import main
from atlas_ssg.config import Config
from atlas_ssg.diagrams.renderer import Refusal
from tests.fake_renderer import FakeRenderer
from tests.status.histories import git

ROOT = Path(__file__).parent.parent.parent
CENTRAL = Path("data/CENTRAL_METRICS.json")
CONFIG = """\
[[categories]]
id = "systems"
title = "Systems"
folder = "systems"
target = 8
[[kinds]]
id = "storage"
title = "Storage"
[[kinds]]
id = "request-flow"
title = "Request flow"
[[systems]]
id = "netflix"
title = "Netflix [red]"
[[gates]]
id = "new-hire"
title = "New hire"
[[gates.items]]
id = "direction"
title = "Does every edge point?"
evidence = ["direction"]
[[velocity]]
months = "1-2"
per_week = 19
"""
PAGE = "# Storage\n\n```mermaid\nflowchart LR\n  A[one] --> B[two]\n```\n"


class Renderer(FakeRenderer):
    """The fake, as the command makes and closes it; it counts what it draws."""

    drawings: int = 0
    refused = False

    def __init__(self, config: Config) -> None:
        super().__init__({"one": Refusal("timeout", "too slow")} if Renderer.refused else None)

    def __enter__(self) -> "Renderer":
        return self

    def __exit__(self, *_: object) -> None:
        Renderer.drawings += len(self.drawn)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "atlas.toml").write_text(CONFIG)
    page = tmp_path / "content/systems/netflix/storage.md"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("atlas_ssg.diagrams.chromium.ChromiumRenderer", Renderer)
    monkeypatch.setattr("atlas_ssg.cli.survey.ChromiumRenderer", Renderer)
    Renderer.drawings, Renderer.refused = 0, False
    return tmp_path


def status(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["status", *arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.mark.usefixtures("project")
def test_the_dashboard_is_the_default(capsys: pytest.CaptureFixture[str]) -> None:
    assert status() == 0
    plain = capsys.readouterr().out
    assert "1 of 8 diagrams" in plain
    assert "Netflix [red]" in plain, "a title is no markup"
    assert "New hire: direction" in plain
    assert "there is no pace" in plain
    assert "draw  netflix: request-flow" in plain
    assert status("--dashboard") == 0
    assert capsys.readouterr().out == plain


def test_a_committed_page_has_a_pace(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(project, "init", "--quiet")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "-m", "one", day="2026-03-04")
    assert status() == 0
    out = capsys.readouterr().out
    assert "2026-W10         1" in out
    assert "1.0 a week lately; 7 to go: 2026-04-26" in out
    status("--json")
    velocity = json.loads(capsys.readouterr().out)["velocity"]
    assert velocity["weeks"] == {"2026-W10": 1}
    assert velocity["finish"] == "2026-04-26"


@pytest.mark.usefixtures("project")
def test_the_central_file_is_written_checked_and_goes_stale(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert status("--check") == 1
    assert "CENTRAL_METRICS.json is missing" in capsys.readouterr().err
    assert status("--update-central") == 0
    assert capsys.readouterr().out == ""
    first = CENTRAL.read_bytes()
    assert status("--check") == 0
    Path("content/systems/netflix/request-flow.md").write_text(PAGE)
    assert status("--check") == 1
    captured = capsys.readouterr()
    assert "is out of date" in captured.err
    assert "--update-central" in captured.err
    assert CENTRAL.read_bytes() == first, "a check writes nothing"
    status("--update-central")
    assert json.loads(CENTRAL.read_bytes())["diagrams"]["total"] == 2


def test_committing_the_central_file_does_not_make_it_stale(project: Path) -> None:
    status("--update-central")
    git(project, "init", "--quiet")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "-m", "all", day="2026-03-04")
    assert status("--check") == 0


@pytest.mark.usefixtures("project")
def test_nothing_is_drawn_twice(capsys: pytest.CaptureFixture[str]) -> None:
    status("--json")
    first = capsys.readouterr().out
    assert Renderer.drawings == 1
    Path("content/.note").write_text("a file more: everything is looked at again, nothing drawn")
    status("--json")
    assert capsys.readouterr().out == first
    assert Renderer.drawings == 1


@pytest.mark.usefixtures("project")
def test_a_failure_that_may_pass_is_not_remembered(capsys: pytest.CaptureFixture[str]) -> None:
    Renderer.refused = True
    status("--json")
    assert json.loads(capsys.readouterr().out)["diagrams"]["broken"] == 1
    Renderer.refused = False
    status("--json")
    assert json.loads(capsys.readouterr().out)["diagrams"]["broken"] == 0


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    "options", [("--json", "--dashboard"), ("--check", "--json"), ("--check", "--update-central")]
)
def test_one_thing_at_a_time(options: tuple[str, ...]) -> None:
    assert status(*options) == 2


def test_a_folder_that_cannot_be_written_is_told(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "data").write_text("a file where the folder should be")
    assert status("--update-central") == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.browser
def test_the_real_atlas(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert status("--json") == 0
    found = json.loads(capsys.readouterr().out)
    pages = [
        path
        for path in Path("content").rglob("*.md")
        if "```mermaid" in path.read_text() and path.name != "index.md"
    ]
    counted = [path for path in pages if path.parts[1] in found["diagrams"]["by_category"]]
    assert found["diagrams"]["total"] + found["diagrams"]["broken"] == len(counted)
    assert found["diagrams"]["target"] == 900
    assert len(found["systems"]) == 30
    assert len(found["gates"]) == 20
    assert all(len(system["kinds"]) == 8 for system in found["systems"].values())
    assert found["systems"]["netflix"]["state"] in {"complete", "partial"}
    assert found["figures"]["total"] > 5 * found["diagrams"]["total"]
