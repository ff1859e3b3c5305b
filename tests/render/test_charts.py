"""The charts: static SVG that needs nothing, says what it shows, and is drawn once."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from atlas_ssg.cache import Cache
from atlas_ssg.model.fact import Fact, Quantity, QuantityKind
from atlas_ssg.model.index import CrossReference, IncidentEntry
from atlas_ssg.model.source import NOWHERE
from atlas_ssg.render import chart_svg
from atlas_ssg.render.charts import burn_up_chart, cost_chart, incident_chart, latency_chart

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {"svg", "g", "path", "line", "rect", "text", "tspan", "title", "desc"}


def latency(low: float, percentile: str, system: str, high: float = 0) -> Fact:
    quantity = Quantity(
        QuantityKind.DURATION, "10 ms", 0, 5, low, high or low, "second", percentile=percentile
    )
    return Fact(quantity, "API", "API: 10 ms", "node", "a.md", "/a/", "", NOWHERE, system=system)


def money(amount: float, text: str, subject: str, unit: str = "USD") -> Fact:
    quantity = Quantity(QuantityKind.MONEY, text, 0, 1, amount, amount, unit)
    return Fact(quantity, subject, "", "node", "a.md", "/a/", "", NOWHERE, system="netflix")


def cross(*groups: tuple[str, tuple[Fact, ...]]) -> CrossReference:
    return CrossReference("x", "X", "/x/", "", groups)


LATENCIES = cross(
    ("Latency p50", (latency(0.002, "p50", "netflix"), latency(0.004, "p50", "uber"))),
    ("Latency p99", (latency(0.01, "p99", "netflix"), latency(0.02, "p99", "uber", 0.05))),
    ("Latency p99.9", (latency(1.5, "p99.9", "uber"),)),
    ("Timeouts", (latency(30, "", "netflix"),)),
)
COSTS = cross(
    ("USD, totals", (money(5e6, "$5M", "S3"), money(1e6, "$1M", "S3"), money(2e6, "$2M", "EC2"))),
    ("USD per GB", (money(0.05, "$0.05/GB", "Egress <&> more", "USD/GB"),)),
)
INCIDENTS = (
    IncidentEntry("a.md", "GitHub", "2018-10-21T22:52Z", "2018-10-22T23:03Z", 1451.0),
    IncidentEntry("b.md", "AWS", "2017-02-28", "", None),
    IncidentEntry("c.md", "AWS", "2021-12", "", 20.0),
)
DONE = (("2026-01-05", 10), ("2026-02-02", 60), ("2026-03-02", 110))
PLAN = (("2026-01-05", 0), ("2026-12-28", 900))
CHARTS = {
    "latency": lambda: latency_chart(LATENCIES, names={"netflix": "Netflix, Inc."}),
    "cost": lambda: cost_chart(COSTS),
    "incident": lambda: incident_chart(INCIDENTS),
    "burn-up": lambda: burn_up_chart(DONE, PLAN),
}


def texts(svg: str) -> list[str]:
    return ["".join(e.itertext()) for e in ET.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_needs_nothing_and_does_nothing(name: str) -> None:
    svg = CHARTS[name]()
    root = ET.fromstring(svg)
    assert {element.tag for element in root.iter()} <= {SVG + tag for tag in ALLOWED}
    names = {attribute for element in root.iter() for attribute in element.attrib}
    assert not [a for a in names if a.startswith("on") or a in {"style", "id", "href", "class"}]
    assert "url(" not in svg
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_has_a_name_and_a_description(name: str) -> None:
    root = ET.fromstring(CHARTS[name]())
    assert root.get("role") == "img"
    title, description = root[0], root[1]
    assert (title.tag, description.tag) == (f"{SVG}title", f"{SVG}desc")
    assert title.text
    assert len(description.text or "") > 40
    assert root.get("viewBox", "").split()[2:] == [root.get("width"), root.get("height")]


@pytest.mark.parametrize("name", CHARTS)
def test_colours_are_the_themes(name: str) -> None:
    svg = CHARTS[name]()
    found = set(re.findall(r'(?:fill|stroke)="([^"]*)"', svg))
    painted = {value for value in found if value not in {"none", "transparent"}}
    assert painted <= set(chart_svg.PAINTS.values())
    assert any("--diagram-text" in value for value in painted)


@pytest.mark.parametrize("name", CHARTS)
def test_the_same_input_gives_the_same_bytes(name: str) -> None:
    assert CHARTS[name]() == CHARTS[name]()


def test_latencies_are_dots_in_rows_on_a_logarithmic_axis() -> None:
    svg = latency_chart(LATENCIES, names={"netflix": "Netflix, Inc."})
    said = texts(svg)
    for word in ("p50", "p99", "p99.9", "Netflix, Inc.", "uber", "1 ms", "10 ms", "1 s", "10 s"):
        assert word in said
    assert "5 latency percentiles of 2 systems, from 2 ms to 1.5 s" in svg


def test_costs_are_bars_with_the_authors_figures() -> None:
    said = texts(cost_chart(COSTS))
    assert [text for text in said if text.startswith("$")] == ["$5M", "$2M", "$1M", "$0.05/GB"]
    assert said.count("netflix: S3") == 2, "two bars may share a label"
    assert "netflix: Egress <&> more" in said
    assert {"USD, totals", "USD per GB"} <= set(said)


def test_incidents_stand_in_the_row_of_their_operator() -> None:
    said = texts(incident_chart(INCIDENTS))
    assert {"GitHub", "AWS", "under 1 h", "over a day", "not known"} <= set(said)


def test_one_incident_is_enough() -> None:
    assert "2017" in incident_chart(INCIDENTS[1:2])


def test_progress_and_plan_are_two_lines() -> None:
    svg = burn_up_chart(DONE, PLAN)
    assert {"Done", "Planned", "Diagrams"} <= set(texts(svg))
    assert "done 110 by 2026-03-02; planned 900 by 2026-12-28" in svg
    assert "Planned" not in texts(burn_up_chart(DONE, ()))


def test_where_there_is_nothing_to_draw() -> None:
    assert latency_chart(cross(("Timeouts", (latency(30, "", "a"),)))) == ""
    assert latency_chart(cross(("Latency p99", (latency(0, "p99", "a"),)))) == ""
    assert cost_chart(cross()) == ""
    assert cost_chart(cross(("USD, totals", (money(0, "$0", "Free"),)))) == ""
    assert incident_chart(()) == ""
    assert incident_chart((IncidentEntry("a.md", "AWS", "", "", None),)) == ""
    assert burn_up_chart((), ()) == ""


def test_long_and_odd_labels_are_cut_and_cleaned() -> None:
    odd = "x\x00\x1f\u202e\ufffe<script>" + "long " * 50
    svg = cost_chart(cross(("USD, totals", (money(5, odd, odd), money(1, "$1", "b")))))
    assert ET.fromstring(svg) is not None
    assert "\x00" not in svg
    assert all(len(text) < 400 for text in texts(svg))


def test_many_systems_are_cut_and_that_is_said() -> None:
    facts = tuple(latency(0.001 * n, "p99", f"s{n:03}") for n in range(1, 101))
    svg = latency_chart(cross(("Latency p99", facts)))
    assert "40 of 100 systems are shown." in svg
    assert len([text for text in texts(svg) if text.startswith("s0")]) == 40


def test_a_chart_is_converted_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    converted: list[str] = []
    convert = chart_svg._convert

    def counted(text: str) -> str:
        converted.append(text)
        return convert(text)

    monkeypatch.setattr(chart_svg, "_convert", counted)
    cache = Cache(tmp_path)
    first = incident_chart(INCIDENTS, cache=cache)
    assert incident_chart(INCIDENTS, cache=cache) == first
    assert len(converted) == 1
    assert incident_chart(INCIDENTS[:2], cache=cache) != first
    assert len(converted) == 2


def test_text_is_measured_with_the_font_of_the_site() -> None:
    narrow, wide = (
        latency_chart(cross(("Latency p99", (latency(0.01, "p99", name),))))
        for name in ("i" * 20, "W" * 20)
    )
    widths = [float(ET.fromstring(svg).get("width", "0")) for svg in (narrow, wide)]
    # In Inter, at 12 pixels, an i is 3 wide and a W is 12.
    assert widths[1] - widths[0] == pytest.approx(20 * 9, abs=40)
