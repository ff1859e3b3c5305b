"""`atlas-ssg search`: the same search as the server's, in a terminal."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from atlas_ssg.cli.exits import FINDINGS, FINE
from atlas_ssg.cli.options import configuration, site_options
from atlas_ssg.cli.progress import progress_for
from atlas_ssg.cli.report import Reporter


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@site_options
@click.option("--category", default="", help="Only pages of this category.")
@click.option("--system", default="", help="Only pages of this system.")
@click.option(
    "--limit",
    type=click.IntRange(1, 100),
    default=10,
    show_default=True,
    help="At most so many pages.",
)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def command(
    words: tuple[str, ...],
    config: Path | None,
    content: Path | None,
    base_url: str | None,
    jobs: int | None,
    category: str,
    system: str,
    limit: int,
    as_json: bool,
) -> int:
    """Find pages by an exact error message or any words: exit 0 found, 1 nothing."""
    from atlas_ssg.cache import Memo
    from atlas_ssg.diagrams.chromium import ChromiumRenderer
    from atlas_ssg.pipeline import examine
    from atlas_ssg.progress import StageClock
    from atlas_ssg.serve.search import searching

    settings = configuration(config, content, base_url, jobs)
    reporter = Reporter()
    with progress_for(reporter.console) as progress, ChromiumRenderer(settings) as renderer:
        site = examine(settings, renderer, StageClock(progress), Memo()).site
    with searching(site) as index:
        hits = index.search(" ".join(words), category=category, system=system, limit=limit)
    if as_json:
        rows = [asdict(hit) | {"excerpt": _bare(hit.excerpt)} for hit in hits]
        click.echo(json.dumps(rows, indent=1, ensure_ascii=False))
    else:
        console = Console(highlight=False, soft_wrap=True, emoji=False, markup=False)
        for hit in hits:
            console.print(Text(hit.title, "bold"), Text(hit.permalink, "dim"))
            console.print(_excerpt(hit.excerpt), "\n")
    if not hits:
        reporter.line("no page holds that: try fewer words, or the fixed part of a message")
    return FINE if hits else FINDINGS


def _bare(excerpt: str) -> str:
    return excerpt.replace("\x02", "").replace("\x03", "")


def _excerpt(excerpt: str) -> Text:
    """The excerpt on one line, its matches bold."""
    result = Text("  ")
    for position, part in enumerate(excerpt.replace("\n", " ").split("\x02")):
        match, _, rest = part.partition("\x03") if position else ("", "", part)
        result.append(match, "bold yellow")
        result.append(rest)
    return result
