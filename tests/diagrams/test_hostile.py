"""What a stranger's diagram tries does not get through: refused before, or left out after."""

import re

import pytest
from lxml import etree

from atlas_ssg.config import Config
from atlas_ssg.diagrams.allowed import ELEMENTS
from atlas_ssg.diagrams.chromium import ChromiumRenderer
from atlas_ssg.diagrams.refusals import Fault
from atlas_ssg.diagrams.source import prepare
from atlas_ssg.model.diagram import Failed, Outcome, Rendered
from tests.diagrams.conftest import drawn
from tests.diagrams.hostile import DRAWN, REFUSED


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_never_reaches_a_browser(config: Config, name: str) -> None:
    found = prepare(REFUSED[name], config.file.planes)
    assert isinstance(found, Fault)
    assert 1 <= found.line <= REFUSED[name].count("\n") + 1
    assert found.message
    assert found.help


@pytest.fixture(scope="module")
def outcomes(chromium: ChromiumRenderer, config: Config) -> dict[str, Outcome]:
    return dict(zip(DRAWN, drawn(chromium, config, *DRAWN.values()), strict=True))


@pytest.mark.browser
@pytest.mark.parametrize("name", DRAWN)
def test_what_is_drawn_holds_nothing_that_acts_or_loads(
    outcomes: dict[str, Outcome], name: str
) -> None:
    outcome = outcomes[name]
    if isinstance(outcome, Failed):
        assert outcome.reason in {"syntax", "browser"}
        return
    root = etree.fromstring(outcome.svg.encode())
    for element in root.iter():
        assert etree.QName(element).localname in ELEMENTS
        for key, value in element.attrib.items():
            assert not str(key).lower().startswith("on")
            assert not re.search(r"javascript:|data:|//evil", str(value))
            if key == "id":
                assert str(value).startswith(f"d{outcome.ordinal}")
    styles = "".join(style.text or "" for style in root.iter("{*}style"))
    assert not re.search(r"@|position|url\((?!#)|expression|behavior", styles)
    for rule in re.findall(r"([^{}]+)\{", styles):
        assert all(part.strip().startswith(f"#d{outcome.ordinal}") for part in rule.split(","))


@pytest.mark.browser
def test_most_of_them_are_drawn_all_the_same(outcomes: dict[str, Outcome]) -> None:
    failed = {name for name, outcome in outcomes.items() if isinstance(outcome, Failed)}
    assert len(failed) < 6, failed


@pytest.mark.browser
def test_what_was_left_out_is_said_at_its_place(outcomes: dict[str, Outcome]) -> None:
    def notices(name: str) -> list[tuple[int, str]]:
        outcome = outcomes[name]
        assert isinstance(outcome, Rendered)
        return [(notice.line, notice.message) for notice in outcome.notices]

    assert notices("theme css")[0][0] == 1
    assert "no effect" in notices("theme css")[0][1]
    assert notices("bold label") == [
        (2, "<b> in a label was left out: labels hold no HTML but <br>"),
        (2, "<i> in a label was left out: labels hold no HTML but <br>"),
    ]
    assert notices("style position")[0][0] == 3
    assert notices("ids") == []


@pytest.mark.browser
def test_a_word_in_a_label_is_no_style(chromium: ChromiumRenderer, config: Config) -> None:
    (outcome,) = drawn(chromium, config, 'flowchart LR\n A["filter: padding: x"] --> B')
    assert isinstance(outcome, Rendered)
    assert outcome.notices == ()
