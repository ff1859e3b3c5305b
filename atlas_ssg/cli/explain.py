"""`atlas-ssg explain`: a rule's page, in the terminal."""

from __future__ import annotations

import click

from atlas_ssg.cli.exits import FINE


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> int:
    """Explain the rule CODE; without one, list all rules."""
    from atlas_ssg.checks.rules import RULES
    from atlas_ssg.checks.stage_codes import STAGE_CODES
    from atlas_ssg.schema import did_you_mean

    rules = {rule.code: rule for rule in RULES}
    if code is None:
        for rule in RULES:
            click.echo(f"{rule.code}  {rule.name:<24} {rule.summary}")
        for stage_code, summary in STAGE_CODES.items():
            click.echo(f"{stage_code}  {'':<24} {summary}")
        return FINE
    wanted = code.upper()
    if wanted in rules:
        rule = rules[wanted]
        fix = "\n\n`check --fix` can mend it." if rule.fixable else ""
        severity = rule.severity.name.lower()
        click.echo(f"{rule.code} {rule.name} ({severity})\n\n{rule.documentation}{fix}")
    elif wanted in STAGE_CODES:
        click.echo(f"{wanted}\n\n{STAGE_CODES[wanted]}")
    else:
        raise click.UsageError(
            f"there is no rule {code}: {did_you_mean(wanted, [*rules, *STAGE_CODES])}"
        )
    return FINE
