"""A calculation that cannot be computed.

Derived figures are recomputed at each build from the inputs that the page
names. The message names the input or the unit that does not fit.

What to do: mend the expression, the unit of the input, or the price's id.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Severity


def check(subject: PageSubject) -> Iterator[Finding]:
    """Calculations with an error."""
    for result in subject.calculations:
        if result.error:
            yield Finding(
                result.place,
                f"the calculation `{result.name}` fails: {result.error}",
                "mend the input, its unit or the expression",
            )


RULE = PageRule("SR007", "calculation-fails", Severity.ERROR, check)
