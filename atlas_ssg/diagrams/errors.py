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
    "TXT": "a colon and text", "taskData": "a colon and what follows it", "NL": "a new line",
    "ACTOR": "an actor",
    "SOLID_ARROW": "->>", "DOTTED_ARROW": "-->>", "NUM": "a number",
}  # fmt: skip
_LANGIUM = re.compile(r"Parse error on line (?P<line>\d+), column (?P<column>\d+)", re.IGNORECASE)
_LEXER = re.compile(r"on line (?P<line>\d+)(?:, column (?P<column>\d+))?")
_REFUSED = re.compile(
    r"Lexer error on line \d+, column (?P<column>\d+): unexpected character: ->(?P<character>.)<-"
    r"|Lexical error on line \d+"
)
_UNFINISHED = re.compile(r"[-=.>|:&]\s*$")
_INTERNAL = re.compile(r"[A-Z]{2}|[a-z][A-Z]|_")  # names of tokens: NL, taskData, acc_title
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
    line, column = _where(refusal, prepared, lines)
    unknown_type = _UNKNOWN_TYPE.search(refusal.message) is not None
    length = len(prepared.first_word) if unknown_type else refusal.length
    found = next(iter(refusal.found.strip().split("\n")), "").strip()
    line, column, length = _fault(found, lines, (line, column, length))
    source_line = lines[line - 1] if line <= len(lines) else ""
    if refused := _REFUSED.search(refusal.message):
        column, found = _unread(refused, refusal.message, source_line) or (column, found)
        length = max(1, len(found))
    message, help = _message(refusal, found, source_line, prepared)
    return Failed(
        page=request.page,
        ordinal=request.ordinal,
        reason="unknown-type" if unknown_type else refusal.reason,
        message=message,
        line=line,
        column=max(1, min(column, len(source_line) + 1)),
        length=max(1, min(length, len(source_line) - column + 1)),
        expected=_expected(refusal.expected),
        found=found,
        help=help,
    )


def _where(refusal: Refusal, prepared: Prepared, lines: list[str]) -> tuple[int, int]:
    """The author's line and column: from the parser's fields, else from its words."""
    number, column = refusal.line, max(1, refusal.column)
    if not number:
        placed = _LANGIUM.search(refusal.message) or _LEXER.search(refusal.message)
        number = int(placed["line"]) if placed else 1
        column = int(placed["column"] or 1) if placed else 1
    if prepared.first_word.startswith("sankey"):  # its parser is given no blank lines
        written = [n for n in prepared.lines if lines[n - 1].strip()]
        return written[min(number, len(written)) - 1], column
    return prepared.place(number, column)


def _fault(found: str, lines: list[str], last: tuple[int, int, int]) -> tuple[int, int, int]:
    """Where `found` stands: behind the last token that the parser took, whose place it gives.

    It may stand on a later line; but one that ends with an arrow is itself at fault.
    """
    line, column, length = last
    text = lines[line - 1] if line <= len(lines) else ""
    at = text.find(found, max(0, column + length - 2)) if found else -1
    if at >= 0:
        return line, at + 1, len(found)
    if found and not _UNFINISHED.search(text):
        for number in range(line + 1, len(lines) + 1):
            following = lines[number - 1]
            if following.strip() and not following.lstrip().startswith("%%"):
                at = following.find(found)
                return (number, at + 1, len(found)) if at >= 0 else last
    return last


def _unread(refused: re.Match[str], message: str, line: str) -> tuple[int, str] | None:
    """Column and text of what a lexer could not read: named by one, pointed at by the other."""
    if character := refused["character"]:
        return int(refused["column"]), character
    shown = message.split("\n")
    pointer = next((n for n, row in enumerate(shown) if re.fullmatch(r"-*\^", row)), 0)
    rest = shown[pointer - 1][len(shown[pointer]) - 1 :] if pointer else ""
    column = next((n for n in range(len(line)) if rest and rest.startswith(line[n:])), -1)
    return (column + 1, rest[0]) if column >= 0 else None


def _expected(names: tuple[str, ...]) -> tuple[str, ...]:
    """What the parser would have taken, in words; its inner names are left out."""
    words = (_TOKENS.get(name, "" if _INTERNAL.search(name) else name) for name in names)
    return tuple(dict.fromkeys(filter(None, words)))


def _message(refusal: Refusal, found: str, line: str, prepared: Prepared) -> tuple[str, str]:
    if _UNKNOWN_TYPE.search(refusal.message):
        word = prepared.first_word
        return f"`{word[:40]}` is no type of diagram", did_you_mean(word, TYPES)
    first = next(iter(refusal.message.strip().splitlines()), "the parser refuses it")
    if refusal.reason != "syntax":
        return first, _advice(line) if refusal.reason == "browser" else ""
    if _REFUSED.search(refusal.message):
        return f"`{found}` may not stand here" if found else "this may not stand here", _advice(
            line
        )
    if found:
        return f"found `{found[:40]}`", _advice(line)
    if said := _EXPECTING.search(refusal.message):
        got = said["found"].strip().split("\n")[0]
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
