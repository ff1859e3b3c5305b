"""How much of the atlas there is and how good it is: sums over all pages, and what comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from atlas_ssg.cache import Memo
from atlas_ssg.config import ConfigFile, GateItemTable, PlaneTable
from atlas_ssg.indexes.answers import items
from atlas_ssg.indexes.gates import Answers
from atlas_ssg.indexes.share import Share
from atlas_ssg.model.citation import Provenance, Reference
from atlas_ssg.model.coverage import (
    Broken,
    Coverage,
    DiagramTally,
    FigureTally,
    Gap,
    GateTally,
    SourceAge,
    is_dated,
    months,
)
from atlas_ssg.model.diagram import Failed, Graph
from atlas_ssg.model.fact import Fact, QuantityKind
from atlas_ssg.model.gate import Answer, GateAnswer
from atlas_ssg.model.index import CategoryIndex, SourceIndex, SystemMatrix
from atlas_ssg.model.site import Site

_KIND = "index-coverage"
_FAILURE_ITEM = "failure-modes"  # the question that asks for failure scenarios (content format)
_SETTLED = frozenset({Answer.ANSWERED, Answer.LINKED, Answer.INHERITED})
_SLO_KINDS = frozenset({QuantityKind.DURATION, QuantityKind.AVAILABILITY})
_YEARS = ((1, "under_1"), (2, "1_to_2"), (5, "2_to_5"), (10, "5_to_10"))
_MONTHS = ((6, "under_6"), (12, "6_to_12"), (24, "12_to_24"))
_SERVES = 24  # months that a source serves where `[checks.source_age]` says nothing


@dataclass(frozen=True, slots=True)
class _PageSum:
    """What one page adds. `having` says which of the four things its diagram has."""

    provenance: tuple[tuple[Provenance, int], ...]
    answers: tuple[tuple[str, Answer], ...]
    in_diagrams: int
    having: tuple[bool, bool, bool, bool] | None


def coverage(
    site: Site,
    shares: Sequence[Share],
    file: ConfigFile,
    categories: Sequence[CategoryIndex],
    systems: Sequence[SystemMatrix],
    sources: Sequence[SourceIndex],
    answers: Answers,
    memo: Memo,
) -> Coverage:
    """The measure of the whole atlas. A page that is as before is not measured again."""
    counted = {category.id for category in categories if category.counted}
    sums = tuple([_remembered(share, answers, counted, file, memo) for share in shares])
    memo.keep(_KIND, {share.page.path for share in shares})
    as_of = max((share.page.front.updated for share in shares), default="")
    ages, by_age, by_reading = memo(
        "index",
        "ages",
        (tuple(sources), site.library, file, as_of),
        lambda: _aged(site, sources, file, as_of),
    )
    gates, counts, in_diagrams, having = memo(
        "index", "tallies", (sums, file), lambda: _tallies(sums, file)
    )
    mix = Counter(counts)
    tally = _figures(mix, len(site.facts.absences), in_diagrams)
    mix[Provenance.NOT_PUBLISHED] = tally.not_published
    return Coverage(
        as_of=as_of,
        diagrams=sum(c.diagrams for c in categories if c.counted),
        target=sum(c.target for c in categories if c.counted),
        concepts=sum(c.diagrams for c in categories if not c.counted),
        broken=tuple(_broken(site)),
        gates=gates,
        provenance=tuple((kind.value, mix[kind]) for kind in Provenance),
        figures=tally,
        having=having,
        gaps=tuple(_gaps(systems)),
        weakest=tuple(_weakest(gates)),
        sources=ages,
        by_age=by_age,
        by_reading=by_reading,
    )


def _tallies(
    sums: Sequence[_PageSum], file: ConfigFile
) -> tuple[tuple[GateTally, ...], Mapping[Provenance, int], int, DiagramTally]:
    """The gates, the figures' provenance, how many are in diagrams, and what the diagrams have."""
    mix: Counter[Provenance] = Counter()
    for page in sums:
        mix.update(dict(page.provenance))
    having = DiagramTally(*(sum(row) for row in zip(*_having(sums), strict=True)))
    return _gates(sums, file), mix, sum(page.in_diagrams for page in sums), having


def _remembered(
    share: Share, answers: Answers, counted: set[str], file: ConfigFile, memo: Memo
) -> _PageSum:
    page = share.page
    counts = share.counted and not page.is_index and page.category in counted
    graphs = share.graphs if counts else None
    inputs = (share.facts, answers.get(page.path, ()), graphs, file.planes)
    return memo(_KIND, page.path, inputs, partial(_measured, *inputs))


def _measured(
    facts: tuple[Fact, ...],
    answers: tuple[GateAnswer, ...],
    graphs: tuple[Graph, ...] | None,
    planes: tuple[PlaneTable, ...],
) -> _PageSum:
    """One page; `graphs` is None when its diagrams do not count."""
    mix = Counter(fact.provenance for fact in facts)
    having = None
    if graphs is not None:
        having = (
            any(_in_planes(graph, planes) for graph in graphs),
            any(fact.in_diagram and fact.quantity.kind in _SLO_KINDS for fact in facts),
            any(fact.quantity.kind is QuantityKind.MONEY for fact in facts),
            any(a.item == _FAILURE_ITEM and a.answer in _SETTLED for a in answers),
        )
    return _PageSum(
        provenance=tuple(mix.items()),
        answers=tuple((answer.item, answer.answer) for answer in answers),
        in_diagrams=sum(fact.in_diagram for fact in facts) if graphs is not None else 0,
        having=having,
    )


