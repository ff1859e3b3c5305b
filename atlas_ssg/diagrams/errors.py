"""From what Mermaid's parsers say to a message for people: found, expected, what to do."""

from __future__ import annotations

import re

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
    "ACTOR": "an actor", "SOLID_ARROW": "->>", "DOTTED_ARROW": "-->>", "NUM": "a number",
}  # fmt: skip
_LANGIUM = re.compile(r"Parse error on line (?P<line>\d+), column (?P<column>\d+)", re.IGNORECASE)
_LEXER = re.compile(r"on line (?P<line>\d+)")
_UNKNOWN_TYPE = re.compile(r"No diagram type detected")
_UNQUOTED = re.compile(r"[\[({|](?![\"`])[^\]\"|]*[()\[\]{}@]")


def failed(request: DiagramRequest, refusal: Refusal, prepared: Prepared) -> Failed:
    """The failure of a diagram at the author's line and column."""
    line, column, length = refusal.line, refusal.column, refusal.length
    placed = _LANGIUM.search(refusal.message) or _LEXER.search(refusal.message)
    if line == 1 and column == 1 and placed:
        line = int(placed["line"])
        column = int(placed["column"]) if "column" in placed.groupdict() else 1
    text = prepared.text.split("\n")
    number = prepared.author_line(line)
    original = request.source.split("\n")
    source_line = original[number - 1] if number <= len(original) else ""
    found = refusal.found.strip()
    after = source_line.find(found, max(0, column - 1 + length - 1)) if found else -1
    if after >= 0:
        # The parser gives the place of the last token that it took; the next one is at fault.
        column, length = after + 1, len(found)
    expected = tuple(dict.fromkeys(_TOKENS.get(word, word) for word in refusal.expected))
    message, help = _message(refusal, source_line, text)
    return Failed(
        page=request.page,
        ordinal=request.ordinal,
        reason=refusal.reason,
        message=message,
        line=number,
        column=min(column, len(source_line) + 1),
        length=max(1, min(length, len(source_line) - column + 1)),
        expected=expected,
        found=refusal.found.strip(),
        help=help,
    )


def _message(refusal: Refusal, line: str, text: list[str]) -> tuple[str, str]:
    if _UNKNOWN_TYPE.search(refusal.message):
        word = next((part.split()[0] for part in text if part.strip()), "")
        return f"`{word[:40]}` is no type of diagram", did_you_mean(word, TYPES)
    if refusal.reason != "syntax":
        return refusal.message.splitlines()[0], _advice(line) if refusal.reason == "browser" else ""
    found = refusal.found.strip()
    if found:
        return f"found `{found[:40]}`", _advice(line)
    said = refusal.message.strip().splitlines()
    first = said[0] if said else "the parser refuses it"
    return _LANGIUM.sub("", first).lstrip(": ").strip() or first, _advice(line)


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
