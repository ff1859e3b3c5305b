"""`atlas-ssg check` as people and scripts run it; a fake draws, so no browser starts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from atlas_ssg.cli import inspection
from atlas_ssg.cli.main import main
from atlas_ssg.config import Config
from tests.checks.examined import ROOT, SOURCES, page
from tests.fake_renderer import FakeRenderer

Run = Callable[..., tuple[int, str, str]]
FLOW = "content/systems/netflix/request-flow.md"
CLEAN_SITE = {"content/a.md": "# A\n\n```mermaid\nflowchart LR\n    A --> B\n```\n"}
BROKEN = "# B\n\nText.\n\n```mermaid\nflowchart LR\n    A ?? B\n```\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def renderer(config: Config) -> FakeRenderer:
        return FakeRenderer()

    monkeypatch.setattr(inspection, "ChromiumRenderer", renderer)

    def command(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(["check", *arguments])
        said = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, said.out, said.err

    return command


def write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def write_atlas(folder: Path, **pages: str) -> None:
    """A small project with the atlas's own configuration."""
    write(folder, {"atlas.toml": (ROOT / "atlas.toml").read_text("utf-8"), **pages})
    write(folder, {"content/sources/all.yaml": SOURCES})


def test_a_clean_site_passes(run: Run, tmp_path: Path) -> None:
    write(tmp_path, CLEAN_SITE)
    assert run() == (0, "", "All checks passed: 1 page, 1 diagram.\n")


def test_findings_go_to_stdout_and_words_to_stderr(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"content/b.md": BROKEN})
    code, out, err = run()
    assert code == 1
    assert out == (
        "content/b.md:7:7 MM001 found `?`; expected an arrow, a new line\n"
        "   |\n"
        " 7 |     A ?? B\n"
        "   |       ^\n"
        "\n"
    )
    assert err == "1 error\n"


def test_an_empty_folder_says_what_to_do(run: Run, tmp_path: Path) -> None:
    code, out, err = run()
    assert (code, out) == (2, "")
    assert "there is no folder content/ here" in err


def test_a_folder_without_pages_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert run() == (0, "", "There is no page to check: no Markdown file was found.\n")


def test_a_foreign_folder_is_checked_as_it_is(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"docs/guide/b.md": BROKEN, "docs/a.md": "# A\n"})
    code, out, _ = run("docs", "--output-format", "concise")
    assert code == 1
    assert out.startswith("docs/guide/b.md:7:7 MM001")


def test_only_findings_in_paths_are_reported(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"content/x/b.md": BROKEN, "content/y/b.md": BROKEN})
    for path in ("content/y", "content/y/b.md"):
        code, out, _ = run(path, "--output-format", "concise")
        assert (code, out.count("\n")) == (1, 1)
        assert out.startswith("content/y/b.md")


def test_a_path_that_is_not_read_is_no_clean_path(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {**CLEAN_SITE, "docs/b.md": BROKEN})
    code, _, err = run("docs/b.md")
    assert code == 2
    assert "--content" in err
    assert run("nowhere")[0] == 2


def test_rules_are_selected_and_ignored(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"content/b.md": BROKEN + "\n[x](no.md)\n"})

    def codes(*arguments: str) -> set[str]:
        _, out, _ = run(*arguments, "--output-format", "json")
        return {finding["code"] for finding in json.loads(out)}

    assert codes() == {"MM001", "LK001"}
    assert codes("--select", "MM") == {"MM001"}
    assert codes("--select", "mm001,LK") == {"MM001", "LK001"}
    assert codes("--ignore", "LK001") == {"MM001"}
    assert codes("--select", "LK", "--extend-select", "MM") == {"MM001", "LK001"}


def test_a_code_that_does_not_exist_is_a_mistake(run: Run, tmp_path: Path) -> None:
    write(tmp_path, CLEAN_SITE)
    code, _, err = run("--select", "MM01")
    assert code == 2
    assert "did you mean `MM001`" in err


def test_warnings_fail_only_when_strict(run: Run, tmp_path: Path) -> None:
    fence = '```mermaid\n%%{init: {"theme": "dark"}}%%\nflowchart LR\n  A --> B\n```\n'
    write(tmp_path, {"content/a.md": "# A\n\n" + fence})
    assert run()[0] == 0
    assert run("--strict")[0] == 1
    assert run("--strict", "--exit-zero")[0] == 0


