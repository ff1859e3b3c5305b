"""`atlas-ssg sources`: the bibliography, what has gone stale or away, and what is new."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from atlas_ssg.cli.exits import COULD_NOT_RUN, FINDINGS, FINE
from atlas_ssg.cli.options import configuration, site_options
from atlas_ssg.cli.report import Reporter
from atlas_ssg.cli.today import today

if TYPE_CHECKING:
    from atlas_ssg.config import Config
    from atlas_ssg.pipeline import Examined
    from atlas_ssg.sources.discovery import Discovery
    from atlas_ssg.sources.ledger import Checked, Entry

_ORDERS = ("key", "read", "issued", "figures", "provenance")
_LISTS = Path("data/discovery")
_WIDE = 200  # columns where there is no terminal
_SHOWN = 10  # leads that the terminal shows; the files hold them all


@click.group("sources")
def command() -> None:
    """Look after the sources that the atlas rests on."""


_json = click.option("--json", "as_json", is_flag=True, help="As JSON.")


@command.command("list")
@click.argument("keys", nargs=-1)
@site_options
@click.option("--system", default="", help="Only sources of pages of this system.")
@click.option("--provenance", default="", help="Only this kind of evidence.")
@click.option("--sort", "order", type=click.Choice(_ORDERS), default="key", show_default=True)
@_json
def list_sources(
    keys: tuple[str, ...], system: str, provenance: str, order: str, as_json: bool, **site: Any
) -> int:
    """List sources with their age and what rests on each; with KEYS, every figure of those."""
    from atlas_ssg.sources.ledger import Order, ledger, ordered

    _, seen = _examined(**site)
    entries = ledger(seen.site, seen.indexes)
    _require_known(keys, [entry.key for entry in entries])
    chosen = ordered(
        [
            entry
            for entry in entries
            if (not keys or entry.key in keys)
            and (not system or system in entry.systems)
            and (not provenance or provenance == entry.provenance)
        ],
        Order(order),
    )
    if as_json:
        click.echo(json.dumps([asdict(entry) for entry in chosen], indent=1, ensure_ascii=False))
    elif keys:
        _details(chosen)
    else:
        _print_table(chosen)
    return FINE


@command.command("stale")
@site_options
@click.option(
    "--months",
    type=click.IntRange(min=0),
    help="Not read for more months than these (default: each provenance's own limit).",
)
@_json
def stale_sources(months: int | None, as_json: bool, **site: Any) -> int:
    """List sources that must be read again, the longest ago first: exit 1 when there are some."""
    from atlas_ssg.sources.ledger import ledger, stale

    _, seen = _examined(**site)
    found = stale(ledger(seen.site, seen.indexes), today().isoformat(), months)
    if as_json:
        click.echo(json.dumps([asdict(entry) for entry in found], indent=1, ensure_ascii=False))
    elif found:
        _print_table(found)
    else:
        Reporter().line("Every source was read in time.")
    return FINDINGS if found else FINE


@command.command("check")
@site_options
@_json
def check_sources(as_json: bool, **site: Any) -> int:
    """Ask for every source on the web: exit 1 when one is gone, with where a copy may be."""
    from atlas_ssg.cache import Cache
    from atlas_ssg.cli.progress import progress_for
    from atlas_ssg.progress import StageClock
    from atlas_ssg.sources.ledger import check, ledger
    from atlas_ssg.sources.reachability import OFFLINE, Verdict

    settings, seen = _examined(**site)
    with progress_for(Reporter().console) as progress:
        clock = StageClock(progress)
        with clock.stage("links"):
            entries = ledger(seen.site, seen.indexes)
            checked = check(entries, Cache(settings.cache), clock.advance)
    if checked and all(one.answer.why == OFFLINE for one in checked):
        Reporter().problem(OFFLINE)
        return COULD_NOT_RUN
    if as_json:
        click.echo(json.dumps([_checked(one) for one in checked], indent=1, ensure_ascii=False))
    else:
        _print_checked(checked)
    return FINDINGS if any(one.answer.verdict is Verdict.DEAD for one in checked) else FINE


@command.command("discover")
@site_options
@click.option("--limit", type=click.IntRange(min=1), default=40, show_default=True,
              help="At most so many articles on the list.")  # fmt: skip
@click.option("--output", type=click.Path(path_type=Path, file_okay=False),
              help=f"Folder of the weekly lists (default: {_LISTS.as_posix()}).")  # fmt: skip
@_json
def discover_sources(limit: int, output: Path | None, as_json: bool, **site: Any) -> int:
    """Read the feeds of atlas.toml and write this week's list: exit 1 when no feed could be read.

    Articles that were seen in an earlier week, or are sources already, are left out.
    """
    from atlas_ssg.output.parcel import put
    from atlas_ssg.sources.weekly import as_json as to_json
    from atlas_ssg.sources.weekly import markdown

    settings, seen = _examined(**site)
    if not settings.file.sources.feeds:
        raise click.UsageError(
            "there are no feeds: name some under [[sources.feeds]] in atlas.toml"
        )
    found = _discovered(settings, seen)
    folder = output or settings.root / _LISTS
    for suffix, text in ((".md", markdown(found, limit)), (".json", to_json(found, limit))):
        put(folder / (found.week + suffix), text.encode())
    if as_json:
        click.echo(to_json(found, limit), nl=False)
    else:
        _print_leads(found)
    return _told(found, output or _LISTS)


def _examined(
    config: Path | None, content: Path | None, base_url: str | None, jobs: int | None
) -> tuple[Config, Examined]:
    """The site, read and drawn."""
    from atlas_ssg.cache import Memo
    from atlas_ssg.cli.progress import progress_for
    from atlas_ssg.diagrams.chromium import ChromiumRenderer
    from atlas_ssg.pipeline import examine
    from atlas_ssg.progress import StageClock

    settings = configuration(config, content, base_url, jobs)
    with progress_for(Reporter().console) as progress, ChromiumRenderer(settings) as renderer:
        return settings, examine(settings, renderer, StageClock(progress), Memo())


def _discovered(settings: Config, seen: Examined) -> Discovery:
    from atlas_ssg.cli.progress import progress_for
    from atlas_ssg.progress import StageClock
    from atlas_ssg.sources.discovery import discover
    from atlas_ssg.sources.feeds import LIMITS, fetch_feeds
    from atlas_ssg.sources.memory import NAME, recall, remember

    path = settings.root / NAME
    memory = recall(path)
    with progress_for(Reporter().console) as progress:
        clock = StageClock(progress)
        with clock.stage("feeds"):
            urls = [feed.url for feed in settings.file.sources.feeds]
            answers = fetch_feeds(urls, memory.validators, clock.advance, limits=LIMITS)
    references = seen.site.library.references
    found, after = discover(settings.file, seen.indexes, references, memory, answers, today())
    try:
        remember(path, after)
    except OSError as error:
        raise click.FileError(str(path), error.strerror) from None
    return found


def _told(found: Discovery, folder: Path) -> int:
    """Say how it went, and the exit code that it deserves."""
    reporter = Reporter()
    for failure in found.failures:
        reporter.line(f"{failure.title}: {failure.why} ({failure.url})", "yellow")
    read = found.feeds - len(found.failures)
    reporter.line(
        f"{read} of {found.feeds} feeds read, {found.unchanged} of them unchanged; "
        f"{found.new} new articles, {len(found.leads)} this week: "
        f"{(folder / found.week).as_posix()}.md"
    )
    return FINE if read else FINDINGS


def _require_known(keys: Sequence[str], known: list[str]) -> None:
    from atlas_ssg.schema import nearest

    for key in keys:
        if key not in known:
            close = nearest(key, known, 1)
            hint = f" Did you mean `{close[0]}`?" if close else ""
            raise click.UsageError(f"there is no source `{key}`.{hint}")


def _print_table(entries: Sequence[Entry]) -> None:
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="bold")
    for name in ("Source", "Provenance", "Issued", "Read"):
        table.add_column(name, overflow="fold")
    for name in ("Figures", "Pages"):
        table.add_column(name, justify="right")
    table.add_column("Systems", overflow="fold")
    for entry in entries:
        table.add_row(
            entry.key,
            entry.provenance,
            entry.issued or "-",
            entry.read or "never",
            str(len(entry.figures)),
            str(len(entry.pages)),
            ", ".join(entry.systems),
        )
    _console().print(table)


def _details(entries: Sequence[Entry]) -> None:
    console = _console()
    for entry in entries:
        console.print(Text(entry.key, "bold"), Text(entry.title))
        dates = f"issued {entry.issued or 'without a date'}, read {entry.read or 'never'}"
        console.print(f"  {entry.provenance}, {entry.publisher or 'no publisher'}, {dates}")
        for address in filter(None, (entry.url, entry.archive)):
            console.print(f"  {address}")
        for page in entry.pages:
            console.print(f"  cited by {page}")
        for text, subject, place in entry.figures:
            console.print(f"  {text}: {subject} ({place})")


def _checked(one: Checked) -> dict[str, str]:
    return {
        "key": one.entry.key,
        "url": one.entry.url,
        "verdict": one.answer.verdict.value,
        "why": one.answer.why,
        "advice": one.advice,
    }


def _print_checked(checked: Sequence[Checked]) -> None:
    from atlas_ssg.sources.reachability import Verdict

    console = _console()
    styles = {Verdict.DEAD: "bold red", Verdict.UNVERIFIED: "yellow"}
    for one in checked:
        if one.answer.verdict is not Verdict.FINE:
            verdict = Text(one.answer.verdict.value, styles[one.answer.verdict])
            console.print(Text(one.entry.key, "bold"), verdict, Text(_one_line(one.answer.why)))
            console.print(f"  {one.entry.url}")
            if one.advice:
                console.print(f"  {one.advice}")
    tally = {v: sum(one.answer.verdict is v for one in checked) for v in Verdict}
    Reporter().line(
        f"{tally[Verdict.FINE]} of {len(checked)} sources answer, {tally[Verdict.DEAD]} are gone, "
        f"{tally[Verdict.UNVERIFIED]} could not be verified: open those in a browser"
    )


def _print_leads(found: Discovery) -> None:
    console = _console()
    for lead in found.leads[:_SHOWN]:
        console.print(Text(f"{lead.score.points:3}", "bold"), Text(lead.title))
        console.print(Text(f"    {lead.feed} {lead.published} {lead.link}", "dim"))
        if lead.score.targets:
            targets = ", ".join(f"{t.id} ({t.state})" for t in lead.score.targets)
            console.print(f"    could feed {targets}")


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)


def _console() -> Console:
    """Standard output; in a file or a pipe a line is as long as it needs to be."""
    console = Console(highlight=False, emoji=False, markup=False, soft_wrap=True)
    if not console.is_terminal:
        console.width = _WIDE
    return console
