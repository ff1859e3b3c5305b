"""`atlas-ssg new diagram | incident | guide | source`: what it writes, and that it never counts."""

import json
import shutil
from pathlib import Path

import pytest

from atlas_ssg.cache import Memo
from atlas_ssg.cli.main import main
from atlas_ssg.config import load
from atlas_ssg.content import load as load_content
from atlas_ssg.diagrams.renderer import Renderer
from atlas_ssg.model.diagnostic import Diagnostic, Severity
from atlas_ssg.model.diagram import Failed
from atlas_ssg.pipeline import Examined, examine
from atlas_ssg.progress import SILENT, StageClock
from tests.fake_renderer import FakeRenderer

ROOT = Path(__file__).parent.parent.parent
PAGES = (
    ("diagram", "netflix/storage", "systems/netflix/storage.md"),
    ("diagram", "systems/netflix/failure-domains.md", "systems/netflix/failure-domains.md"),
    ("diagram", "uber/cost-breakdown", "systems/uber/cost-breakdown.md"),
    ("diagram", "patterns/bulkhead", "patterns/bulkhead.md"),
    ("diagram", "costs/object-storage", "costs/object-storage.md"),
    ("incident", "cloudflare-2019-07-02", "incidents/cloudflare-2019-07-02.md"),
    ("guide", "redis-oom", "debugging/redis-oom.md"),
)


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An atlas with the real configuration, and so the real planes, gates and rules."""
    shutil.copy(ROOT / "atlas.toml", tmp_path)
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def new(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["new", *arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def examined(renderer: Renderer | None = None) -> Examined:
    return examine(load(), renderer or FakeRenderer(), StageClock(SILENT), Memo())


def errors_of(seen: Examined, path: str) -> list[Diagnostic]:
    return [d for d in seen.diagnostics if d.place.path == path and d.severity is Severity.ERROR]


@pytest.mark.parametrize(("thing", "name", "path"), PAGES)
def test_a_skeleton_is_in_its_place_fails_the_check_and_never_counts(
    thing: str, name: str, path: str
) -> None:
    assert new(thing, name) == 0
    seen = examined()
    codes = {d.code for d in errors_of(seen, f"content/{path}")}
    assert {"MM001", "WD001", "SR003"} <= codes, "the guard, the TODOs, no figures"
    assert seen.indexes.coverage.diagrams == seen.indexes.coverage.concepts == 0
    assert len(seen.indexes.coverage.broken) == 1
    assert isinstance(seen.site.diagrams[path, 1], Failed)


@pytest.mark.parametrize(("thing", "name", "path"), PAGES)
def test_without_the_guard_every_todo_is_still_an_error(thing: str, name: str, path: str) -> None:
    new(thing, name)
    file = Path("content", path)
    lines = file.read_text().splitlines()
    todos = sum("TODO" in line for line in lines)
    kept = [line for line in lines if "take this line out" not in line]
    assert len(kept) == len(lines) - 1
    file.write_text("\n".join(kept) + "\n")
    seen = examined()
    found = {d.place.line for d in errors_of(seen, f"content/{path}")}
    marked = {at for at, line in enumerate(kept, 1) if "TODO" in line}
    assert marked <= found
    assert len(marked) == todos - 1


def test_it_has_the_planes_the_questions_and_the_headings(project: Path) -> None:
    new("incident", "github-2018-10-21", "--title", "GitHub: the split")
    text = (project / "content/incidents/github-2018-10-21.md").read_text()
    assert 'title: "GitHub: the split"' in text
    for plane in ("edgeStyle", "serviceStyle", "stateStyle", "controlStyle"):
        assert f":::{plane}" in text
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == [
        "## Summary", "## Impact", "## Root causes", "## Trigger", "## Detection",
        "## Resolution", "## Timeline", "## What went well", "## What went wrong",
        "## At 3 AM", "### Error messages", "### Logs", "### Metrics", "### Runbook",
        "### Recovery", "## Failure", "### Failure modes", "### Blast radius",
        "### Recovery time", "### Data loss", "### Rollback",
    ]  # fmt: skip


def test_a_kind_asks_what_it_must_show(project: Path) -> None:
    new("diagram", "netflix/storage")
    text = (project / "content/systems/netflix/storage.md").read_text()
    assert 'title: "Netflix storage"' in text
    assert "- TODO: replication lag" in text
    assert "## At 3 AM" not in text, "another kind owns these questions"


@pytest.mark.parametrize("thing", ["diagram", "incident", "guide"])
def test_nothing_is_overwritten(
    thing: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "patterns/mine" if thing == "diagram" else "mine"
    new(thing, name)
    (page,) = (project / "content").rglob("mine.md")
    page.write_text("mine")
    assert new(thing, name) == 2
    assert "is there already" in capsys.readouterr().err
    assert page.read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("diagram", "netflx/storage"), "did you mean `netflix`"),
        (("diagram", "netflix/storag"), "did you mean `storage`"),
        (("diagram", "netflix"), "two parts"),
        (("diagram", "patterns/../../etc"), "two parts"),
        (("diagram", "patterns/.."), "no name for a page"),
        (("incident", "../out"), "no name for a page"),
        (("guide", "Two Words"), "no name for a page"),
        (("source", "a/b"), "is no key"),
        (("source", "ok", "--publisher", "../x"), "no name for a file"),
    ],
)
def test_what_cannot_be_is_told(
    arguments: tuple[str, ...], said: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(*arguments) == 2
    assert said in capsys.readouterr().err
    assert list((project / "content").iterdir()) == []


OTHER_NAMES = """\
[[categories]]
id = "services"
title = "Services"
folder = "our-services"
role = "systems"

