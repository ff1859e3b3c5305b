"""A figure that disagrees with the calculation it cites.

The reader sees the label; the calculation is what stands behind it. They must
agree at two significant digits.

What to do: write the figure that the calculation gives, or mend its inputs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from atlas_ssg.checks.places import of_figure
from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Severity
from atlas_ssg.model.fact import Fact
from atlas_ssg.model.source import Place


def check(subject: PageSubject) -> Iterator[Finding]:
    """Labels, cells and sentences that cite a calculation and give another figure.

    Where several figures share the citation ("5 nodes need 200 ms"), one of them
    is the result: if none is, the last is taken to be meant.
    """
    wrong = {(found.text, found.place): found for found in subject.disagreements}
    for facts in _together(subject.facts):
        found = [wrong.get((fact.quantity.text, fact.place)) for fact in facts]
        last = found[-1]
        if last is not None and all(found):
            yield Finding(
                of_figure(facts[-1], subject),
                f"`{last.text}` disagrees with the calculation "
                f"`{last.name}`, which gives {last.computed}",
                "write what the calculation gives, or mend its inputs",
                len(last.text),
            )


def _together(facts: Sequence[Fact]) -> Iterator[list[Fact]]:
    """Facts that cite one calculation in one label, cell or sentence."""
    groups: dict[tuple[str, str, Place], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.calculation:
            groups[fact.calculation, fact.context, fact.place].append(fact)
    yield from groups.values()


RULE = PageRule("SR008", "calculation-disagrees", Severity.ERROR, check)
