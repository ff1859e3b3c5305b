"""`atlas-ssg status`: coverage, gates, provenance, velocity, and what comes next."""

from __future__ import annotations

from pathlib import Path

import click

from atlas_ssg.cli.exits import FINDINGS, FINE
from atlas_ssg.cli.options import configuration, site_options

CENTRAL = Path("data/CENTRAL_METRICS.json")


@click.command("status")
@site_options
@click.option("--dashboard", is_flag=True, help="Tables in the terminal (the default).")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON, velocity included.")
@click.option("--update-central", is_flag=True, help=f"Write {CENTRAL.as_posix()}.")
@click.option("--check", is_flag=True, help=f"Exit 1 when {CENTRAL.as_posix()} is out of date.")
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
    if sum((dashboard, as_json, check)) > 1 or (check and update_central):
        raise click.UsageError("choose one of --dashboard, --json, --update-central and --check")
    # Imported here: parsing arguments must not wait for the whole program.
    from atlas_ssg.cli.report import Reporter
    from atlas_ssg.cli.survey import survey
    from atlas_ssg.output.parcel import put
    from atlas_ssg.status.metrics import central, text

    settings = configuration(config, content, base_url, jobs)
    reporter = Reporter()
    found = survey(settings, reporter.console)
    file = settings.root / CENTRAL
    if check:
        if _read(file) == text(central(found)):
            return FINE
        reporter.problem(
            f"{CENTRAL.as_posix()} is {'out of date' if file.exists() else 'missing'}",
            "run `atlas-ssg status --update-central`",
        )
        return FINDINGS
    if update_central:
        put(file, text(central(found)).encode())
        reporter.line(f"wrote {CENTRAL.as_posix()}")
    if as_json:
        click.echo(text(found), nl=False)
    elif dashboard or not update_central:
        from atlas_ssg.cli.dashboard import show

        show(found, settings.file)
    return FINE


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
