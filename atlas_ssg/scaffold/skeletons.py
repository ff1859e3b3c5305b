"""Skeletons: a page or a source with everything in its place and nothing yet said.

A skeleton is never taken for content. Its diagram ends in a line that Mermaid
refuses, so that it is not counted; each TODO is an error of `check`; and a
source of no provenance is refused by the bibliography.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from atlas_ssg.config import ConfigFile, GateItemTable, PlaneTable

_GUARD = "TODO: draw ten to twenty-five real nodes, then take this line out"
_DESCRIPTION = "TODO: one plain sentence of 60 to 200 characters: what it shows, when it helps"
_INCIDENT = (
    "Summary", "Impact", "Root causes", "Trigger", "Detection", "Resolution", "Timeline",
    "What went well", "What went wrong",
)  # fmt: skip
_GUIDE = ("Meaning", "Impact", "Diagnosis", "Mitigation")
# What a section must hold, in words; none of them is such evidence itself.
_EVIDENCE = {
    "code": "the exact string or command, as code",
    "steps": "a numbered list of at least three steps",
    "ordered": "a numbered list",
    "list": "a list or table",
    "text": "a named scope or a figure",
    "figure": "a figure with its source",
    "money": "a sum of money with its source",
    "money-or-percentage": "a sum of money or a percentage with its source",
    "unit-money": "money per user, request or GB with its source",
    "duration": "a duration with its source",
    "size-duration-or-none": "an amount, a duration, or a plain no",
}


def diagram(file: ConfigFile, owner: str, title: str, asks: Sequence[str], today: date) -> str:
    """A page with one diagram. `owner` is its kind or category, `asks` what it must show."""
    shows = [f"- TODO: {ask}" for ask in asks]
    return _page(
        file,
        owner,
        [*_front(title, today, "tags: []", "technologies: {}", "related: []")],
        [_lead(), *(["", *shows] if shows else [])],
        (),
    )


def incident(file: ConfigFile, owner: str, title: str, today: date) -> str:
    """A page about one incident, in the order of a postmortem."""
    told = "incident: {operator: TODO, began: TODO, ended: TODO, source: TODO}"
    front = _front(title, today, "tags: []", "technologies: {}", told, "related: []")
    return _page(file, owner, [*front], [_lead()], _INCIDENT)


def guide(file: ConfigFile, owner: str, title: str, today: date) -> str:
    """A debugging guide, named like the alert or the message."""
    front = _front(title, today, "tags: []", "technologies: {}", "related: []")
    return _page(file, owner, [*front], [_lead()], _GUIDE)


def source(key: str, publisher: str, title: str, url: str, today: date) -> str:
    """One entry of a bibliography file, as it stands below `references:`."""
    return "\n".join(
        [
            f"  - id: {_quoted(key)}",
            "    type: post-weblog",
            f"    title: {_quoted(title or 'TODO')}",
            f"    publisher: {_quoted(publisher)}",
            "    issued: {date-parts: [[TODO]]}",
            f"    accessed: {{date-parts: [[{today.year}, {today.month}, {today.day}]]}}",
            f"    URL: {_quoted(url or 'TODO')}",
            "    custom:",
            "      provenance: TODO",
            "",
        ]
    )


def _page(
    file: ConfigFile, owner: str, front: list[str], lead: list[str], headings: Sequence[str]
) -> str:
    sections = [line for heading in headings for line in ("", f"## {heading}", "", "TODO")]
    lines = [*front, *lead, "", *_fence(file.planes), *sections, *_gates(file, owner)]
    return "\n".join(lines) + "\n"


def _front(title: str, today: date, *others: str) -> Iterator[str]:
    yield "---"
    yield f"title: {_quoted(title)}"
    yield f"description: {_quoted(_DESCRIPTION)}"
    yield f"updated: {today.isoformat()}"
    yield from others
    yield "not_published: []"
    yield "---"
    yield ""


def _lead() -> str:
    return "TODO: what the diagram shows and where to begin reading it, in one or two sentences."


def _fence(planes: Sequence[PlaneTable]) -> Iterator[str]:
    """A flowchart with a node in each plane, and the line that keeps it from being drawn."""
    yield "```mermaid"
    yield "flowchart TB"
    for plane in planes:
        name = plane.id.upper().replace("-", "_")
        yield f'    subgraph {name}_PLANE["{plane.title}"]'
        yield f'        {name}["TODO: {plane.shows or plane.title}"]:::{plane.class_}'
        yield "    end"
    names = [plane.id.upper().replace("-", "_") for plane in planes]
    for left, right in pairwise(names):
        yield f'    {left} -->|"TODO"| {right}'
    yield f"    {_GUARD}"
    yield "```"


def _gates(file: ConfigFile, owner: str) -> Iterator[str]:
    """The sections that the owner's questions ask for, each heading once."""
    above: tuple[str, ...] = ()
    for gate in file.gates:
        for item in gate.items:
            if item.heading and owner in item.owners:
                for depth, heading in enumerate(item.heading):
                    if above[: depth + 1] != item.heading[: depth + 1]:
                        yield ""
                        yield f"{'#' * (depth + 2)} {heading}"
                above = item.heading
                yield ""
                yield f"TODO: {item.title} {_wanted(item)}".rstrip()


def _wanted(item: GateItemTable) -> str:
    words = [_EVIDENCE[word] for word in item.evidence if word in _EVIDENCE]
    return f"({', and '.join(words)})" if words else ""


def _quoted(text: str) -> str:
    """A string of YAML, whatever is in it."""
    return json.dumps(text, ensure_ascii=False)
