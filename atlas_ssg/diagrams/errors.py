"""From what Mermaid's parsers say to a message for people: found, expected, what to do."""

from __future__ import annotations

import re

from atlas_ssg.diagrams.refusals import Fault
from atlas_ssg.diagrams.renderer import Refusal
from atlas_ssg.diagrams.source import Prepared
from atlas_ssg.model.diagram import DiagramRequest, Failed
from atlas_ssg.schema import did_you_mean

TYPES = (
    "flowchart", "graph", "sequenceDiagram", "classDiagram", "stateDiagram-v2", "erDiagram",
    "journey", "gantt", "pie", "quadrantChart", "requirementDiagram", "gitGraph", "C4Context",
    "mindmap", "timeline", "sankey-beta", "xychart-beta", "block-beta", "packet-beta", "kanban",
    "architecture-beta", "radar-beta", "treemap-beta",
)  # fmt: skip

# Token names of the grammars, as a reader knows them.
_TOKENS = {
    "SQE": "]", "SQS": "[", "PE": ")", "PS": "(", "DIAMOND_START": "{", "DIAMOND_STOP": "}",
    "STADIUMEND": "])", "SUBROUTINEEND": "]]", "CYLINDEREND": ")]", "DOUBLECIRCLEEND": ")))",
    "TAGEND": ">", "TAGSTART": "<", "PIPE": "|", "NEWLINE": "a new line", "EOF": "the end",
    "SPACE": "a space", "SEMI": ";", "LINK": "an arrow", "START_LINK": "an arrow", "STR": "text",
    "MD_STR": "text", "NODE_STRING": "text", "TEXT": "text", "UNICODE_TEXT": "text",
    "ALPHA": "text", "txt": "text", "AMP": "&", "COLON": ":", "COMMA": ",",
    "STYLE_SEPARATOR": ":::", "end": "end",
    "TXT": "a colon and text", "ACTOR": "an actor",
    "SOLID_ARROW": "->>", "DOTTED_ARROW": "-->>", "NUM": "a number",
}  # fmt: skip
_LANGIUM = re.compile(r"Parse error on line (?P<line>\d+), column (?P<column>\d+)", re.IGNORECASE)
_LEXER = re.compile(r"on line (?P<line>\d+)")
_EXPECTING = re.compile(r"Expecting token of type '(?P<wanted>[^']*)' but found `(?P<found>[^`]*)`")
_UNKNOWN_TYPE = re.compile(r"No diagram type detected")
_UNQUOTED = re.compile(r"[\[({|](?![\"`])[^\]\"|]*[()\[\]{}@]")


def refused(request: DiagramRequest, fault: Fault) -> Failed:
    """The failure of a diagram that is not even tried."""
    return Failed(
        page=request.page,
        ordinal=request.ordinal,
        reason=fault.reason,
        message=fault.message,
        line=fault.line,
        column=fault.column,
        length=fault.length,
        help=fault.help,
    )


def failed(request: DiagramRequest, refusal: Refusal, prepared: Prepared) -> Failed:
    """The failure of a diagram at the author's line and column."""
    lines = request.source.split("\n")
    line, column = prepared.place(*_where(refusal))
    source_line = lines[line - 1] if line <= len(lines) else ""
    found = refusal.found.strip()
    unknown_type = _UNKNOWN_TYPE.search(refusal.message) is not None
    length = len(prepared.first_word) if unknown_type else refusal.length
    # The parser gives the place of the last token that it took; the next one is at fault.
    at = source_line.find(found, max(0, column - 1 + length - 1)) if found else -1
    if at >= 0:
        column, length = at + 1, len(found)
    message, help = _message(refusal, source_line, prepared)
    return Failed(
        page=request.page,
        ordinal=request.ordinal,
        reason="unknown-type" if unknown_type else refusal.reason,
        message=message,
        line=line,
        column=max(1, min(column, len(source_line) + 1)),
        length=max(1, min(length, len(source_line) - column + 1)),
        expected=tuple(dict.fromkeys(_TOKENS.get(word, word) for word in refusal.expected)),
        found=found,
        help=help,
    )


def _where(refusal: Refusal) -> tuple[int, int]:
    """Line and column in the parsed text: from the parser's fields, else from its words."""
    if refusal.line:
        return refusal.line, max(1, refusal.column)
    if placed := _LANGIUM.search(refusal.message):
        return int(placed["line"]), int(placed["column"])
    if placed := _LEXER.search(refusal.message):
        return int(placed["line"]), 1
    return 1, 1


def _message(refusal: Refusal, line: str, prepared: Prepared) -> tuple[str, str]:
    if _UNKNOWN_TYPE.search(refusal.message):
        word = prepared.first_word
        return f"`{word[:40]}` is no type of diagram", did_you_mean(word, TYPES)
    first = next(iter(refusal.message.strip().splitlines()), "the parser refuses it")
    if refusal.reason != "syntax":
        return first, _advice(line) if refusal.reason == "browser" else ""
    found = refusal.found.strip()
    if found:
        return f"found `{found[:40]}`", _advice(line)
    if said := _EXPECTING.search(refusal.message):
        got = said["found"].strip()
        wanted = _TOKENS.get(said["wanted"], f"`{said['wanted']}`")
        return f"found {f'`{got[:40]}`' if got else 'the end'}; expected {wanted}", _advice(line)
    if _LEXER.search(first) and first.endswith(":"):  # the parser met the end of a line, or of all
        if _open_subgraphs(prepared.text) > 0:
            return "the diagram ends too early", "a `subgraph` is not closed: add a line `end`"
        return "the line ends too early", _advice(line)
    return _LANGIUM.sub("", first).lstrip(": ").strip() or first, _advice(line)


def _open_subgraphs(text: str) -> int:
    """How many subgraphs are begun and not ended."""
    words = [line.split(maxsplit=1)[0] for line in text.split("\n") if line.strip()]
    return words.count("subgraph") - words.count("end")


def _advice(line: str) -> str:
    """What is most often wrong with such a line."""
    if re.search(r"^\s*\S+\s*--?>?\s*\|?.*\bend\b", line) or re.search(
        r"[\[(]\s*end\s*[\])]", line
    ):
        return 'the word `end` closes a subgraph: write it as "End" or in quotes'
    if _UNQUOTED.search(line):
        return 'put the label in double quotes: A["text (with brackets)"]'
    if re.search(r"(?<![-=.])->(?!>)", line):
        return "a flowchart's arrow is `-->`"
    if line.count('"') % 2:
        return 'a double quote is not closed: write " inside a label as #quot;'
    return ""
