"""`atlas-ssg deploy`: build and publish to GitHub Pages."""

from __future__ import annotations

from pathlib import Path

import click

from atlas_ssg.cli.exits import FINDINGS, FINE
from atlas_ssg.cli.options import configuration, site_options
from atlas_ssg.cli.progress import progress_for
from atlas_ssg.cli.report import Reporter


@click.command("deploy")
@site_options
@click.option("--remote", default="origin", show_default=True, help="Where to push.")
@click.option("--branch", default="gh-pages", show_default=True, help="Branch of the site.")
@click.option("--cname", metavar="DOMAIN", help="Own domain; else the one there is stays.")
@click.option("--message", "-m", help="Commit message.")
@click.option("--no-push", is_flag=True, help="Only make the commit.")
@click.option("--with-errors", is_flag=True, help="Publish although the content has errors.")
def command(
    config: Path | None,
    content: Path | None,
    base_url: str | None,
    jobs: int | None,
    remote: str,
    branch: str,
    cname: str | None,
    message: str | None,
    no_push: bool,
    with_errors: bool,
) -> int:
    """Build the site for its base URL and publish it as a branch of this repository.

    Exit 0 published or nothing new, 1 content with errors (nothing is
    published), 2 could not run.
    """
    from atlas_ssg import pipeline
    from atlas_ssg.diagrams.chromium import ChromiumRenderer
    from atlas_ssg.output.deploy import deploy, guessed_address

    settings = configuration(config, content, base_url, jobs)
    if not settings.site.base_url:
        guess = guessed_address(settings.root, remote) or "https://OWNER.github.io/REPOSITORY/"
        raise click.UsageError(
            f"where will the site be? Say it with --base-url {guess} "
            "or as base_url under [site] in atlas.toml"
        )
    reporter = Reporter()
    with progress_for(reporter.console) as progress, ChromiumRenderer(settings) as renderer:
        build = pipeline.build(settings, renderer, progress=progress)
    if build.failed and not with_errors:
        reporter.diagnostics(d for d in build.diagnostics if d.severity.name == "ERROR")
        reporter.problem("the content has errors: nothing was published", "--with-errors does it")
        return FINDINGS
    done = deploy(
        build.files,
        settings.root,
        remote=remote,
        branch=branch,
        cname=cname,
        message=message,
        push=not no_push,
    )
    where = f"{branch} of {remote}" if not no_push else f"the branch {branch} (not pushed)"
    reporter.line(f"{done.files} files {'are in' if done.changed else 'were already in'} {where}")
    click.echo(settings.site.base_url)
    return FINE
