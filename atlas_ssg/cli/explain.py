"""`atlas-ssg explain`: a rule's page, in the terminal."""

from __future__ import annotations

import click

from atlas_ssg.cli.exits import FINE


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> int:
    """Explain the rule CODE (or its name); without one, list all rules."""
    from atlas_ssg.checks.documentation import page, table
    from atlas_ssg.checks.rules import RULES
    from atlas_ssg.checks.stage_codes import STAGE_CODES
    from atlas_ssg.schema import did_you_mean

    known = {rule.code: page(rule) for rule in RULES}
    known |= {rule.name.upper(): page(rule) for rule in RULES}
    known |= {stage: f"{stage}\n\n{meaning}" for stage, meaning in STAGE_CODES.items()}
    if code is None:
        click.echo(table(), nl=False)
    elif text := known.get(code.upper()):
        click.echo(text)
    elif family := table(code.upper()):
        click.echo(family, nl=False)
    else:
        close = did_you_mean(code.upper(), list(known))
        hint = close if close.startswith("did") else "`atlas-ssg explain` lists all rules"
        raise click.UsageError(f"there is no rule {code}: {hint}")
    return FINE
