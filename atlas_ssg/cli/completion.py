"""`atlas-ssg completion`: what a shell reads to complete commands and options."""

from __future__ import annotations

import click

from atlas_ssg.cli.exits import FINE

_VARIABLE = "_ATLAS_SSG_COMPLETE"  # Click derives it from the program's name
# Shell -> the line that makes it complete, and where it goes.
_ADVICE = {
    "bash": 'eval "$(atlas-ssg completion bash)"   # in ~/.bashrc',
    "zsh": 'eval "$(atlas-ssg completion zsh)"   # in ~/.zshrc',
    "fish": "atlas-ssg completion fish > ~/.config/fish/completions/atlas-ssg.fish",
}


@click.command(
    "completion", epilog="  ".join(("\b\n", *(f"\n{line}" for line in _ADVICE.values())))
)
@click.argument("shell", type=click.Choice(list(_ADVICE)))
def command(shell: str) -> int:
    """Print the completion script for a shell."""
    from click.shell_completion import get_completion_class

    from atlas_ssg.cli.main import cli

    found = get_completion_class(shell)
    assert found is not None  # Click has one for each of the choices
    completion = found(cli, {}, "atlas-ssg", _VARIABLE)
    # Not `.source()`: it runs bash to ask its version, and says so among the script.
    click.echo(completion.source_template % completion.source_vars())
    return FINE
