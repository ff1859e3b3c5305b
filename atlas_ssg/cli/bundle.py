"""`atlas-ssg bundle`: the site as one zip, one HTML file or one PDF."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from atlas_ssg.cli.exits import FINDINGS, FINE
from atlas_ssg.cli.options import configuration, site_options
from atlas_ssg.cli.progress import progress_for
from atlas_ssg.cli.report import Reporter, counts
from atlas_ssg.config import Config

if TYPE_CHECKING:
    from atlas_ssg.model.output import Build


@click.command("bundle")
@site_options
@click.option(
    "--single-file",
    metavar="PATH",
    help="Only a page, system or category (systems/netflix), as one HTML file.",
)
@click.option("--pdf", metavar="PATH", help="The same as a PDF with bookmarks.")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    help="Folder to write to, or the file itself (default: dist/, with a dated name).",
)
def command(
    config: Path | None,
    content: Path | None,
    base_url: str | None,
    jobs: int | None,
    single_file: str | None,
    pdf: str | None,
    output: Path | None,
) -> int:
    """Pack the site to be read without a network: a zip, with its SHA-256 beside it.

    The same content gives the same bytes. What was written is printed to
    stdout. Exit 0 clean, 1 written although the content has errors, 2 could
    not run.
    """
    if single_file is not None and pdf is not None:
        raise click.UsageError("--single-file and --pdf make one file each: run it twice")
    settings = configuration(config, content, base_url, jobs)
    reporter = Reporter()
    build = _build(settings, reporter)
    wanted = pdf if single_file is None else single_file
    if wanted is None:
        written = pack(build, settings, output)
    else:
        written = document(build, settings, wanted, output, as_pdf=pdf is not None)
    for path in written:
        click.echo(path)
    if build.failed:
        found = counts(build.diagnostics)
        reporter.line(f"{found} in the content: `atlas-ssg check` shows them", "bold red")
    return FINDINGS if build.failed else FINE


def _build(settings: Config, reporter: Reporter) -> Build:
    """The site with links that end in files, whatever base URL it has on the web."""
    from msgspec.structs import replace as with_fields

    from atlas_ssg import pipeline
    from atlas_ssg.diagrams.chromium import ChromiumRenderer

    site = with_fields(settings.site, base_url="")
    offline = replace(settings, file=with_fields(settings.file, site=site))
    with progress_for(reporter.console) as progress, ChromiumRenderer(offline) as renderer:
        build = pipeline.build(offline, renderer, progress=progress)
    reporter.line(f"{len(build.site.pages)} pages, {len(build.site.diagrams)} diagrams")
    return build


def pack(build: Build, settings: Config, output: Path | None) -> tuple[Path, ...]:
    """Write the zip of a site whose links end in files, and its checksum: the paths of both."""
    from atlas_ssg.output.bundle import bundle, checksum_line
    from atlas_ssg.output.edition import edition
    from atlas_ssg.output.parcel import put

    moment = edition(build.site, os.environ)
    name = _name(settings, "", moment)
    path = _path(output, f"{name}.zip", settings)
    made = bundle(build.files, name, settings.site.title, moment)
    checksum = path.with_name(path.name + ".sha256")
    put(path, made.content)
    put(checksum, checksum_line(path.name, made.content))
    return path, checksum


def document(
    build: Build, settings: Config, wanted: str, output: Path | None, *, as_pdf: bool = False
) -> tuple[Path, ...]:
    """Write the pages at and below `wanted` as one HTML file or PDF: its path."""
    from atlas_ssg.output.edition import edition
    from atlas_ssg.output.parcel import put
    from atlas_ssg.output.selection import select
    from atlas_ssg.output.single_file import single_file

    inside = _inside_content(wanted, settings)
    paths = select(inside, build.site, build.indexes, build.files)
    moment = edition(build.site, os.environ)
    html = single_file(
        build.files,
        paths,
        moment=moment,
        site_title=settings.site.title,
        base_url=settings.site.base_url,
    )
    name = f"{_name(settings, inside, moment)}.{'pdf' if as_pdf else 'html'}"
    path = _path(output, name, settings)
    put(path, _printed(html, moment) if as_pdf else html)
    return (path,)


def _printed(html: bytes, moment: datetime | None) -> bytes:
    from atlas_ssg.diagrams.paper import ChromiumPrinter

    made = moment or datetime(1980, 1, 1, tzinfo=UTC)
    return ChromiumPrinter().pdf(html.decode(), f"{made:%Y%m%d%H%M%S}")


def _inside_content(wanted: str, settings: Config) -> str:
    """A path below the content folder, as shells complete it, means the page made from it."""
    path = Path(wanted).absolute()
    if path.is_relative_to(settings.content):
        return path.relative_to(settings.content).as_posix()
    return wanted


def _name(settings: Config, wanted: str, moment: datetime | None) -> str:
    from atlas_ssg.output.edition import dated
    from atlas_ssg.slugs import slug

    what = wanted.replace("/", " ").removesuffix(".md").strip()
    return dated(slug(f"{settings.site.title} {what}") or "atlas", moment)


def _path(output: Path | None, name: str, settings: Config) -> Path:
    """`output` is the file itself when it has the ending of one."""
    folder = output or _from_here(settings.bundles)
    return folder if folder.suffix == Path(name).suffix else folder / name


def _from_here(folder: Path) -> Path:
    """The shorter way to a folder below this one, as people read it."""
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder
