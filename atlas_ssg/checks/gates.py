"""The gates' open questions as findings."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from atlas_ssg.checks.places import search_fence
from atlas_ssg.checks.rule import Finding, PageSubject
from atlas_ssg.config import Evidence, GateItemTable
from atlas_ssg.model.gate import Answer, GateAnswer
from atlas_ssg.model.page import Page, PassageKind
from atlas_ssg.model.source import Place

# What rules of their own look at, each at its exact place: NH001 to NH003, MM005 and MM006.
_ELSEWHERE: frozenset[Evidence] = frozenset(
    {"acronyms", "versions", "scale", "direction", "dependencies"}
)

# What stands before a word of a label on its line: a quote, a bracket, a bar or a colon.
_BEFORE = r"[\"\[({|][^\"\])}|]*|:\s[^:]*|\bas\s[^:]*"
_CODE = re.compile(r"`[^`]*`")
_LONGEST_PASSAGE = 40  # lines


def open_questions(
    subject: PageSubject, gates: Collection[str], *, but: Collection[str] = ()
) -> Iterator[Finding]:
    """The questions of `gates` (none: of all `but` those) that the page owns and leaves open."""
    for answer, item in _missing(subject):
        wanted = answer.gate in gates if gates else answer.gate not in but
        if wanted and not _ELSEWHERE & set(item.evidence):
            heading = next((h for h in subject.page.headings if _is(h.text, item)), None)
            place = heading.place if heading else subject.start
            length = len(subject.line(place.line)) - place.column + 1
            yield Finding(
                place,
                f"{answer.title} {_sentence(answer.why)}",
                _help(item, answer),
                max(1, length),
            )


def with_evidence(subject: PageSubject, evidence: Evidence) -> Iterator[GateAnswer]:
    """The page's open questions that ask for this evidence."""
    return (answer for answer, item in _missing(subject) if evidence in item.evidence)


def named(answer: GateAnswer) -> list[str]:
    """The names that an answer says are lacking: "not in the glossary: A, B"."""
    return [name for name in answer.why.partition(": ")[2].split(", ") if name]


def first_use(subject: PageSubject, name: str) -> Place:
    """Where readers first meet a name: in a label, else in the text, else anywhere in a diagram.

    Code is passed over, since an exact string is no use of a word.
    """
    word = re.compile(rf"(?<![\w-]){re.escape(name)}(?=s?(?!\w))")
    for fence in subject.page.fences:
        if place := search_fence(fence, re.compile(rf"(?:{_BEFORE}){word.pattern}")):
            line = subject.line(place.line)
            found = word.search(line, place.column - 1)
            return Place(place.path, place.line, found.start() + 1 if found else place.column)
    for passage in subject.page.passages:
        if name in passage.text and passage.kind is not PassageKind.CODE:
            for number in range(passage.place.line, passage.place.line + _LONGEST_PASSAGE):
                line = _CODE.sub(lambda code: " " * len(code[0]), subject.line(number))
                if match := word.search(line):
                    return Place(passage.place.path, number, match.start() + 1)
    for fence in subject.page.fences:
        if place := search_fence(fence, word):
            return place
    return subject.start


def _missing(subject: PageSubject) -> Iterator[tuple[GateAnswer, GateItemTable]]:
    """An inherited question is reported once, at its owner."""
    items = {(gate.id, item.id): item for gate in subject.file.gates for item in gate.items}
    for answer in subject.answers:
        item = items.get((answer.gate, answer.item))
        if item and answer.answer is Answer.MISSING and _owns(subject.page, item):
            yield answer, item


def _owns(page: Page, item: GateItemTable) -> bool:
    return not item.owners or (page.kind or page.category) in item.owners


def _is(text: str, item: GateItemTable) -> bool:
    return bool(item.heading) and text.casefold() == item.heading[-1].casefold()


def _sentence(why: str) -> str:
    return why[:1].upper() + why[1:] + "." if why else "Nothing answers it."


def _help(item: GateItemTable, answer: GateAnswer) -> str:
    if not item.heading:
        return ""
    heading = "` › `".join("#" * (2 + depth) + " " + h for depth, h in enumerate(item.heading))
    return (
        f"answer it below `{heading}`, name the page that does (`answers: "
        f"{{{answer.item}: /page/#heading}}`), or say that it is not published "
        f'(`not_published: [{{what: "{answer.item}: …", …}}]`)'
    )