[[categories]]
id = "outages"
title = "Outages"
folder = "what-broke"
role = "incidents"

[[categories]]
id = "alerts"
title = "Alerts"
folder = "alerts"
role = "guides"

[[kinds]]
id = "storage"
title = "Storage"

[[systems]]
id = "ledger"
title = "Ledger"
"""


def test_an_atlas_of_other_names_has_the_same_skeletons(project: Path) -> None:
    (project / "atlas.toml").write_text(OTHER_NAMES)
    for thing, name in (("diagram", "ledger/storage"), ("incident", "a"), ("guide", "b")):
        assert new(thing, name) == 0
    written = {p.relative_to("content").as_posix() for p in Path("content").rglob("*.md")}
    assert written == {"our-services/ledger/storage.md", "what-broke/a.md", "alerts/b.md"}


def test_an_atlas_without_the_category_says_so(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "atlas.toml").write_text('[site]\ntitle = "Other"\n')
    assert new("incident", "mine") == 2
    assert 'role = "incidents"' in capsys.readouterr().err


def test_a_source_is_refused_until_it_is_filled_in(project: Path) -> None:
    assert new("source", "netflix-zuul-2018") == 0
    path = project / "content/sources/netflix.yaml"
    assert {d.code for d in examined().diagnostics} >= {"BI001"}
    assert examined().site.library.references == {}
    filled = path.read_text().replace("[[TODO]]", "[[2018, 5]]").replace('"TODO"', '"Zuul 2"', 1)
    path.write_text(
        filled.replace('URL: "TODO"', "URL: https://a.test/").replace("TODO", "reported")
    )
    (entry,) = load_content(load()).library.references.values()
    assert (entry.key, entry.title, entry.issued) == ("netflix-zuul-2018", "Zuul 2", "2018-05")


def test_even_with_title_and_address_a_source_has_no_provenance_yet() -> None:
    new("source", "netflix-a", "--title", 'Say "no": x', "--url", "https://a.test/x?y=1#z")
    seen = examined()
    assert [d.code for d in seen.diagnostics if d.code == "BI001"] == ["BI001"]
    assert seen.site.library.references == {}


def test_a_second_source_joins_the_first_at_its_depth(project: Path) -> None:
    folder = project / "content/sources"
    folder.mkdir()
    path = folder / "netflix.yaml"
    known = "references:\n- id: netflix-a\n  title: A\n  URL: https://a.test/\n  custom: {provenance: reported}\n"  # noqa: E501 - one file
    path.write_text(known)
    assert new("source", "netflix-b") == 0
    assert path.read_text().startswith(known)
    assert path.read_text().splitlines()[5] == '- id: "netflix-b"'
    assert list(load_content(load()).library.references) == ["netflix-a"]


def test_a_key_is_taken_wherever_it_stands(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new("source", "netflix-a", "--publisher", "other")
    before = (project / "content/sources/other.yaml").read_bytes()
    assert new("source", "netflix-a") == 2
    assert "is there already, in other.yaml" in capsys.readouterr().err
    assert [path.name for path in (project / "content/sources").iterdir()] == ["other.yaml"]
    assert (project / "content/sources/other.yaml").read_bytes() == before


def test_a_file_of_another_form_is_left_alone(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "content/sources").mkdir()
    path = project / "content/sources/netflix.yaml"
    path.write_text("something: else\n")
    assert new("source", "netflix-b") == 2
    assert "does not begin with `references:`" in capsys.readouterr().err
    assert path.read_text() == "something: else\n"


@pytest.mark.browser
def test_mermaid_itself_refuses_a_skeleton(capsys: pytest.CaptureFixture[str]) -> None:
    new("diagram", "netflix/storage")
    new("incident", "mine")
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        main(["check", "--output-format", "json", "--select", "MM001"])
    assert ended.value.code == 1
    found = json.loads(capsys.readouterr().out)
    assert {d["code"] for d in found} == {"MM001"}
    assert len(found) == 2
