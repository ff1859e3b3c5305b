"""What docs/execution/, docs/status.md and docs/sources.md say of the program is so."""

import re
from datetime import date, timedelta
from pathlib import Path

import click
import pytest

from atlas_ssg.cli.main import cli
from atlas_ssg.config import parse
from atlas_ssg.indexes.pace import pace
from atlas_ssg.model.coverage import History

ROOT = Path(__file__).parent.parent
DOCS = (*sorted((ROOT / "docs/execution").glob("*.md")), ROOT / "docs/status.md",
        ROOT / "docs/sources.md")  # fmt: skip
FILE = parse((ROOT / "atlas.toml").read_text(encoding="utf-8"), "atlas.toml")
_COMMAND = re.compile(r"\batlas-ssg ([a-z][^`#\n|]*)")
_ROW = re.compile(r"^\| (?P<cells>.+) \|$", re.MULTILINE)


def commands(text: str) -> list[list[str]]:
    return [match[1].split() for match in _COMMAND.finditer(text)]


def rows(name: str, heading: str) -> list[list[str]]:
    """The rows of the first table below a heading, without its head."""
    text = (ROOT / "docs/execution" / name).read_text(encoding="utf-8")
    table = text.partition(heading)[2].split("\n## ")[0]
    return [m["cells"].split(" | ") for m in _ROW.finditer(table)][1:]


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_command_and_option_that_is_named_exists(path: Path) -> None:
    found = commands(path.read_text(encoding="utf-8"))
    assert found or path.name == "README.md"
    for words in found:
        command: click.Command | None = cli
        context = click.Context(cli)
        for at, word in enumerate(words):
            if not isinstance(command, click.Group) or word.startswith("-"):
                break
            command = command.get_command(context, word)
            assert command is not None, f"{path.name}: atlas-ssg {' '.join(words[: at + 1])}"
        options = {option for p in command.params for option in p.opts} if command else set()
        named = {word.rstrip(").,;:") for word in words if word.startswith("--")}
        assert named <= options, f"{path.name}: atlas-ssg {' '.join(words)}"


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).is_file(), f"{path.name} links to {target}"


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_make_target_exists(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", path.read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= targets


def test_the_plan_is_that_of_the_configuration() -> None:
    monday = date(2026, 1, 5)
    target = sum(category.target for category in FILE.categories)
    planned = pace(History({"a": monday.isoformat()}), ["a"], target, FILE.velocity).planned
    sums = {(date.fromisoformat(day) - monday + timedelta(days=1)).days // 7: n
            for day, n in planned}  # fmt: skip
    weeks = 0
    for row, table in zip(rows("velocity.md", "# Velocity"), FILE.velocity, strict=True):
        months, per_week, count, total = row[0].replace(" to ", "-"), *map(int, row[1:4])
        weeks += count
        assert (months, per_week) == (table.months, table.per_week)
        assert sums[weeks] == total
    assert weeks == max(sums) == 47


def test_the_strategy_adds_up_to_the_targets() -> None:
    targets = {category.id: category.target for category in FILE.categories if category.counted}
    spans = rows("strategy.md", "## The first 900")
    assert sum(int(row[1]) for row in spans) == sum(targets.values()) == 900
    parts: dict[str, int] = dict.fromkeys(targets, 0)
    for row in spans:
        found = re.findall(r"([a-z]+) (\d+)", row[2])
        assert sum(int(n) for _, n in found) == int(row[1])
        for name, count in found:
            parts[name] += int(count)
    assert parts == targets
    later = rows("strategy.md", "## From 900 to 1,500")
    assert {row[0]: int(row[1]) for row in later} == targets
    assert sum(int(row[2]) for row in later) == 1500
