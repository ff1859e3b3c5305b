"""Whether a command that a document or a workflow names is there, with its options."""

import re
from pathlib import Path

import click

from atlas_ssg.cli.main import cli

MAKEFILE = (Path(__file__).parent.parent / "Makefile").read_text()


def require_command(words: str) -> None:
    """`words` stand behind `atlas-ssg`: its commands and options, and what they are given."""
    command: click.Command = cli
    for word in words.split():
        if word == "#":
            return
        options = {o for p in command.params for o in (*p.opts, *p.secondary_opts)}
        if word.startswith("-"):
            known = options | {"--help", "-h"}
            assert word.partition("=")[0] in known, f"atlas-ssg {words}: no option {word}"
        elif isinstance(command, click.Group):
            following = command.get_command(click.Context(command), word)
            assert following, f"atlas-ssg {words}: no command {word}"
            command = following


def require_target(name: str) -> None:
    """A target of the Makefile."""
    assert re.search(rf"^{name}:", MAKEFILE, re.MULTILINE), f"make {name}"
