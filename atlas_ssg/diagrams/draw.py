"""Every diagram of the site: from the cache where nothing changed, else from the renderer.

Two things are remembered: the browser's raw answer (by text and by all that a
drawing depends on), and the finished diagram (by that, and by title, links and
id prefix). So a new title cleans a drawing anew but starts no browser.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

import msgspec

from atlas_ssg.cache import Cache, digest
from atlas_ssg.config import Config
from atlas_ssg.diagrams.clean import CLEAN_VERSION, UnsafeError, clean
from atlas_ssg.diagrams.errors import failed
from atlas_ssg.diagrams.renderer import Answer, Drawing, Job, Refusal, Renderer
from atlas_ssg.diagrams.source import Prepared, RefusedError, prepare
from atlas_ssg.model.diagram import (
    DiagramRequest,
    Failed,
    Graph,
    Outcome,
    Rendered,
    RenderStats,
)
from atlas_ssg.model.page import Page

Key = tuple[str, int]
Advance = Callable[[int, int], None]

_ENCODE = msgspec.msgpack.Encoder().encode
_ANSWER = msgspec.msgpack.Decoder(tuple[Drawing | None, Refusal | None])
_OUTCOME = msgspec.msgpack.Decoder(tuple[Rendered | None, Failed | None])

# Failures that may not happen again are not remembered.
_PASSING = frozenset({"timeout", "browser"})


@dataclass(slots=True)
class _Task:
    """One diagram on its way: what is asked, what was prepared, under which keys it is stored."""

    request: DiagramRequest
    prepared: Prepared
    drawing_key: str
    outcome_key: str


@dataclass(slots=True)
class _Cost:
    """What the renderer had to do."""

    rendered: int = 0
    in_page: float = 0.0
    launch: float = 0.0
    answers: dict[str, Answer] = field(default_factory=dict)


def draw(
    pages: Mapping[str, Page], renderer: Renderer, cache: Cache, config: Config, advance: Advance
) -> tuple[dict[Key, Outcome], RenderStats]:
    """The outcome of every diagram by (page path, ordinal), and what that cost.

    Raises `RenderError` when there is something to draw and no browser.
    """
    start = time.perf_counter()
    outcomes: dict[Key, Outcome] = {}
    tasks: list[_Task] = []
    requests = [request for page in pages.values() for request in _requests(page)]
    identity = renderer.identity if requests else ""
    for request in requests:
        try:
            tasks.append(_task(request, identity, config))
        except RefusedError as error:
            outcomes[_key(request)] = _refused(request, error)
    remaining = [task for task in tasks if not _recalled(task, cache, outcomes)]
    cost = _answers(remaining, renderer, cache, advance)
    for task in remaining:
        outcome = _finish(task, cost.answers[task.drawing_key])
        outcomes[_key(task.request)] = outcome
        if not (isinstance(outcome, Failed) and outcome.reason in _PASSING):
            cache.put("diagram", task.outcome_key, _ENCODE(_sorted_out(outcome, Rendered)))
    failures = sum(isinstance(outcome, Failed) for outcome in outcomes.values())
    stats = RenderStats(
        rendered=cost.rendered,
        cached=len(tasks) - len(remaining),
        failed=failures,
        in_page=cost.in_page,
        wall=time.perf_counter() - start,
        launch=cost.launch,
        browser_started=bool(cost.rendered),
    )
    return {_key(request): outcomes[_key(request)] for request in requests}, stats


def _requests(page: Page) -> Iterable[DiagramRequest]:
    links = tuple(
        (number, f"#calc-{key[5:]}" if key.startswith("calc:") else f"#source-{number}")
        for number, key in enumerate(page.references, 1)
    )
    for fence in page.fences:
        several = f" ({fence.ordinal})" if len(page.fences) > 1 else ""
        yield DiagramRequest(
            page=page.path,
            ordinal=fence.ordinal,
            source=fence.marked,
            place=fence.place,
            prefix=f"d{fence.ordinal}",
            title=page.title + several,
            links=links,
            description=page.description,
        )


def _key(request: DiagramRequest) -> Key:
    return (request.page, request.ordinal)


def _task(request: DiagramRequest, identity: str, config: Config) -> _Task:
    prepared = prepare(request.source, config.file.planes)
    drawing_key = digest(identity, prepared.text)
    asked = _ENCODE((request.prefix, request.title, request.description, request.links))
    return _Task(
        request, prepared, drawing_key,
        digest(CLEAN_VERSION, drawing_key, request.source, asked),
    )  # fmt: skip


def _recalled(task: _Task, cache: Cache, outcomes: dict[Key, Outcome]) -> bool:
    """Whether the finished diagram was remembered; it is put into `outcomes`."""
    stored = cache.get("diagram", task.outcome_key)
    if stored is None:
        return False
    try:
        rendered, failure = _OUTCOME.decode(stored)
    except msgspec.DecodeError:
        return False  # written by another version
    outcome = rendered or failure
    if outcome is None:
        return False
    page, ordinal = _key(task.request)
    outcomes[(page, ordinal)] = replace(outcome, page=page, ordinal=ordinal)
    return True


def _answers(tasks: list[_Task], renderer: Renderer, cache: Cache, advance: Advance) -> _Cost:
    """An answer for each drawing that is wanted; the renderer draws what the cache lacks."""
    cost = _Cost()
    jobs: dict[str, Job] = {}
    for task in tasks:
        known = _known_answer(task.drawing_key, cache)
        if known is not None:
            cost.answers[task.drawing_key] = known
        else:
            jobs[task.drawing_key] = Job(task.prepared.text, task.drawing_key)
    finished = 0

    def done() -> None:
        nonlocal finished
        finished += 1
        advance(finished, len(jobs))

    if jobs:
        advance(0, len(jobs))
        drawn = renderer.render(list(jobs.values()), done)
        cost.launch = renderer.launch_seconds
        for key, answer in zip(jobs, drawn, strict=True):
            cost.answers[key] = answer
            cost.in_page += answer.seconds
            if not (isinstance(answer, Refusal) and answer.reason in _PASSING):
                cache.put("drawing", key, _ENCODE(_sorted_out(answer, Drawing)))
        cost.rendered = len(jobs)
    return cost


def _known_answer(key: str, cache: Cache) -> Answer | None:
    stored = cache.get("drawing", key)
    if stored is None:
        return None
    try:
        drawing, refusal = _ANSWER.decode(stored)
    except msgspec.DecodeError:
        return None  # written by another version
    return drawing or refusal


def _sorted_out(value: object, first: type) -> tuple[object, object]:
    """A value of one of two types as a pair, since msgspec tells no dataclasses apart."""
    return (value, None) if isinstance(value, first) else (None, value)


def _finish(task: _Task, answer: Answer) -> Outcome:
    """The cleaned diagram, or its failure at the author's place."""
    if isinstance(answer, Refusal):
        return failed(task.request, answer, task.prepared)
    request = task.request
    try:
        cleaned = clean(answer.svg, request)
    except UnsafeError as error:
        return Failed(request.page, request.ordinal, error.reason, str(error), help=error.help)
    return Rendered(
        page=request.page,
        ordinal=request.ordinal,
        svg=cleaned.svg,
        graph=msgspec.convert(answer.graph, Graph),
        width=cleaned.width,
        height=cleaned.height,
        notices=(*task.prepared.notices, *cleaned.notices),
    )


def _refused(request: DiagramRequest, error: RefusedError) -> Failed:
    return Failed(
        request.page, request.ordinal, error.reason, str(error), error.line, error.column,
        help=error.help,
    )  # fmt: skip
