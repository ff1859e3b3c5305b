"""`atlas-ssg check`: every rule over the content, and nothing written."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from atlas_ssg.checks import baseline, fixes
from atlas_ssg.checks.formats import FORMATS
from atlas_ssg.cli.exits import FINDINGS, FINE
from atlas_ssg.cli.options import configuration, site_options
from atlas_ssg.cli.progress import progress_for
from atlas_ssg.cli.report import Reporter, counts
from atlas_ssg.config import Config
from atlas_ssg.model.diagnostic import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class _Wishes:
    """What the options ask for."""

    paths: tuple[Path, ...]
    fix: bool
    unsafe_fixes: bool
    diff: bool
    statistics: bool
    baseline: Path | None
    write_baseline: bool
    strict: bool
    exit_zero: bool
    output_format: str
    output_file: Path | None


_codes = {"multiple": True, "metavar": "CODE", "callback": lambda _, __, value: _split(value)}


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@site_options
@click.option("--select", help="Only these rules (codes or prefixes).", **_codes)
@click.option("--ignore", help="Not these rules.", **_codes)
@click.option("--extend-select", help="These rules too.", **_codes)
@click.option("--fix", is_flag=True, help="Mend what can be mended safely.")
@click.option("--unsafe-fixes", is_flag=True, help="Also what may change the meaning.")
@click.option("--diff", is_flag=True, help="Show the fixes instead of making them.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule.")
@click.option("--watch", is_flag=True, help="Check again whenever the content changes.")
@click.option("--baseline", type=click.Path(path_type=Path), help="Known findings to leave out.")
@click.option("--write-baseline", is_flag=True, help="Make today's findings the baseline.")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
@click.option(
    "--output-format",
    type=click.Choice(["full", *FORMATS]),
    default="full",
    show_default=True,
    help="How findings are printed.",
)
@click.option("--output-file", type=click.Path(path_type=Path), help="Write them to a file.")
def command(
    config: Path | None,
    content: Path | None,
    base_url: str | None,
    jobs: int | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    extend_select: tuple[str, ...],
    watch: bool,
    **wishes: object,
) -> int:
    """Check the content: exit 0 clean, 1 findings, 2 could not run.

    With PATHS only findings in those files and folders are reported; the whole
    site is read all the same, since links and facts cross pages.
    """
    settings = _with_selection(
        configuration(config, content, base_url, jobs), select, ignore, extend_select
    )
    asked = _Wishes(**wishes)  # type: ignore[arg-type]
    if watch:
        return _watch(settings, asked)
    return _check(settings, asked)


def _split(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code.strip().upper() for value in values for code in value.split(",") if code)


def _with_selection(
    config: Config, select: tuple[str, ...], ignore: tuple[str, ...], extend: tuple[str, ...]
) -> Config:
    from msgspec.structs import replace as with_fields

    checks = config.file.checks
    chosen = select or checks.select
    changed = with_fields(
        checks, select=(*chosen, *extend) if chosen else (), ignore=(*checks.ignore, *ignore)
    )
    return replace(config, file=with_fields(config.file, checks=changed))


def _check(config: Config, wishes: _Wishes) -> int:
    from atlas_ssg import pipeline
    from atlas_ssg.diagrams.chromium import ChromiumRenderer
    from atlas_ssg.progress import StageClock

    reporter = Reporter()
    with progress_for(reporter.console) as progress, ChromiumRenderer(config) as renderer:
        seen = pipeline.examine(config, renderer, StageClock(progress))
    found = [d for d in seen.diagnostics if _wanted(d, config, wishes.paths)]

    if wishes.fix or wishes.diff:
        fixed = fixes.fix(seen.texts, found, unsafe=wishes.unsafe_fixes)
        if wishes.diff:
            click.echo(fixes.diff(seen.texts, fixed), nl=False)
            return FINDINGS if fixed else FINE
        for path, text in fixed.items():
            (config.root / path).write_text(text, encoding="utf-8")
        if fixed:
            reporter.line(f"mended {len(fixed)} files")
            return _check(config, replace(wishes, fix=False))
    return _report(found, config, wishes, reporter)


def _report(found: list[Diagnostic], config: Config, wishes: _Wishes, reporter: Reporter) -> int:
    known = wishes.baseline or config.root / baseline.NAME
    if wishes.write_baseline:
        reporter.line(f"{baseline.write(known, found)} findings are the baseline now: {known.name}")
        return FINE
    if wishes.baseline or known.exists():
        found, mended = baseline.new_findings(found, baseline.read(known))
        if mended:
            reporter.line(
                f"{mended} findings of the baseline are mended: "
                "write it anew with --write-baseline, so that they cannot come back"
            )
    _print(found, wishes, reporter)
    reporter.line(counts(found) if found else "All checks passed.")
    least = Severity.WARNING if wishes.strict else Severity.ERROR
    failed = any(d.severity >= least for d in found)
    return FINDINGS if failed and not wishes.exit_zero else FINE


def _print(found: Sequence[Diagnostic], wishes: _Wishes, reporter: Reporter) -> None:
    if wishes.statistics:
        for code, count in sorted(Counter(d.code for d in found).items(), key=lambda c: (-c[1], c)):
            click.echo(f"{count:6} {code}")
    elif wishes.output_format == "full" and wishes.output_file is None:
        Reporter.to(sys.stdout).diagnostics(found)
    else:
        chosen = "concise" if wishes.output_format == "full" else wishes.output_format
        text = FORMATS[chosen](found)
        if wishes.output_file:
            wishes.output_file.write_text(text, encoding="utf-8")
        else:
            click.echo(text, nl=False)


def _wanted(diagnostic: Diagnostic, config: Config, paths: tuple[Path, ...]) -> bool:
    if not paths:
        return True
    place = (config.root / diagnostic.place.path).resolve()
    return any(place == (p := path.resolve()) or p in place.parents for path in paths)


def _watch(config: Config, wishes: _Wishes) -> int:
    from atlas_ssg.serve.watcher import changes

    code = _check(config, wishes)
    for _ in changes(config):
        click.clear()
        code = _check(config, wishes)
    return code
