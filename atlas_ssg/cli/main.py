"""`atlas-ssg`: one thin file a command, gathered here; errors become exit codes here."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

from atlas_ssg import __version__
from atlas_ssg.cli.exits import BUSY, COULD_NOT_RUN, INTERRUPTED
from atlas_ssg.cli.report import Reporter
from atlas_ssg.model.diagnostic import InputError

# Command -> the module that holds it. A module is imported only when its
# command runs, so that `--help` and small commands start at once.
COMMANDS = {
    "build": "build",
    "check": "check",
    "explain": "explain",
    "serve": "serve",
    "search": "search",
    "status": "status",
    "sources": "sources",
    "bundle": "bundle",
    "deploy": "deploy",
    "doctor": "doctor",
    "new": "new",
    "completion": "completion",
}


class _Commands(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = import_module(f"atlas_ssg.cli.{module}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from atlas_ssg.schema import nearest

            close = nearest(args[0], list(COMMANDS), 1) if args else []
            if not close:
                raise
            message = f"{error.message} Did you mean '{close[0]}'?"
            raise click.UsageError(message, ctx) from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="atlas-ssg")
def cli() -> None:
    """Build and check an atlas: Markdown with Mermaid in, sourced diagrams out, no JavaScript."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit: 0 fine, 1 findings, 2 could not run, 75 busy, 130 stopped."""
    from atlas_ssg.diagrams.renderer import RenderError
    from atlas_ssg.output.writer import PublishError

    reporter = Reporter()
    try:
        result: Any = cli.main(arguments, prog_name="atlas-ssg", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(COULD_NOT_RUN)
    except (KeyboardInterrupt, click.Abort):
        reporter.line("stopped")
        sys.exit(INTERRUPTED)
    except InputError as error:
        reporter.diagnostics(error.diagnostics)
        sys.exit(COULD_NOT_RUN)
    except RenderError as error:
        reporter.problem(str(error), error.help)
        sys.exit(COULD_NOT_RUN)
    except PublishError as error:
        reporter.problem(str(error), error.help)
        sys.exit(BUSY if error.busy else COULD_NOT_RUN)
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        reporter.problem(f"{error.strerror or error}{where}")
        sys.exit(COULD_NOT_RUN)
    sys.exit(result if isinstance(result, int) else 0)
