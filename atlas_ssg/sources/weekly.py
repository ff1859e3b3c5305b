"""The weekly list as Markdown and as JSON. What feeds say is data: it is escaped, never trusted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from atlas_ssg.sources.discovery import Discovery, Lead
from atlas_ssg.sources.scoring import Target

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")  # what Markdown lets one escape (CommonMark 2.4)


def markdown(found: Discovery, limit: int) -> str:
    """The best `limit` leads as a list to go through together, and the feeds that failed."""
    return "\n".join(_lines(found, limit)) + "\n"


def as_json(found: Discovery, limit: int) -> str:
    """The same as JSON, with the words and points of each score."""
    data: dict[str, Any] = asdict(found)
    data["leads"] = data["leads"][:limit]
    data["left_out"] = max(0, len(found.leads) - limit)
    return json.dumps(data, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def escaped(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _PUNCTUATION.sub(r"\\\1", text)


def _lines(found: Discovery, limit: int) -> Iterator[str]:
    shown = found.leads[:limit]
    yield f"# New sources, week {found.week}"
    yield ""
    yield (
        f"{_many(len(found.leads), 'article')} from {_many(found.feeds, 'feed')}, the most "
        f"promising first"
        + (f"; {len(found.leads) - limit} more are left out" if len(found.leads) > limit else "")
        + (f"; {found.known} are sources already" if found.known else "")
        + "."
    )
    for lead in shown:
        yield ""
        yield from _lead(lead)
    if found.failures:
        yield ""
        yield "## Feeds that could not be read"
        yield ""
        for failure in found.failures:
            yield f"- {escaped(failure.title)}: {escaped(failure.why)}"


def _lead(lead: Lead) -> Iterator[str]:
    score = lead.score
    when = f", {lead.published}" if lead.published else ""
    yield f"- **{score.points}** [{escaped(lead.title)}](<{lead.link}>), {escaped(lead.feed)}{when}"
    if score.targets:
        yield f"  - could feed: {', '.join(_target(target) for target in score.targets)}"
    words = [", ".join(escaped(word) for word in row) for row in (score.scale, score.architecture)]
    if any(words):
        yield f"  - words: {'; '.join(row for row in words if row)}"


def _target(target: Target) -> str:
    return f"`{target.id}` ({target.state})"


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
