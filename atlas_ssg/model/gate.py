"""The four gates' twenty questions, answered page by page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Answer(StrEnum):
    """How a page stands to a gate's question.

    INHERITED: a sibling of the same system owns the question and answers it.
    """

    ANSWERED = "answered"
    LINKED = "linked"
    INHERITED = "inherited"
    NOT_PUBLISHED = "not-published"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class GateAnswer:
    """One question on one page. `target` is the address that answers it, where there is one.

    `why` says what is lacking when the answer is MISSING.
    """

    page: str
    gate: str
    item: str
    title: str
    answer: Answer
    target: str = ""
    why: str = ""
