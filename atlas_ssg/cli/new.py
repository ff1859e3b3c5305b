"""`atlas-ssg new`: begin something, with the right shape from the start."""

from __future__ import annotations

from importlib import import_module

import click

# What can be begun -> the module that does it and its command, imported when it is asked for.
THINGS = {
    "site": ("new_site", "command"),
    "diagram": ("new_page", "diagram"),
    "incident": ("new_page", "incident"),
    "guide": ("new_page", "guide"),
    "source": ("new_source", "command"),
}


class _Things(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(THINGS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in THINGS:
            return None
        module, name = THINGS[cmd_name]
        command: click.Command = getattr(import_module(f"atlas_ssg.cli.{module}"), name)
        return command


@click.group("new", cls=_Things)
def command() -> None:
    """Begin a page, a source or an atlas of one's own."""
