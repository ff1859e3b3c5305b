"""For each rule a site that it complains about and one that it is content with."""

from __future__ import annotations

from tests.checks.cases import front, gates, links, mermaid, planes, sources, words
from tests.checks.cases.case import Case

CASES: dict[str, tuple[Case, ...]] = {
    **mermaid.CASES,
    **planes.CASES,
    **sources.CASES,
    **gates.CASES,
    **front.CASES,
    **links.CASES,
    **words.CASES,
}
