"""Exact messages: what a page sets as code below a heading "Error messages"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas_ssg.model.fact import ErrorString
from atlas_ssg.model.page import Page, Passage, PassageKind

_HEADING = "error messages"
# A column whose header has one of these words holds messages.
_COLUMNS = frozenset({
    "body", "code", "codes", "error", "errors", "exception", "message", "messages", "string",
    "strings", "text",
})  # fmt: skip
# Code blocks in these languages may hold messages: any other one is a program.
_LANGUAGES = frozenset({"", "console", "json", "log", "logs", "output", "text", "txt"})
# Words with a blank, or one identifier that messages use (SQLSTATE, exception, condition).
_SAID = re.compile(r"\S\s+\S|^[A-Z][A-Za-z]*(?:Exception|Error|Errors)\b|^[A-Z][A-Z0-9_]{4,}$")
# In a column for them, any name of several parts is one: "SlowDown".
_NAME = re.compile(r"^[A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]+)+$")
_PROMPT = re.compile(r"^[$#>] ")
# What is typed at a prompt, and no message: with an option, an address or a capital placeholder
# behind a command; a statement; one of the commands that on-call engineers use.
_TYPED = re.compile(
    r"^(?:sudo |\./|/\w)"
    r"|^[a-z][\w.-]*(?: \S+)*? (?:--?[A-Za-z]|\+\w|@\w|[A-Z]{3,}$|\|)"
    r"|^(?:SELECT|SHOW|ALTER|SET|UPDATE|DELETE|INSERT|EXPLAIN|VACUUM)\b.*;$"
    r"|^(?:GET|PUT|POST|DELETE|HEAD) [/_]|^CONFIG (?:GET|SET) "
    r"|^(?:aws|cat|curl|df|dig|dmesg|docker|etcdctl|gcloud|git|grep|helm|journalctl|kubectl|ls|lsof"
    r"|nc|netstat|nslookup|openssl|ps|psql|redis-cli|show (?:bgp|ip|system)|ss|ssh|systemctl|tail"
    r"|tcpdump|traceroute|vmstat)(?: |$)"
)


def errors(page: Page) -> Iterator[ErrorString]:
    """The exact messages of the page: code spans, and lines of code blocks.

    In a table with a column for messages the others say where and what then;
    elsewhere commands stand beside them, which are none.
    """
    below = [p for p in page.passages if _HEADING in [part.casefold() for part in p.trail]]
    with_column = {p.trail for p in below if _holds_messages(p)}
    for passage in below:
        if passage.kind is PassageKind.CELL and passage.trail in with_column:
            texts = [t for t in passage.codes if _holds_messages(passage) and _is_named(t)]
        else:
            texts = [t for t in _lines(passage) if _SAID.search(t) and not _TYPED.search(t)]
        for text in texts:
            yield _error(text.strip(), passage, page)


def _holds_messages(passage: Passage) -> bool:
    """Whether it is a cell of a column that says that it holds messages."""
    words = re.split(r"\W+", passage.column.casefold())
    return not _COLUMNS.isdisjoint(words)


def _is_named(text: str) -> bool:
    return bool(_SAID.search(text.strip()) or _NAME.search(text.strip()))


def _lines(passage: Passage) -> Iterator[str]:
    """The spans of a passage, or the lines of a block that are not typed at a prompt."""
    if passage.kind is not PassageKind.CODE:
        yield from (code.strip() for code in passage.codes)
    elif passage.language in _LANGUAGES:
        lines = (line.strip() for line in passage.text.split("\n"))
        yield from (line for line in lines if not _PROMPT.match(line))


def _error(text: str, passage: Passage, page: Page) -> ErrorString:
    return ErrorString(
        text=text,
        page=page.path,
        permalink=page.permalink,
        anchor=passage.anchor,
        title=page.title,
        place=passage.place,
        system=page.system,
        category=page.category,
    )