def _in_planes(graph: Graph, planes: tuple[PlaneTable, ...]) -> bool:
    """Whether at least half of the nodes belong to a plane: by class, or by their group's title."""
    classes = {plane.class_ for plane in planes}
    names = tuple(plane.title.split()[0].casefold() for plane in planes)
    titled = {g.id for g in graph.groups if g.label.casefold().startswith(names)}
    inside = sum(bool(classes & set(n.classes)) or n.group in titled for n in graph.nodes)
    return bool(graph.nodes) and 2 * inside >= len(graph.nodes)


def _having(sums: Sequence[_PageSum]) -> Iterator[tuple[bool, bool, bool, bool]]:
    yield (False, False, False, False)  # so that there is a sum without pages, too
    yield from (page.having for page in sums if page.having is not None)


def _figures(mix: Counter[Provenance], absences: int, in_diagrams: int) -> FigureTally:
    derived, uncited = mix[Provenance.DERIVED], mix[Provenance.UNCITED]
    total = mix.total()
    return FigureTally(total, total - derived - uncited, derived, uncited, absences, in_diagrams)


def _gates(sums: Sequence[_PageSum], file: ConfigFile) -> tuple[GateTally, ...]:
    found = Counter(answer for page in sums for answer in page.answers)
    return tuple(_tally(gate.id, item, found) for gate, item in items(file))


def _tally(gate: str, item: GateItemTable, found: Mapping[tuple[str, Answer], int]) -> GateTally:
    inherited = found.get((item.id, Answer.INHERITED), 0)
    return GateTally(
        gate=gate,
        item=item.id,
        title=item.title,
        answered=found.get((item.id, Answer.ANSWERED), 0),
        linked=found.get((item.id, Answer.LINKED), 0) + inherited,
        inherited=inherited,
        not_published=found.get((item.id, Answer.NOT_PUBLISHED), 0),
        missing=found.get((item.id, Answer.MISSING), 0),
    )


def _weakest(gates: Sequence[GateTally]) -> list[GateTally]:
    """Questions that are not all answered, the largest open part first, then unpublished part."""

    def weakness(gate: GateTally) -> tuple[float, float]:
        all_of = gate.answered + gate.linked + gate.not_published + gate.missing
        return (-gate.missing / all_of, -gate.not_published / all_of)

    return sorted((gate for gate in gates if gate.missing or gate.not_published), key=weakness)


def _broken(site: Site) -> Iterator[Broken]:
    for (page, ordinal), outcome in site.diagrams.items():
        if isinstance(outcome, Failed):
            yield Broken(page, ordinal, outcome.message)


def _gaps(systems: Sequence[SystemMatrix]) -> list[Gap]:
    """Systems with missing kinds; of two that lack as many, the one declared first."""
    gaps = [
        Gap(matrix.id, matrix.title, matrix.permalink, lacking)
        for matrix in systems
        if (lacking := tuple(c.kind for c in matrix.cells if c.state in {"missing", "broken"}))
    ]
    return sorted(gaps, key=lambda gap: len(gap.kinds))


_Sizes = tuple[tuple[str, int], ...]


def _aged(
    site: Site, sources: Sequence[SourceIndex], file: ConfigFile, as_of: str
) -> tuple[tuple[SourceAge, ...], _Sizes, _Sizes]:
    """The ages of the sources, and how many are how old and how long unread."""
    ages = tuple(_ages(site, sources, file, as_of))
    by_age = _sizes((_age_of(age, as_of) for age in ages), _YEARS, ("over_10", "undated"))
    return ages, by_age, _sizes(map(_reading_of, ages), _MONTHS, ("over_24", "never"))


def _ages(
    site: Site, sources: Sequence[SourceIndex], file: ConfigFile, as_of: str
) -> list[SourceAge]:
    limits = {str(name): count for name, count in file.checks.source_age.items()}
    priced = {price.source: price.as_of for price in site.library.prices.values()}
    references = site.library.references
    found = [
        _age(references[entry.key], entry, priced.get(entry.key, ""), limits, as_of)
        for entry in sources
    ]
    return sorted(found, key=lambda age: (age.read, age.key))


def _age(
    reference: Reference, entry: SourceIndex, priced: str, limits: Mapping[str, int], as_of: str
) -> SourceAge:
    read = max(reference.accessed, priced)
    return SourceAge(
        key=reference.key,
        title=reference.title,
        provenance=reference.provenance.value,
        issued=reference.issued,
        read=read if is_dated(read) else "",
        unread=max(0, months(read, as_of)) if is_dated(read) and is_dated(as_of) else 0,
        limit=limits.get(reference.provenance.value, _SERVES),
        figures=len(entry.facts),
    )


def _age_of(source: SourceAge, as_of: str) -> str:
    if not (is_dated(source.issued) and is_dated(as_of)):
        return "undated"
    years = months(source.issued, as_of) / 12
    return next((name for limit, name in _YEARS if years < limit), "over_10")


def _reading_of(source: SourceAge) -> str:
    if not source.read:
        return "never"
    return next((name for limit, name in _MONTHS if source.unread < limit), "over_24")


def _sizes(
    names: Iterable[str], ladder: Sequence[tuple[int, str]], others: Sequence[str]
) -> tuple[tuple[str, int], ...]:
    found = Counter(names)
    return tuple((name, found[name]) for name in (*(name for _, name in ladder), *others))
