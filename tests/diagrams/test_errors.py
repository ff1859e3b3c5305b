"""What the parser says, at the author's place and in words for people."""

import pytest

from atlas_ssg.config import Config
from atlas_ssg.diagrams.errors import failed
from atlas_ssg.diagrams.renderer import Refusal
from atlas_ssg.diagrams.source import Prepared, prepare
from atlas_ssg.model.diagram import DiagramRequest, Failed
from atlas_ssg.model.source import NOWHERE


def say(source: str, refusal: Refusal, config: Config) -> Failed:
    prepared = prepare(source, config.file.planes)
    assert isinstance(prepared, Prepared)
    request = DiagramRequest("a.md", 1, source, NOWHERE, "d1", "T")
    return failed(request, refusal, prepared)


def test_the_caret_stands_below_what_was_found(config: Config) -> None:
    source = "%% a comment\nflowchart LR\n    A[Load (x)] --> B"
    refusal = Refusal("syntax", "Parse error", 2, 7, 5, ("SQE", "PIPE", "SQE"), "(")
    found = say(source, refusal, config)
    assert (found.line, found.column, found.length) == (3, 12, 1)
    assert found.message == "found `(`"
    assert found.expected == ("]", "|")
    assert "double quotes" in found.help


def test_a_place_in_the_message_counts_where_there_is_no_other(config: Config) -> None:
    refusal = Refusal("syntax", "Parse error on line 2, column 4: Expecting token")
    found = say('pie\n "a" 5', refusal, config)
    assert (found.line, found.column) == (2, 4)
    assert found.message == "Expecting token"


def test_an_unknown_type_offers_the_nearest(config: Config) -> None:
    found = say("flowchrt LR\n A", Refusal("syntax", "No diagram type detected"), config)
    assert found.message == "`flowchrt` is no type of diagram"
    assert "`flowchart`" in found.help


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("Parsing failed: : Expecting token of type ':' but found `1`.", "found `1`; expected `:`"),
        (
            "Parse error: Expecting token of type 'EOF' but found ``.",
            "found the end; expected the end",
        ),
        ("Parse error on line 2:", "the line ends too early"),
    ],
)
def test_the_parsers_own_words_become_plain(config: Config, said: str, message: str) -> None:
    assert say("flowchart LR\n A", Refusal("syntax", said), config).message == message


def test_a_subgraph_that_is_not_closed_is_named(config: Config) -> None:
    source = "flowchart LR\n subgraph X\n A --> B"
    found = say(source, Refusal("syntax", "Parse error on line 3:", 3, 6), config)
    assert (found.message, found.help) == (
        "the diagram ends too early", "a `subgraph` is not closed: add a line `end`",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "help"),
    [
        ("A[x] --> end", "closes a subgraph"),
        ("A -> B", "arrow is `-->`"),
        ('A["x] --> B', "double quote is not closed"),
        ("A[f(x)] --> B", "double quotes"),
        ("A --> B", ""),
    ],
)
def test_advice_for_what_is_most_often_wrong(config: Config, line: str, help: str) -> None:
    found = say(f"flowchart LR\n{line}", Refusal("syntax", "no", 2, 1, 1, (), "?"), config)
    assert help in found.help
    assert bool(help) == bool(found.help)


def test_a_place_beyond_the_text_stays_inside_it(config: Config) -> None:
    found = say("flowchart LR\n  A --", Refusal("syntax", "no", 40, 90, 9), config)
    assert (found.line, found.column, found.length) == (2, 7, 1)
