"""A technology in the diagram without its version.

Behaviour, defaults and messages change with versions. A reader must know which
one a diagram speaks of, or that the operator does not say.

What to do: add it to `technologies:` in the front matter with its version and
source, as `n/p` where nobody publishes it, or as `managed` for a service
without versions.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas_ssg.checks.gates import first_use, named, with_evidence
from atlas_ssg.checks.rule import Finding, PageRule, PageSubject
from atlas_ssg.model.diagnostic import Severity


def check(subject: PageSubject) -> Iterator[Finding]:
    """Technologies that `technologies:` leaves out, each where it first stands."""
    for answer in with_evidence(subject, "versions"):
        for name in named(answer):
            yield Finding(
                first_use(subject, name),
                f"`{name}` has no version",
                f'add `{name}: {{version: "…", source: KEY}}` to `technologies:`; '
                f"`{name}: n/p` or `{name}: managed` where there is none",
                len(name),
            )


RULE = PageRule("NH002", "version-missing", Severity.ERROR, check)
