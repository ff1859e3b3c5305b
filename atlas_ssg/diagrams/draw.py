"""Every diagram of the site: remembered where nothing changed, else from the renderer.

Two things are kept on disk: the browser's raw answer (by text and by all that a
drawing depends on), and the finished diagram (by that, and by title, links and
id prefix). So a new title cleans a drawing anew but starts no browser.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from atlas_ssg.cache import Cache, Memo, digest, program_digest
from atlas_ssg.config import Config, PlaneTable
from atlas_ssg.diagrams import graph, svg
from atlas_ssg.diagrams.errors import failed, refused
from atlas_ssg.diagrams.notices import notices
from atlas_ssg.diagrams.refusals import Fault
from atlas_ssg.diagrams.renderer import Answer, Drawing, Job, Refusal, Renderer
from atlas_ssg.diagrams.source import Prepared, prepare
from atlas_ssg.diagrams.verify import UnsafeError
from atlas_ssg.model.diagram import DiagramRequest, Failed, Outcome, Rendered, RenderStats
from atlas_ssg.model.page import Page

Key = tuple[str, int]
Advance = Callable[[int, int], None]

_ENCODE = msgspec.msgpack.Encoder().encode
_ANSWER = msgspec.msgpack.Decoder(tuple[Drawing | None, Refusal | None])
_OUTCOME = msgspec.msgpack.Decoder(tuple[Rendered | None, Failed | None])
# Failures that may not happen again are not remembered.
_PASSING = frozenset({"timeout", "browser"})


@dataclass(frozen=True, slots=True)
class _Task:
    """One diagram on its way: what is asked, what was prepared, under which keys it is stored."""

    request: DiagramRequest
    prepared: Prepared
    planes: tuple[str, ...]
    drawing_key: str
    outcome_key: str


@dataclass(slots=True)
class _Work:
    """What is known so far, and what the renderer had to do for it."""

    outcomes: dict[Key, Outcome] = field(default_factory=dict)
    rendered: int = 0
    fresh: int = 0  # diagrams shown by what was rendered: equal ones are rendered once
    in_page: float = 0.0
    launch: float = 0.0


def draw(
    pages: Mapping[str, Page],
    renderer: Renderer,
    cache: Cache,
    config: Config,
    advance: Advance,
    memo: Memo,
) -> tuple[dict[Key, Outcome], RenderStats]:
    """The outcome of every diagram by (page path, ordinal), and what that cost.

    Raises `RenderError` when there is something to draw and no browser.
    """
    start = time.perf_counter()
    work = _Work()
    with_diagrams = [page for page in pages.values() if page.fences]
    identity = renderer.identity if with_diagrams else ""
    unknown = [page for page in with_diagrams if not _remembered(page, identity, memo, work)]
    tasks = [t for page in unknown for t in _tasks(page, identity, config.file.planes, work)]
    remaining = [task for task in tasks if not _recalled(task, cache, work)]
    for task, answer in _answers(remaining, renderer, cache, advance, work):
        outcome = _finish(task, answer)
        work.outcomes[_key(task.request)] = outcome
        if _lasts(outcome):
            cache.put("diagram", task.outcome_key, _ENCODE(_sorted_out(outcome, Rendered)))
    for page in unknown:
        _remember(page, identity, memo, work)
    memo.keep("diagrams", {page.path for page in with_diagrams})
    keys = [(page.path, fence.ordinal) for page in with_diagrams for fence in page.fences]
    outcomes = {key: work.outcomes[key] for key in keys}
    return outcomes, RenderStats(
        rendered=work.rendered,
        cached=len(keys) - work.fresh,
        failed=sum(isinstance(outcome, Failed) for outcome in outcomes.values()),
        in_page=work.in_page,
        wall=time.perf_counter() - start,
        launch=work.launch,
        browser_started=bool(work.rendered),
    )


def _inputs(page: Page, identity: str) -> tuple[Any, ...]:
    """All of a page that its diagrams depend on."""
    return (identity, page.fences, page.title, page.references)


def _remembered(page: Page, identity: str, memo: Memo, work: _Work) -> bool:
    """Whether this process drew the page's diagrams before; they are then among the outcomes."""
    known: dict[Key, Outcome] | None = memo.known("diagrams", page.path, _inputs(page, identity))
    work.outcomes.update(known or {})
    return known is not None


def _remember(page: Page, identity: str, memo: Memo, work: _Work) -> None:
    outcomes = {
        (page.path, fence.ordinal): work.outcomes[(page.path, fence.ordinal)]
        for fence in page.fences
    }
    if all(map(_lasts, outcomes.values())):
        memo.put("diagrams", page.path, _inputs(page, identity), outcomes)


