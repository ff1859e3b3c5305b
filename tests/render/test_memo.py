"""What is not made again when the memo of the last build is at hand."""

from typing import Any

import pytest

from atlas_ssg.cache import Memo
from atlas_ssg.model.output import OutputFile
from atlas_ssg.render.environment import Templates
from tests.render.small import ARCHITECTURE, FILES, GUIDE, TOML, make


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of the pages that are rendered, as they are."""
    made: list[str] = []
    render = Templates.render

    def counting(self: Templates, name: str, view: Any) -> str:
        made.append(view.meta.address)
        return render(self, name, view)

    monkeypatch.setattr(Templates, "render", counting)
    return made


def test_nothing_is_rendered_twice(printed: list[str]) -> None:
    memo = Memo()
    first = make(memo=memo)
    assert printed
    printed.clear()
    second = make(memo=memo)
    assert printed == []
    assert second.files == first.files


def test_a_changed_page_is_rendered_and_what_shows_it(printed: list[str]) -> None:
    memo = Memo()
    make(memo=memo)
    printed.clear()
    text = ARCHITECTURE.replace("before you drop anything", "before you lift anything")
    changed = make({**FILES, "systems/acme/architecture.md": text}, memo=memo)
    assert "/systems/acme/architecture/" in printed
    assert set(printed).isdisjoint(
        {"/systems/acme/storage/", "/debugging/gravity/", "/incidents/fall/", "/errors/",
         "/sources/press-2020/", "/reference/costs/", "/reference/metrics/"}
    )  # fmt: skip
    assert changed.files == make({**FILES, "systems/acme/architecture.md": text}).files


def test_lines_that_only_move_change_no_table(printed: list[str]) -> None:
    memo = Memo()
    make(memo=memo)
    printed.clear()
    text = ARCHITECTURE.replace("## Numbers", "More words.\n\nAnd more.\n\n## Numbers")
    make({**FILES, "systems/acme/architecture.md": text}, memo=memo)
    assert set(printed).isdisjoint(
        {"/reference/costs/", "/reference/scale/", "/sources/acme-2018/"}
    )


def test_a_changed_figure_changes_every_page_that_shows_it_and_no_other(
    printed: list[str],
) -> None:
    memo = Memo()
    make(memo=memo)
    printed.clear()
    text = ARCHITECTURE.replace("$12 per month", "$13 per month")
    files = {**FILES, "systems/acme/architecture.md": text}
    changed = make(files, memo=memo)
    assert {"/systems/acme/architecture/", "/reference/costs/", "/sources/press-2020/"} <= set(
        printed
    )
    assert set(printed).isdisjoint({"/reference/latency/", "/sources/acme-2018/", "/errors/"})
    assert changed.files == make(files).files


def test_a_changed_title_reaches_the_pages_that_name_it(printed: list[str]) -> None:
    memo = Memo()
    make(memo=memo)
    printed.clear()
    text = ARCHITECTURE.replace("title: Acme architecture", "title: Acme, seen from above")
    files = {**FILES, "systems/acme/architecture.md": text}
    changed = make(files, memo=memo)
    assert {"/systems/acme/storage/", "/systems/", "/a-z/", "/reference/costs/"} <= set(printed)
    assert "/debugging/gravity/" not in printed
    assert changed.files == make(files).files


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('title = "Small atlas"', 'title = "Another"'),
        ('title = "The giants"', 'title = "The large"'),
        ('title = "Edge plane"', 'title = "Border"'),
        ('question = "What runs?"', 'question = "What is there?"'),
        ('title = "3 AM"', 'title = "At night"'),
        ('title = "Which exact messages appear?"', 'title = "Which message?"'),
        ("target = 4", "target = 5"),
        ('title = "Debugging guides"', 'title = "Guides"'),
    ],
)
def test_a_changed_configuration_gives_what_a_fresh_build_gives(old: str, new: str) -> None:
    memo = Memo()
    make(memo=memo)
    assert by_path(make(toml=TOML.replace(old, new), memo=memo).files) == by_path(
        make(toml=TOML.replace(old, new)).files
    )


@pytest.mark.parametrize(
    "removed",
    ["systems/acme/index.md", "systems/acme/storage.md", "debugging/gravity.md",
     "incidents/fall.md", "sources/acme.yaml"],
)  # fmt: skip
def test_a_removed_file_gives_what_a_fresh_build_gives(removed: str) -> None:
    memo = Memo()
    make(memo=memo)
    fewer = {path: text for path, text in FILES.items() if path != removed}
    assert by_path(make(fewer, memo=memo).files) == by_path(make(fewer).files)


def by_path(files: tuple[OutputFile, ...]) -> dict[str, bytes]:
    return {file.path: file.content for file in files}


def test_the_home_page_counts_messages_that_it_does_not_show() -> None:
    guides = {f"debugging/a{number}.md": GUIDE for number in range(9)}
    last = GUIDE.replace('"Anvil: out', '"Zz: out')
    more = last.replace("### Metrics", "- `ERROR: no anvil at all`\n\n### Metrics")
    memo = Memo()
    make({**FILES, **guides, "debugging/z.md": last}, memo=memo)
    files = {**FILES, **guides, "debugging/z.md": more}
    warm, cold = (
        next(f for f in make(files, memo=m).files if f.path == "index.html") for m in (memo, Memo())
    )
    assert warm == cold
