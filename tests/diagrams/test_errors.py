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


def test_what_was_found_may_stand_on_a_later_line(config: Config) -> None:
    source = "flowchart LR\n  A --> B\n\n  %% ::: a comment\n  ::: x"
    found = say(
        source, Refusal("syntax", "Parse error on line 2:", 2, 10, 1, (), ":::\n x"), config
    )
    assert (found.line, found.column, found.length) == (5, 3, 3)
    assert found.message == "found `:::`"


def test_a_line_that_ends_with_an_arrow_is_itself_at_fault(config: Config) -> None:
    source = "sequenceDiagram\n  A -->\n  B"
    found = say(source, Refusal("syntax", "Parse error on line 2:", 2, 5, 3, (), "B"), config)
    assert found.line == 2


@pytest.mark.parametrize(
    ("said", "column", "character"),
    [
        ("Lexical error on line 2. Unrecognized text.\n...t LR  A }} B\n-----------^", 5, "}"),
        ("Lexer error on line 2, column 5: unexpected character: ->}<- at offset: 17", 5, "}"),
        ("Lexical error on line 2. Unrecognized text.", 1, "this"),
    ],
)
def test_what_a_lexer_cannot_read_is_pointed_at(
    config: Config, said: str, column: int, character: str
) -> None:
    found = say("flowchart LR\n  A }} B", Refusal("syntax", said), config)
    assert (found.line, found.column) == (2, column)
    shown = character if character == "this" else f"`{character}`"
    assert found.message == f"{shown} may not stand here"


def test_a_sankey_diagram_is_parsed_without_its_blank_lines(config: Config) -> None:
    found = say(
        "sankey-beta\n\nA,B,1\n\nX", Refusal("syntax", "Parse error on line 3:", 3, 2), config
    )
    assert found.line == 5


def test_inner_names_of_the_grammar_are_left_out(config: Config) -> None:
    names = ("acc_title", "taskData", "VERTICAL_BAR", "SPACE", "end", "-->")
    found = say("gantt\n x", Refusal("syntax", "no", 2, 2, 1, names, "?"), config)
    assert found.expected == ("a colon and what follows it", "a space", "end", "-->")


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
