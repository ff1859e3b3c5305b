"""The status page says what `atlas-ssg status` says, and the same each time."""

import re
from collections.abc import Mapping
from html import unescape

from atlas_ssg.cache import Memo
from atlas_ssg.model.coverage import History
from atlas_ssg.model.output import Build
from atlas_ssg.pipeline import build
from atlas_ssg.status.metrics import Velocity, metrics
from tests.checks.examined import ATLAS, LIBRARY, configured, page
from tests.fake_renderer import FakeRenderer
from tests.sites import text_of

BODY = """\
The gateway takes 1M requests/s [@own-2024]. It costs $5/month [@press-2025].

## Failure

### Failure modes

- The router stops.
"""
FILES: dict[str, str | bytes] = {
    "systems/netflix/storage.md": page(body=BODY, title="Storage"),
    "systems/netflix/failure-domains.md": page(body=BODY, title="Failure domains"),
    "incidents/broken.md": page("flowchart LR\n    A[unclosed --> ]B\n", title="Broken one"),
    "guarantees/b.md": page(title="B"),
}
HISTORY = History({"systems/netflix/storage.md": "2026-03-02",
                   "systems/netflix/failure-domains.md": "2026-03-18"})  # fmt: skip


def built(
    files: Mapping[str, str | bytes] = FILES, history: History | None = HISTORY,
    memo: Memo | None = None,
) -> Build:  # fmt: skip
    everything = {**LIBRARY, **files}
    return build(configured(), FakeRenderer(), files=everything, history=history, memo=memo)


def words(found: Build) -> str:
    """The text of the status page on one line."""
    html = re.sub(r"<style.*?</style>|<svg.*?</svg>", " ", text_of(found, "status/index.html"))
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_the_same_numbers_as_the_command() -> None:
    found = built()
    numbers = metrics(found.indexes, ATLAS)
    text = words(found)
    assert f"{numbers.diagrams.total} of {numbers.diagrams.target} planned diagrams" in text
    assert "And 1 diagram of concepts" in text
    assert "Systems begun 1" in text
    assert "Systems not started 29" in text
    for category, title in (("systems", "Architecture deep-dives"), ("costs", "Cost breakdowns")):
        count = numbers.diagrams.by_category[category]
        assert f"{title} {count} {numbers.diagrams.targets[category]} " in text
    titles = {item.id: item.title for gate in ATLAS.gates for item in gate.items}
    for item, gate in numbers.gates.items():
        counts = (gate.answered, gate.linked, gate.not_published, gate.missing)
        assert f"{titles[item]} {' '.join(map(str, counts))}" in text
    assert f"First-party {numbers.provenance['first-party']} " in text
    assert f"{numbers.figures.per_diagram} figures in a diagram" in text
    assert f"costs {round(numbers.shares.costs * numbers.diagrams.total)} " in text
    assert f"under 1 year {numbers.sources.by_age['under_1']} " not in text, "there are none"
    assert f"no date {numbers.sources.by_age['undated']} " in text


def test_the_pace_and_the_burn_up_chart() -> None:
    found = built()
    velocity = metrics(found.indexes, ATLAS).velocity
    assert isinstance(velocity, Velocity)
    assert velocity.weeks == {"2026-W10": 1, "2026-W11": 0, "2026-W12": 1}
    text = words(found)
    assert "2 committed by the end of 2026-W12; the plan asks for 57 by then." in text
    assert "2026-W11 0" in text
    assert "At 0.7 a week" in text
    html = text_of(found, "status/index.html")
    assert "Diagrams done and planned" in html
    assert "done 2 by 2026-03-22; planned 900 by 2027-01-24" in html


def test_without_git_there_is_no_chart_and_no_date() -> None:
    found = built(history=None)
    html = text_of(found, "status/index.html")
    assert "Diagrams done and planned" not in html
    assert "committed by" not in html
    assert "2 of 900 planned diagrams" in html


def test_what_to_do_next() -> None:
    text = words(built())
    assert "Broken one" in text.partition("Diagrams that do not render")[2]
    following = text.partition("What to do next")[2]
    assert "Netflix Architecture, Request flow, Scale evolution" in following
    assert "Not started Uber, Amazon" in following
    assert re.search(r"Which logs to read\? \d open, \d not published, of \d", following)
    assert "How they do it never read" in following, "a source nobody says to have read"
    assert "Configuration read 2023-01-01" in following


def test_the_bytes_are_the_same_each_time() -> None:
    first = built()
    assert built(dict(reversed(FILES.items()))).files == first.files
    memo = Memo()
    built(memo=memo)
    assert built(memo=memo).files == first.files


def test_a_new_history_is_shown_by_a_warm_memo() -> None:
    memo = Memo()
    built(memo=memo)
    later = History({**HISTORY.added, "systems/netflix/failure-domains.md": "2026-03-25"})
    assert text_of(built(history=later, memo=memo), "status/index.html") == text_of(
        built(history=later), "status/index.html"
    )
    assert "2026-W13" in words(built(history=later, memo=memo))
