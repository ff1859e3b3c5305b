"""`atlas-ssg status`: coverage, gates, provenance and velocity."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from atlas_ssg.cli.exits import FINDINGS, FINE
from atlas_ssg.cli.options import configuration, site_options

CENTRAL = Path("data/CENTRAL_METRICS.json")


@click.command("status")
@site_options
@click.option("--dashboard", is_flag=True, help="Tables in the terminal (the default).")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@click.option("--update-central", is_flag=True, help=f"Write {CENTRAL}.")
@click.option("--check", is_flag=True, help=f"Exit 1 when {CENTRAL} is out of date.")
def command(
    config: Path | None,
    content: Path | None,
    base_url: str | None,
    jobs: int | None,
    dashboard: bool,
    as_json: bool,
    update_central: bool,
    check: bool,
) -> int:
    """Show what is covered, how well it is sourced, and how fast it grows."""
    settings = configuration(config, content, base_url, jobs)
    found = _metrics(settings)
    text = json.dumps(found, indent=1, ensure_ascii=False) + "\n"
    central = settings.root / CENTRAL
    if check:
        current = central.read_text(encoding="utf-8") if central.is_file() else ""
        if current != text:
            click.echo(f"{CENTRAL} is out of date: run atlas-ssg status --update-central", err=True)
            return FINDINGS
        return FINE
    if update_central:
        central.parent.mkdir(exist_ok=True)
        central.write_text(text, encoding="utf-8")
        click.echo(f"wrote {CENTRAL}", err=True)
    if as_json:
        click.echo(text, nl=False)
    elif dashboard or not update_central:
        _dashboard(found)
    return FINE


def _metrics(settings: Any) -> dict[str, Any]:
    from atlas_ssg.diagrams.chromium import ChromiumRenderer
    from atlas_ssg.pipeline import examine
    from atlas_ssg.progress import SILENT, StageClock
    from atlas_ssg.status import metrics
    from atlas_ssg.status.velocity import added_by_week

    with ChromiumRenderer(settings) as renderer:
        seen = examine(settings, renderer, StageClock(SILENT))
    pages = [path for c in seen.indexes.categories if c.counted for path in c.pages]
    weeks = added_by_week(settings.root, settings.content, pages)
    return metrics(seen.site, seen.indexes, settings, weeks)


def _dashboard(found: dict[str, Any]) -> None:
    console = Console(highlight=False)
    diagrams, figures = found["diagrams"], found["figures"]
    console.print(
        f"{diagrams['total']} of {diagrams['target']} diagrams, {diagrams['broken']} broken; "
        f"{figures['total']} figures: {figures['cited']} cited, {figures['derived']} derived, "
        f"{figures['uncited']} without a source, {figures['not_published']} not published"
    )
    console.print(_table("Category", "diagrams target", found["diagrams"]["by_category"]))
    started = {
        name: {"state": s["state"], "kinds": sum(k != "missing" for k in s["kinds"].values())}
        for name, s in found["systems"].items()
        if s["state"] != "not-started"
    }
    console.print(_table("System", "state kinds", started))
    console.print(_table("Gate", "answered linked not_published missing", found["gates"]))
    provenance = {name: {"figures": count} for name, count in found["provenance"].items()}
    console.print(_table("Provenance", "figures", provenance))
    weeks = {week: {"diagrams": count} for week, count in found["velocity"]["weeks"].items()}
    console.print(_table("Week", "diagrams", weeks))
    left = found["velocity"]["projected_weeks"]
    if left is not None:
        console.print(f"{left} weeks to go at the pace of the last weeks")


def _table(title: str, columns: str, rows: dict[str, dict[str, Any]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    table.add_column(title)
    names = columns.split()
    for name in names:
        table.add_column(name.replace("_", " "), justify="right")
    for name, row in rows.items():
        table.add_row(name, *(str(row[column]) for column in names))
    return table
