"""Suppressions with a reason, in the text itself.

`<!-- atlas: ignore[SR001] reason -->` silences a code on its own line and on the next one that
is not blank (above a fence: on the diagram's first line); `%% atlas: ignore[MM004] reason` does
so inside a diagram, `# atlas: ignore[SR010] reason` in front matter and YAML files. One without
a reason, or that silences nothing, is itself reported. Code blocks are only quoted, not obeyed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from atlas_ssg.cache import Memo
from atlas_ssg.checks.codes import KNOWN, ON_DEMAND
from atlas_ssg.model.diagnostic import Diagnostic, Severity
from atlas_ssg.model.source import Place
from atlas_ssg.schema import did_you_mean

_COMMENT = re.compile(
    r"(?P<mark><!--|%%|#)\s*atlas:\s*ignore\[(?P<codes>[\w, ]*)\](?P<reason>[^\n]*)"
)
_FENCE = re.compile(r"[\s>]*(?P<fence>`{3,}|~{3,})\s*(?P<language>[^\s`{]*)")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One comment: the codes it silences, at `lines` of `path`; `text` is its own line."""

    path: str
    line: int
    column: int
    length: int
    codes: tuple[str, ...]
    reason: str
    lines: tuple[int, ...]
    text: str


def apply_suppressions(
    diagnostics: Iterable[Diagnostic], texts: Mapping[str, str], memo: Memo
) -> list[Diagnostic]:
    """The diagnostics that remain, and one for each suppression that is unused or unexplained."""
    comments = [
        found
        for path, text in texts.items()
        for found in memo("suppressions", path, (text,), partial(_read, path, text))
    ]
    memo.keep("suppressions", set(texts))
    if not comments:
        return list(diagnostics)
    by_line = {
        (comment.path, line, code): comment
        for comment in comments
        for code in comment.codes
        for line in comment.lines
    }
    used: set[tuple[Suppression, str]] = set()
    kept = []
    for diagnostic in diagnostics:
        place = diagnostic.place
        silencing = by_line.get((place.path, place.line, diagnostic.code))
        if silencing is None:
            kept.append(diagnostic)
        else:
            used.add((silencing, diagnostic.code))
    return [*kept, *(d for comment in comments for d in _complaints(comment, used))]


def _read(path: str, text: str) -> tuple[Suppression, ...]:
    if "atlas:" not in text:
        return ()
    lines = text.split("\n")
    return tuple(
        Suppression(
            path=path,
            line=number,
            column=match.start() + 1,
            length=len(match[0].rstrip()),
            codes=tuple(code.strip().upper() for code in match["codes"].split(",") if code.strip()),
            reason=match["reason"].partition("-->")[0].strip(),
            lines=_silenced(lines, number),
            text=lines[number - 1],
        )
        for number, mark in _obeyed(path, lines)
        for match in _COMMENT.finditer(lines[number - 1])
        if match["mark"] == mark
    )


def _obeyed(path: str, lines: list[str]) -> Iterator[tuple[int, str]]:
    """(line, the mark that opens a comment there) for every line that may hold a suppression."""
    yaml = path.endswith((".yaml", ".yml"))
    front = not yaml and lines[0].rstrip() == "---"
    fence = language = ""
    for number, line in enumerate(lines, 1):
        if yaml or front:
            yield number, "#"
            front = front and not (number > 1 and line.rstrip() in {"---", "..."})
            continue
        match = _FENCE.match(line)
        if fence:
            if match and match["fence"].startswith(fence) and not match["language"]:
                fence = ""
            elif language == "mermaid":
                yield number, "%%"
        elif match:
            fence, language = match["fence"], match["language"].lower()
        else:
            yield number, "<!--"


def _silenced(lines: list[str], number: int) -> tuple[int, ...]:
    """The comment's own line and the next that says something; behind a fence's opening one too."""
    following = next((n for n in range(number + 1, len(lines) + 1) if lines[n - 1].strip()), 0)
    if following and _FENCE.match(lines[following - 1]):
        return number, following, following + 1
    return (number, following) if following else (number,)


def _complaints(comment: Suppression, used: set[tuple[Suppression, str]]) -> Iterable[Diagnostic]:
    place = Place(comment.path, comment.line, comment.column)

    def warn(code: str, message: str, help: str) -> Diagnostic:
        return Diagnostic(
            code, message, place, Severity.WARNING, help, comment.text, comment.length
        )

    if not comment.codes:
        yield warn("SU001", "this suppression names no rule", "name one: `atlas: ignore[SR001] …`")
    for code in comment.codes:
        if code not in KNOWN:
            message = f"this suppression names {code}, which is no rule"
            yield warn("SU001", message, did_you_mean(code, sorted(KNOWN)))
        elif (comment, code) not in used and code not in ON_DEMAND:
            yield warn("SU001", f"this suppression of {code} silences nothing", "remove it")
    if not comment.reason:
        codes = ", ".join(comment.codes)
        message = f"this suppression of {codes} gives no reason"
        yield warn("SU002", message, "say why after the bracket: `atlas: ignore[CODE] reason`")
