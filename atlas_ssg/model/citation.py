"""Sources, their provenance, and the places that cite them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from atlas_ssg.model.source import Place

# A citation in a label or a passage is carried through layout as "[3]" between
# two word joiners: zero width, so the layout measures exactly what is painted,
# and never found in what an author writes.
MARK_GUARD = "⁠"
MARK = re.compile(rf"{MARK_GUARD}\[([0-9]{{1,6}})\]{MARK_GUARD}")
SPACED_MARK = re.compile(rf"\s?{MARK.pattern}")  # with the blank before it, which goes with it


class Provenance(StrEnum):
    """What kind of evidence a figure rests on, from strongest to weakest."""

    FIRST_PARTY = "first-party"
    REPORTED = "reported"
    DOCUMENTED_DEFAULT = "documented-default"
    PRICE_LIST = "price-list"
    BENCHMARK = "benchmark"
    SUMMARY = "summary"
    DERIVED = "derived"
    NOT_PUBLISHED = "not-published"
    UNCITED = "uncited"


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry of the bibliography (CSL-YAML), ready to print.

    `issued` and `accessed` are ISO dates, possibly cut short ("2016",
    "2016-03"), or empty where the source shows none.
    """

    key: str
    title: str
    url: str
    provenance: Provenance
    place: Place
    type: str = "webpage"
    authors: tuple[str, ...] = ()
    container: str = ""
    publisher: str = ""
    issued: str = ""
    accessed: str = ""
    locator: str = ""
    archive: str = ""

    @property
    def year(self) -> str:
        """The year of publication, or an empty string."""
        return self.issued[:4]


@dataclass(frozen=True, slots=True)
class Citation:
    """One use of a source: `[see @key, slide 12]`.

    `key` is a reference key, or `calc:NAME` for a calculation of the same page.
    `number` is what the reader sees: sources are numbered on each page in the
    order in which they are first cited, diagram labels included.
    """

    key: str
    number: int
    place: Place
    prefix: str = ""
    locator: str = ""


def mark(number: int) -> str:
    """The guarded marker for the source with this number on its page."""
    return f"{MARK_GUARD}[{number}]{MARK_GUARD}"


def unmarked(text: str) -> str:
    """The text without marks and the blanks before them, on one line, as a reader would say it."""
    if MARK_GUARD in text:
        text = SPACED_MARK.sub("", text).replace(MARK_GUARD, "")
    return " ".join(text.split())