def _tasks(page: Page, identity: str, planes: Sequence[PlaneTable], work: _Work) -> list[_Task]:
    """What is to be drawn for a page; a diagram that may not be drawn fails here."""
    tasks = []
    names = tuple(plane.class_ for plane in planes)
    for request in _requests(page):
        prepared = prepare(request.source, planes)
        if isinstance(prepared, Fault):
            work.outcomes[_key(request)] = refused(request, prepared)
            continue
        drawing_key = digest(identity, prepared.text)
        asked = _ENCODE((request.prefix, request.title, request.links, names, prepared.notices))
        outcome_key = digest(program_digest(), drawing_key, request.source, asked)
        tasks.append(_Task(request, prepared, names, drawing_key, outcome_key))
    return tasks


def _requests(page: Page) -> list[DiagramRequest]:
    links = tuple(
        (number, f"#calc-{key[5:]}" if key.startswith("calc:") else f"#source-{number}")
        for number, key in enumerate(page.references, 1)
    )
    several = len(page.fences) > 1
    return [
        DiagramRequest(
            page=page.path,
            ordinal=fence.ordinal,
            source=fence.marked,
            place=fence.place,
            prefix=f"d{fence.ordinal}",
            title=f"{page.title} ({fence.ordinal})" if several else page.title,
            links=links,
        )
        for fence in page.fences
    ]


def _key(request: DiagramRequest) -> Key:
    return (request.page, request.ordinal)


def _recalled(task: _Task, cache: Cache, work: _Work) -> bool:
    """Whether the finished diagram is on disk; it is then among the outcomes."""
    rendered, failure = _decoded(cache.get("diagram", task.outcome_key), _OUTCOME)
    outcome: Outcome | None = rendered or failure
    if outcome is None:
        return False
    page, ordinal = _key(task.request)
    work.outcomes[(page, ordinal)] = replace(outcome, page=page, ordinal=ordinal)
    return True


def _answers(
    tasks: Sequence[_Task], renderer: Renderer, cache: Cache, advance: Advance, work: _Work
) -> Iterator[tuple[_Task, Answer]]:
    """Each task with its answer as soon as there is one; the renderer draws what the cache lacks.

    The browser draws on while the caller finishes what it was given.
    """
    waiting: dict[str, list[_Task]] = {}
    for task in tasks:
        drawing, refusal = _decoded(cache.get("drawing", task.drawing_key), _ANSWER)
        known: Answer | None = drawing or refusal
        if known is not None:
            yield task, known
        else:
            waiting.setdefault(task.drawing_key, []).append(task)
    if not waiting:
        return
    keys = list(waiting)
    advance(0, len(keys))
    jobs = [Job(waiting[key][0].prepared.text) for key in keys]
    for finished, (index, answer) in enumerate(renderer.render(jobs), 1):
        work.in_page += answer.seconds
        if isinstance(answer, Drawing) or answer.lasting:
            cache.put("drawing", keys[index], _ENCODE(_sorted_out(answer, Drawing)))
        for task in waiting[keys[index]]:
            yield task, answer
        advance(finished, len(keys))
    work.rendered = len(keys)
    work.fresh = sum(map(len, waiting.values()))
    work.launch = renderer.launch_seconds


def _decoded(stored: bytes | None, decoder: Any) -> tuple[Any, Any]:
    if stored is None:
        return None, None
    try:
        first, second = decoder.decode(stored)
    except msgspec.DecodeError:
        return None, None  # written by another version
    return first, second


def _sorted_out(value: object, first: type) -> tuple[object, object]:
    """A value of one of two types as a pair, since msgspec tells no dataclasses apart."""
    return (value, None) if isinstance(value, first) else (None, value)


def _lasts(outcome: Outcome) -> bool:
    return not (isinstance(outcome, Failed) and outcome.reason in _PASSING)


def _finish(task: _Task, answer: Answer) -> Outcome:
    """The finished diagram, or its failure at the author's place."""
    request = task.request
    if isinstance(answer, Refusal):
        return failed(request, answer, task.prepared)
    try:
        read = graph.read(answer.graph)
        frame = svg.Frame(
            prefix=request.prefix,
            title=read.title or request.title,
            description=read.description or graph.described(read),
            links=dict(request.links),
            planes=task.planes,
        )
        finished = svg.finish(answer.svg, frame)
    except UnsafeError as error:
        return Failed(request.page, request.ordinal, error.reason, str(error))
    except ValueError as error:  # a graph of a shape that no Mermaid gave before
        return Failed(request.page, request.ordinal, "browser", f"cannot be read: {error}")
    return Rendered(
        page=request.page,
        ordinal=request.ordinal,
        svg=finished.svg,
        graph=read,
        width=finished.width,
        height=finished.height,
        notices=(*task.prepared.notices, *notices(finished.drops, request.source)),
    )