def test_every_format_and_a_file(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"content/b.md": BROKEN})
    readers: dict[str, Callable[[str], object]] = {
        "full": str, "concise": str, "json": json.loads, "github": str, "sarif": json.loads,
        "junit": lambda text: etree.fromstring(text.encode()),
    }  # fmt: skip
    for name, read in readers.items():
        _, out, _ = run("--output-format", name)
        code, nothing, _ = run("--output-format", name, "--output-file", "report.txt")
        assert (code, nothing) == (1, "")
        assert (tmp_path / "report.txt").read_text("utf-8") == out
        read(out)


def test_a_file_that_cannot_be_written_is_one_line(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"content/b.md": BROKEN})
    code, _, err = run("--output-file", "no/such/folder.txt")
    assert code == 2
    assert "Traceback" not in err


def test_statistics_count_by_rule(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"content/b.md": BROKEN, "content/c.md": BROKEN + "\n[x](no.md)\n"})
    code, out, _ = run("--statistics")
    assert (code, out) == (1, "     2  MM001  mermaid-syntax\n     1  LK001\n")
    _, out, _ = run("--statistics", "--output-format", "json")
    assert json.loads(out)[0] == {"code": "MM001", "name": "mermaid-syntax", "count": 2}


def test_fixes_are_shown_made_and_then_gone(run: Run, tmp_path: Path) -> None:
    text = page(body="It takes 5 msec and 6 secs [@own-2024].\n")
    write_atlas(tmp_path, **{FLOW: text})
    code, out, err = run("--select", "UN", "--diff")
    assert (code, err) == (1, "1 file would change.\n")
    assert "-It takes 5 msec and 6 secs" in out
    assert "+It takes 5 ms and 6 s " in out
    assert (tmp_path / FLOW).read_text("utf-8") == text
    code, out, err = run("--select", "UN", "--fix", "--strict")
    assert (code, out) == (0, "")
    assert err.startswith(f"Mended {FLOW}.\nAll checks passed")
    assert "5 ms and 6 s [@own-2024]" in (tmp_path / FLOW).read_text("utf-8")


def test_an_unsafe_fix_is_made_only_when_asked_for(run: Run, tmp_path: Path) -> None:
    write_atlas(tmp_path, **{FLOW: page(body="It holds 5 gb [@own-2024].\n")})
    code, _, err = run("--select", "UN", "--fix", "--strict")
    assert (code, err) == (1, "1 warning (1 with --fix --unsafe-fixes)\n")
    assert run("--select", "UN", "--fix", "--unsafe-fixes", "--strict")[0] == 0


def test_a_fix_keeps_line_ends_and_byte_order_mark(run: Run, tmp_path: Path) -> None:
    write_atlas(tmp_path, **{FLOW: ""})
    text = page(body="It takes 5 msec [@own-2024].\n").replace("\n", "\r\n")
    (tmp_path / FLOW).write_bytes(b"\xef\xbb\xbf" + text.encode())
    run("--select", "UN", "--fix")
    expected = b"\xef\xbb\xbf" + text.replace("msec", "ms").encode()
    assert (tmp_path / FLOW).read_bytes() == expected


def test_a_baseline_makes_the_next_run_clean_and_new_findings_show(
    run: Run, tmp_path: Path
) -> None:
    write(tmp_path, {f"content/{n}.md": BROKEN for n in range(50)})
    code, out, err = run("--baseline")
    assert (code, out) == (0, "")
    assert "50 findings are known from now on: atlas-baseline.json" in err
    assert run("--strict")[:2] == (0, "")
    assert run("--no-baseline")[0] == 1
    # Lines that come and go elsewhere on the page do not bring an old finding back.
    write(tmp_path, {"content/1.md": "# New\n\nMore.\n\n" + BROKEN})
    assert run()[0] == 0
    write(tmp_path, {"content/1.md": BROKEN + "\n[x](no.md)\n"})
    code, out, err = run("--output-format", "concise")
    assert (code, out.count("\n")) == (1, 1)
    assert "50 known from atlas-baseline.json are not shown." in err


def test_a_mended_finding_is_said_to_be_mended(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"content/b.md": BROKEN, "content/c.md": BROKEN})
    run("--baseline")
    write(tmp_path, {"content/b.md": "# B\n"})
    assert "1 of atlas-baseline.json are mended" in run()[2]
    assert "mended" not in run("content/c.md")[2]


