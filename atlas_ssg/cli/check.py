"""`atlas-ssg check`: every rule over the content, and nothing written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from atlas_ssg.checks.formats import FORMATS
from atlas_ssg.cli.exits import FINDINGS, FINE
from atlas_ssg.cli.findings import Findings, Wishes
from atlas_ssg.cli.options import configuration, site_options
from atlas_ssg.config import CONFIG_NAME, Config
from atlas_ssg.model.diagnostic import InputError

_MOST_ROUNDS = 10  # of fixes, each of which may make room for others

_codes: dict[str, Any] = {
    "multiple": True,
    "metavar": "CODE",
    "callback": lambda context, option, values: _split(values),
}


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@site_options
@click.option("--select", help="Only these rules (codes, prefixes, or ALL).", **_codes)
@click.option("--ignore", help="Not these rules.", **_codes)
@click.option("--extend-select", help="These rules too.", **_codes)
@click.option("--fix", is_flag=True, help="Mend what can be mended safely.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix: also what may change the meaning.")
@click.option("--diff", is_flag=True, help="Show what --fix would do; write nothing.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule.")
@click.option("--watch", is_flag=True, help="Check again whenever the content changes.")
@click.option(
    "--baseline/--no-baseline",
    default=None,
    help="Take today's findings as known (atlas-baseline.json); or report known ones as well.",
)
@click.option("--external-links", is_flag=True, help="Also follow links to the web.")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
@click.option(
    "--output-format",
    type=click.Choice(list(FORMATS)),
    default="full",
    show_default=True,
    help="How findings are printed.",
)
@click.option(
    "--output-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write them to a file instead.",
)
def command(
    paths: tuple[Path, ...],
    config: Path | None,
    content: Path | None,
    base_url: str | None,
    jobs: int | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    extend_select: tuple[str, ...],
    watch: bool,
    external_links: bool,
    **wishes: Any,
) -> int:
    """Check the content: exit 0 clean, 1 findings, 2 could not run.

    With PATHS only findings in those files and folders are reported; the whole
    site is read all the same, since links and facts cross pages. A folder
    without an atlas.toml is checked as it is.
    """
    asked = Wishes(paths=tuple(path.resolve() for path in paths), **wishes)
    asked = replace(asked, narrowed=bool(paths or select or ignore))
    if asked.baseline and asked.narrowed:
        raise click.UsageError("--baseline is for all rules on the whole site: name none")
    _require_known(select, ignore, extend_select)
    found = content or _foreign(paths, config)

    def settings() -> Config:
        chosen = configuration(config, found, base_url, jobs)
        _require_inside(paths, chosen)
        return _with_selection(chosen, select, ignore, extend_select)

    return (_watch if watch else _once)(settings, asked, external_links)


def _once(settings: Callable[[], Config], wishes: Wishes, external_links: bool) -> int:
    from atlas_ssg.cli.inspection import Inspection

    findings = Findings(wishes)
    with Inspection(settings(), findings.reporter, external_links) as inspection:
        return _check(inspection, findings)


def _check(inspection: Any, findings: Findings) -> int:
    look = inspection.look()
    wishes = findings.wishes
    if wishes.diff:
        return findings.show_diff(look)
    rounds = _MOST_ROUNDS if wishes.fix else 0
    while rounds and findings.mend(look):
        look = inspection.look()
        rounds -= 1
    return findings.report(look)


def _watch(settings: Callable[[], Config], wishes: Wishes, external_links: bool) -> int:
    """Check until Ctrl+C; a configuration that cannot be read is reported and watched on."""
    from atlas_ssg.cli.inspection import Inspection
    from atlas_ssg.serve.watcher import Sources, Watcher

    findings = Findings(wishes)
    code = FINDINGS
    with Inspection(settings(), findings.reporter, external_links) as inspection:
        watcher = Watcher(lambda: Sources.of(inspection.config))
        watcher.start()
        code = _check(inspection, findings)
        findings.reporter.line("Watching for changes. Ctrl+C ends it.", "dim")
        for changed in watcher.changes():
            try:
                named = inspection.config.path  # it may have another name, or come only now
                if any(path == named or path.name == CONFIG_NAME for path in changed):
                    inspection.configure(settings())
                click.clear()
                code = _check(inspection, findings)
            except InputError as error:
                findings.reporter.diagnostics(error.diagnostics)
                code = FINDINGS
            except click.UsageError as error:  # such as a content folder that is not there
                findings.reporter.problem(error.message)
                code = FINDINGS
    return FINE if wishes.exit_zero else code


def _split(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        code.strip().upper() for value in values for code in value.split(",") if code.strip()
    )


def _require_known(*selections: tuple[str, ...]) -> None:
    from atlas_ssg.checks.codes import KNOWN
    from atlas_ssg.checks.selection import matches_a_rule
    from atlas_ssg.schema import did_you_mean

    for code in (code for selection in selections for code in selection):
        if not matches_a_rule(code):
            close = did_you_mean(code, sorted(KNOWN))
            hint = close if close.startswith("did") else "`atlas-ssg explain` lists all rules"
            raise click.UsageError(f"no rule has the code or prefix {code}: {hint}")


def _foreign(paths: tuple[Path, ...], config: Path | None) -> Path | None:
    """The folder to read where there is no atlas here: the one that holds all PATHS."""
    from os.path import commonpath

    if not paths or config or Path(CONFIG_NAME).is_file() or Path("content").is_dir():
        return None
    folders = [path.resolve() if path.is_dir() else path.resolve().parent for path in paths]
    return Path(commonpath(folders))


def _require_inside(paths: tuple[Path, ...], config: Config) -> None:
    """Paths outside the content would be found clean without having been read."""
    for path in paths:
        real = path.resolve()
        known = (config.content, *((config.path,) if config.path else ()))
        if not any(real == k or real in k.parents or k in real.parents for k in known):
            raise click.UsageError(
                f"{path} is not in {config.file.build.content}/, the folder that is read: "
                "name another with --content"
            )


def _with_selection(
    config: Config, select: tuple[str, ...], ignore: tuple[str, ...], extend: tuple[str, ...]
) -> Config:
    from msgspec.structs import replace as with_fields

    checks = config.file.checks
    changed = with_fields(
        checks,
        select=select or checks.select,
        extend_select=(*checks.extend_select, *extend),
        ignore=(*checks.ignore, *ignore),
    )
    return replace(config, file=with_fields(config.file, checks=changed))
