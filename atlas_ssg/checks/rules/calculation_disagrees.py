"""A label that disagrees with the calculation it cites.

The reader sees the label; the calculation is what stands behind it. They must
agree at two significant digits.

What to do: write the figure that the calculation gives, or mend its inputs.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.rule import Finding, Rule, Subject
from atlas_ssg.model.diagnostic import Severity


def check(subject: Subject) -> Iterator[Finding]:
    """Figures that cite a calculation and do not agree with it."""
    for disagreement in subject.site.facts.disagreements:
        yield Finding(
            disagreement.place,
            f"`{disagreement.text}` disagrees with the calculation "
            f"`{disagreement.name}`, which gives {disagreement.computed}",
            "write what the calculation gives, or mend its inputs",
            len(disagreement.text),
        )


RULE = Rule("SR008", "calculation-disagrees", Severity.ERROR, check)