def test_a_baseline_is_of_the_whole_site(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"content/b.md": BROKEN})
    assert run("content/b.md", "--baseline")[0] == 2
    assert run("--select", "MM", "--baseline")[0] == 2
    assert not (tmp_path / "atlas-baseline.json").exists()


def test_a_broken_baseline_is_one_message(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {**CLEAN_SITE, "atlas-baseline.json": "[]"})
    code, _, err = run()
    assert code == 2
    assert "cannot read the baseline" in err


def test_a_broken_configuration_stops_it(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {**CLEAN_SITE, "atlas.toml": "[chekcs]\n"})
    code, out, err = run()
    assert (code, out) == (2, "")
    assert "atlas.toml:1:" in err


def test_the_configuration_selects_too(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"content/b.md": BROKEN, "atlas.toml": '[checks]\nignore = ["MM001"]\n'})
    assert run()[0] == 0
    write(tmp_path, {"atlas.toml": '[checks]\nper_path_ignores = {"content/b.md" = ["MM"]}\n'})
    assert run()[0] == 0


def test_links_to_the_web_are_followed_only_when_asked(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from atlas_ssg.sources import web_links
    from atlas_ssg.sources.reachability import Answer, Verdict

    asked: list[str] = []

    def reach(addresses: object, *rest: object, **more: object) -> dict[str, Answer]:
        asked.extend(addresses)  # type: ignore[arg-type]
        return {url: Answer(Verdict.DEAD, "404 Not Found") for url in asked}

    monkeypatch.setattr(web_links, "reach", reach)
    write(tmp_path, {"content/a.md": "# A\n\n[x](https://a.test/x)\n"})
    assert run()[0] == 0
    assert asked == []
    code, out, _ = run("--external-links", "--output-format", "concise")
    assert code == 1
    assert out == "content/a.md:3:5 LK007 https://a.test/x is dead: 404 Not Found\n"
    silenced = "# A\n\n<!-- atlas: ignore[LK007] kept on purpose -->\n[x](https://a.test/x)\n"
    write(tmp_path, {"content/a.md": silenced})
    assert run("--external-links")[0] == 0
    assert run("--strict")[0] == 0


def test_watching_checks_again_after_a_change(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from atlas_ssg.serve import watcher

    write(tmp_path, CLEAN_SITE)

    def changes(self: object) -> object:
        write(tmp_path, {"content/a.md": BROKEN})
        yield frozenset({tmp_path / "content/a.md"})
        write(tmp_path, {"atlas.toml": "nonsense"})
        yield frozenset({tmp_path / "atlas.toml"})
        write(tmp_path, {"atlas.toml": '[checks]\nignore = ["MM001"]\n'})
        yield frozenset({tmp_path / "atlas.toml"})

    monkeypatch.setattr(watcher.Watcher, "start", lambda self: None)
    monkeypatch.setattr(watcher.Watcher, "changes", changes)
    code, out, err = run("--watch", "--output-format", "concise")
    assert code == 0
    assert out == "content/a.md:7:7 MM001 found `?`; expected an arrow, a new line\n"
    passed, failed, passed_again = (
        err.index("All checks passed"), err.index("1 error"), err.rindex("All checks passed"),
    )  # fmt: skip
    assert passed < failed < err.index("atlas.toml:1") < passed_again


def test_watching_follows_the_configuration_to_another_folder(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from atlas_ssg.serve import watcher

    write(tmp_path, {**CLEAN_SITE, "docs/b.md": BROKEN, "mine.toml": ""})
    watched: list[str] = []

    def changes(self: watcher.Watcher) -> object:
        for folder in ("gone", "docs"):
            write(tmp_path, {"mine.toml": f'[build]\ncontent = "{folder}"\n'})
            yield frozenset({tmp_path / "mine.toml"})
            watched.append(self._sources().folders[0].name)

    monkeypatch.setattr(watcher.Watcher, "start", lambda self: None)
    monkeypatch.setattr(watcher.Watcher, "changes", changes)
    code, out, err = run("--watch", "--config", "mine.toml", "--output-format", "concise")
    assert watched == ["content", "docs"]
    assert code == 1
    assert out.startswith("docs/b.md:7:7 MM001")
    assert "there is no folder gone/ here" in err
