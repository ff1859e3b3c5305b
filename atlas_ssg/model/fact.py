"""A fact: a quantity, what it is said of, where it stands, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from atlas_ssg.model.citation import Provenance
from atlas_ssg.model.source import NOWHERE, Place


class QuantityKind(StrEnum):
    """What a figure measures."""

    DURATION = "duration"
    RATE = "rate"
    SIZE = "size"
    COUNT = "count"
    PERCENTAGE = "percentage"
    AVAILABILITY = "availability"
    MONEY = "money"
    RATIO = "ratio"
    POWER = "power"
    ENERGY = "energy"
    FREQUENCY = "frequency"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as the author spelled it, and what it comes to.

    `text` is the author's spelling, `start` and `end` its place in the text it
    was found in. `low` and `high` are in `unit` (equal unless a range); the
    unit is canonical for its kind and dimension: seconds, bytes, hertz-like
    "item/second", "byte/second", "USD", "USD/month", "percent", "watt", "hertz",
    or "" for a bare count and for a ratio, which is so many times. `counted` is
    the noun of a count or rate ("requests").
    """

    kind: QuantityKind
    text: str
    start: int
    end: int
    low: float
    high: float
    unit: str
    hedge: str = ""
    percentile: str = ""
    counted: str = ""
    per: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of the atlas with its subject and its evidence.

    `subject` is the node's label without figures, the edge as "A → B", the
    table row, or the sentence. `where` is "node", "edge", "group", "text",
    "cell", "item", "paragraph" or "calculation". `sources` are reference keys;
    `as_of` the newest issue date among them (ISO, possibly only a year).
    """

    quantity: Quantity
    subject: str
    context: str
    where: str
    page: str
    permalink: str
    anchor: str
    place: Place
    category: str = ""
    system: str = ""
    kind: str = ""
    sources: tuple[str, ...] = ()
    calculation: str = ""
    provenance: Provenance = Provenance.UNCITED
    as_of: str = ""

    @property
    def in_diagram(self) -> bool:
        """Whether the figure stands in a diagram rather than in the text."""
        return self.where in {"node", "edge", "group", "text"}


@dataclass(frozen=True, slots=True)
class CalculationResult:
    """A calculation, recomputed: `value` in `unit`, or an `error` that names the input."""

    page: str
    name: str
    what: str
    expression: str
    inputs: tuple[tuple[str, str, str], ...]
    value: float = 0.0
    unit: str = ""
    shown: str = ""
    error: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A figure (`text`) that cites a calculation and is not what that gives (`computed`)."""

    name: str
    text: str
    computed: str
    page: str
    place: Place


@dataclass(frozen=True, slots=True)
class Absence:
    """A figure that nobody publishes: an `n/p` label or a `not_published` entry."""

    what: str
    page: str
    permalink: str
    place: Place
    looked_in: str = ""
    on: str = ""
    system: str = ""
    in_diagram: bool = False


@dataclass(frozen=True, slots=True)
class ErrorString:
    """An exact message and the page that explains it."""

    text: str
    page: str
    permalink: str
    anchor: str
    title: str
    place: Place
    system: str = ""
    category: str = ""
