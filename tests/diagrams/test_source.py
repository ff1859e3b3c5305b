"""Text first: what is kept, what has no effect, what is refused, and the way back to its line."""

import pytest

from atlas_ssg.config import Config
from atlas_ssg.diagrams import limits
from atlas_ssg.diagrams.refusals import Fault
from atlas_ssg.diagrams.source import Prepared, prepare


def ready(source: str, config: Config) -> Prepared:
    found = prepare(source, config.file.planes)
    assert isinstance(found, Prepared), found
    return found


def fault(source: str, config: Config) -> Fault:
    found = prepare(source, config.file.planes)
    assert isinstance(found, Fault), found
    return found


def test_plain_text_stays_as_it_is(config: Config) -> None:
    prepared = ready("flowchart LR\n  A --> B", config)
    assert prepared.text == "flowchart LR\n  A --> B\n"
    assert prepared.notices == ()
    assert prepared.place(2, 3) == (2, 3)


def test_only_planes_that_are_used_and_not_defined_are_added(config: Config) -> None:
    text = ready(
        "flowchart LR\n A:::edgeStyle --> B:::stateStyle\n classDef stateStyle fill:#fff", config
    ).text
    assert "classDef edgeStyle fill:#0066CC,stroke:#004499,color:#FFFFFF" in text
    assert text.count("classDef stateStyle") == 1
    assert "serviceStyle" not in text


def test_a_type_without_classes_gets_none(config: Config) -> None:
    assert "classDef" not in ready("pie\n  edgeStyle: 5", config).text


def test_lines_lead_back_over_front_matter_comments_and_directives(config: Config) -> None:
    source = (
        "---\ntitle: T\n---\n\n%% why\n%%{init: {'theme': 'dark'}}%%\n  graph LR\n    A --> B\n"
    )
    prepared = ready(source, config)
    assert prepared.place(1, 1) == (7, 3)
    assert prepared.place(2, 5) == (8, 5)
    assert prepared.place(99, 1) == (8, 12)
    assert prepared.first_word == "graph"


def test_what_may_be_set_is_set_in_one_header(config: Config) -> None:
    source = (
        "---\ntitle: Growth\nconfig:\n  flowchart:\n    curve: linear\n---\n"
        '%%{init: {"flowchart": {"nodeSpacing": 80}}}%%\nflowchart LR\n A --> B'
    )
    prepared = ready(source, config)
    assert prepared.text.startswith(
        '---\n{"config": {"flowchart": {"curve": "linear", "nodeSpacing": 80.0}}, '
        '"title": "Growth"}\n---\n'
    )
    assert prepared.notices == ()


@pytest.mark.parametrize(
    "key",
    ["theme", "themeCSS", "themeVariables", "fontFamily", "securityLevel", "secure", "htmlLabels",
     "dompurifyConfig", "maxTextSize", "maxEdges", "arrowMarkerAbsolute", "deterministicIds",
     "handDrawnSeed", "__proto__"],
)  # fmt: skip
def test_what_may_not_be_set_has_no_effect_and_says_so(config: Config, key: str) -> None:
    for source, line in (
        (f'flowchart LR\n%%{{init: {{"{key}": "x"}}}}%%\n A --> B', 2),
        (f"---\nconfig:\n  {key}: x\n---\nflowchart LR\n A --> B", 3),
    ):
        prepared = ready(source, config)
        assert key not in prepared.text
        assert [(notice.line, f"`{key}` has no effect" in notice.message) for notice in
                prepared.notices] == [(line, True)]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "place", "message"),
    [
        ("", (1, 1), "empty"),
        ("%% only a comment\n\n", (1, 1), "empty"),
        ("flowchart LR\n A\n%%{init: {}", (3, 1), "not closed"),
        ("flowchart LR\n A --> B\n  click A call f()", (3, 3), "calls a script"),
        ("flowchart LR\n A[a\x07] --> B", (2, 5), "control character"),
        ("flowchart LR\n A[<b>x</b><script>] --> B", (2, 12), "<script>"),
        ("flowchart LR\n A[" + "x" * limits.CHARACTERS, (1, 1), "characters"),
    ],
)
def test_a_fault_has_its_place(
    config: Config, source: str, place: tuple[int, int], message: str
) -> None:
    found = fault(source, config)
    assert (found.line, found.column) == place
    assert message in found.message


def test_a_line_break_stays_and_formatting_goes(config: Config) -> None:
    prepared = ready("flowchart LR\n A[one<br/>two <b>three</b>] --> B", config)
    assert "A[one<br/>two three]" in prepared.text
    assert [(notice.line, notice.column) for notice in prepared.notices] == [(2, 16)]


def test_a_mark_stays_with_the_word_before_it(config: Config) -> None:
    text = ready('flowchart LR\n A["at peak \u2060[1]\u2060"] --> B', config).text
    assert "peak\u2060[1]" in text
