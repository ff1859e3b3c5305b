"""Pages and their facts, in memory: Markdown in, facts out; diagrams as the fake renderer reads."""

from __future__ import annotations

from collections.abc import Mapping

from atlas_ssg.cache import Memo
from atlas_ssg.model.fact import Fact
from atlas_ssg.model.site import Facts, Site
from atlas_ssg.pipeline import Examined, examine
from atlas_ssg.progress import SILENT, StageClock
from tests.fake_renderer import FakeRenderer
from tests.sites import config_of

SOURCES = """\
references:
  - {id: own-2018, title: Own, URL: "https://a.test/1", issued: 2018-05,
     custom: {provenance: first-party}}
  - {id: own-2020, title: Own, URL: "https://a.test/2", issued: 2020,
     custom: {provenance: first-party}}
  - {id: press, title: Press, URL: "https://b.test/", issued: 2021, custom: {provenance: reported}}
  - {id: prices, title: Prices, URL: "https://c.test/", issued: 2026-07-20,
     custom: {provenance: price-list}}
"""
PRICES = """\
id: list
provider: AWS
as_of: 2026-07-20
source: prices
prices: {egress: {price: 0.05 USD/GB}, hour: {price: 1.33 USD/hour}}
"""
SHELVES = {"sources/all.yaml": SOURCES, "prices/list.yaml": PRICES}


def examined(files: Mapping[str, str], toml: str = "", memo: Memo | None = None) -> Examined:
    """A site that has been read, drawn and judged, but not written."""
    config = config_of(toml)
    memo = memo or Memo()
    return examine(config, FakeRenderer(), StageClock(SILENT), memo, {**SHELVES, **files})


def site_of(files: Mapping[str, str], toml: str = "", memo: Memo | None = None) -> Site:
    """The site of `examined`."""
    return examined(files, toml, memo).site


def facts_of(markdown: str, toml: str = "", path: str = "a.md") -> Facts:
    """The facts of one page with this text."""
    return site_of({path: markdown}, toml).facts


def told(facts: tuple[Fact, ...]) -> list[tuple[str, str, str]]:
    """(where, figure, subject) of each fact."""
    return [(fact.where, fact.quantity.text, fact.subject) for fact in facts]
