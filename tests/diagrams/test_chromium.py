"""The official Mermaid in a real Chromium: every type, the same picture each time, cut off."""

import asyncio
import os
import re
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from concurrent.futures import wait
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from playwright.async_api import async_playwright

from atlas_ssg.config import Config
from atlas_ssg.diagrams import desk, limits
from atlas_ssg.diagrams.assets import asset
from atlas_ssg.diagrams.browser import find_executable
from atlas_ssg.diagrams.chromium import ChromiumRenderer
from atlas_ssg.diagrams.renderer import Answer, Drawing, Job, RenderError
from atlas_ssg.model.diagram import Failed, Graph, Outcome, Rendered
from tests.diagrams.conftest import drawn
from tests.diagrams.corpus import LABELS, SAMPLES
from tests.processes import below, browsers

pytestmark = pytest.mark.browser

GUARD = "\u2060"
CHANNELS = Path(__file__).with_name("channels.js").read_text()


def words(graph: Graph) -> str:
    parts = [graph.title, *graph.texts, *(node.label for node in graph.nodes)]
    parts += [edge.label for edge in graph.edges] + [group.label for group in graph.groups]
    return " ".join(parts)


def painted(svg: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", re.sub(r"</text>", " ", svg)))


@pytest.fixture(scope="module")
def outcomes(chromium: ChromiumRenderer, config: Config) -> dict[str, Rendered]:
    found = drawn(chromium, config, *SAMPLES.values())
    failures = [f for f in found if isinstance(f, Failed)]
    assert failures == []
    return {name: o for name, o in zip(SAMPLES, found, strict=True) if isinstance(o, Rendered)}


@pytest.mark.parametrize("name", SAMPLES)
def test_every_type_is_drawn_with_its_labels(outcomes: dict[str, Rendered], name: str) -> None:
    outcome = outcomes[name]
    text = painted(outcome.svg)
    assert [label for label in LABELS[name] if label not in text] == []
    assert "foreignObject" not in outcome.svg
    assert outcome.notices == ()


@pytest.mark.parametrize("name", SAMPLES)
def test_every_type_gives_its_labels_to_the_graph(outcomes: dict[str, Rendered], name: str) -> None:
    graph = words(outcomes[name].graph)
    assert [label for label in LABELS[name] if label not in graph] == []


def test_the_flowchart_s_graph(outcomes: dict[str, Rendered]) -> None:
    graph = outcomes["flowchart"].graph
    zuul = next(node for node in graph.nodes if node.id == "API")
    assert (zuul.label, zuul.classes) == ("Zuul 2.1", ("serviceStyle",))
    edges = [(edge.source, edge.target, edge.directed, edge.dashed) for edge in graph.edges]
    assert edges == [
        ("CDN", "API", True, False),
        ("API", "DB", True, True),
        ("API", "MON", True, False),
        ("API", "FREE", True, False),
    ]
    assert [(group.label, group.members) for group in graph.groups] == [("Edge plane", ("CDN",))]
    assert {name for name, _ in graph.classes} >= {"edgeStyle", "serviceStyle", "stateStyle"}


def test_planes_have_their_colours_and_a_letter(outcomes: dict[str, Rendered]) -> None:
    svg = outcomes["flowchart"].svg
    for fill in ("rgb(0,102,204)", "rgb(0,170,0)", "rgb(255,136,0)", "rgb(204,0,0)"):
        assert f"fill:{fill}" in svg
    assert re.findall(r'class="plane-cue"[^>]*>(\w)<', svg) == ["E", "S", "D", "C"]


def test_citations_are_links_in_nodes_edges_and_messages(outcomes: dict[str, Rendered]) -> None:
    for name, numbers in (("flowchart", {"1", "2"}), ("sequence", {"1"})):
        svg = outcomes[name].svg
        assert set(re.findall(r'<a href="#source-(\d)" class="cite"', svg)) == numbers
        assert GUARD not in svg


# What the replacements in Mermaid touch: options, titles, markup, odd labels, refusals.
MORE = (
    "---\ntitle: Own title\nconfig:\n  look: handDrawn\n---\nflowchart LR\n A --> B{two} -->|x| C",
    "---\nconfig:\n  look: neo\n---\nflowchart LR\n A[one] -.-> B",
    '%%{init: {"flowchart": {"curve": "linear"}}}%%\nflowchart LR\n A["a & #lt;"] --> B["x<br/>"]',
    "flowchart LR\n A[A long label that is wrapped: it is wider than two hundred pixels] --> B",
    'flowchart LR\n A["`**bold** and _slanted_`"] --> __proto__\n constructor --> toString',
    "flowchart LR\n A[",
    "sequenceDiagram\n  A->>B: ok\n  loop",
    'pie\n  "a" 5',
)


def test_another_browser_with_mermaid_as_it_comes_gives_the_same_bytes(
    chromium: ChromiumRenderer, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = [*SAMPLES.values(), *MORE]
    ours = drawn(chromium, config, *sources)
    monkeypatch.setattr(desk, "mermaid", lambda: asset("mermaid.min.js"))
    with ChromiumRenderer(config) as other:
        theirs = drawn(other, config, *reversed(sources))[::-1]
    pairs = zip(sources, map(_shown, ours), map(_shown, theirs), strict=True)
    assert [source for source, one, two in pairs if one != two] == []


def _shown(outcome: Outcome) -> tuple[object, ...]:
    """All of an outcome but its place on the page."""
    if isinstance(outcome, Rendered):
        return (_body(outcome.svg), outcome.graph, outcome.width, outcome.height, outcome.notices)
    return (outcome.reason, outcome.message, outcome.line, outcome.column, outcome.expected)


def _body(svg: str) -> str:
    """The drawing without the prefix and title that its place on the page gives it."""
    return re.sub(r"<title.*?</title>", "", re.sub(r"\bd\d+\b", "d", svg))


@pytest.mark.parametrize(
    ("source", "place", "found"),
    [
        ("flowchart LR\n    A[Load (balancer)] --> B", (2, 12), "("),
        ("flowchart LR\n    A --> B\n    C -->", (3, 10), ""),
        ("---\ntitle: T\n---\n%% note\nflowchart LR\n  A[x] --> end", (6, 12), "end"),
        ("sequenceDiagram\n  A->>B: ok\n  loop", (3, 3), ""),
        ('pie\n  "a" 5', (2, 7), ""),
        ("graf LR\n A --> B", (1, 1), ""),
    ],
)
def test_a_parse_error_stands_where_the_author_erred(
    chromium: ChromiumRenderer, config: Config, source: str, place: tuple[int, int], found: str
) -> None:
    (outcome,) = drawn(chromium, config, source)
    assert isinstance(outcome, Failed)
    assert outcome.reason == ("unknown-type" if source.startswith("graf") else "syntax")
    assert outcome.line == place[0]
    if found:
        assert (outcome.column, outcome.found) == (place[1], found)


def test_one_bad_diagram_never_takes_its_neighbours_along(
    chromium: ChromiumRenderer, config: Config
) -> None:
    good = "flowchart LR\n A --> B"
    found = drawn(chromium, config, good, "flowchart LR\n A[", good + "\n B --> C", "nothing here")
    assert [type(outcome) for outcome in found] == [Rendered, Failed, Rendered, Failed]


def test_no_name_changes_the_diagrams_after_it(chromium: ChromiumRenderer, config: Config) -> None:
    plain = "flowchart LR\n  A[one] --> B[two]"
    before = drawn(chromium, config, plain)[0]
    for name in ("__proto__", "constructor", "toString", "hasOwnProperty"):
        drawn(chromium, config, f"flowchart LR\n  {name}[x] --> B\n  class {name} serviceStyle")
        drawn(chromium, config, f"classDiagram\n  class {name}\n  {name} <|-- B")
    after = drawn(chromium, config, plain)[0]
    assert isinstance(before, Rendered)
    assert isinstance(after, Rendered)
    assert after.svg == before.svg


def test_what_is_too_large_is_refused_with_its_size(
    chromium: ChromiumRenderer, config: Config
) -> None:
    edges = "\n".join(f"  A{n} --> A{n + 1}" for n in range(limits.EDGES + 1))
    letters = "flowchart LR\n  A[" + "x" * limits.CHARACTERS + "]"
    found = drawn(chromium, config, f"flowchart LR\n{edges}", letters)
    assert [o.reason for o in found if isinstance(o, Failed)] == ["too-large", "too-large"]
    assert isinstance(found[0], Failed)
    assert "500" in found[0].message


def test_a_deadline_ends_a_drawing_and_the_next_is_drawn(config: Config) -> None:
    slow = "flowchart TB\n" + "\n".join(
        f"  N{a} --> N{b}" for a in range(40) for b in range(a + 1, min(a + 12, 40))
    )
    hurried = _with_timeout(config, 0.05)
    with ChromiumRenderer(hurried) as renderer:
        (outcome,) = drawn(renderer, hurried, slow)
        assert isinstance(outcome, Failed)
        assert outcome.reason == "timeout"
        assert "not drawn within 0.05 s" in outcome.message
        renderer._studio.timeout = 60.0
        (after,) = drawn(renderer, hurried, "flowchart LR\n A --> B")
    assert isinstance(after, Rendered)


def test_what_was_started_early_is_what_draws(config: Config) -> None:
    with ChromiumRenderer(config) as renderer:
        renderer.start(2)
        found = drawn(renderer, config, "flowchart LR\n A --> B", "flowchart LR\n B --> A")
        assert [type(outcome) for outcome in found] == [Rendered, Rendered]
        assert renderer._studio.generation == 1
        assert len(renderer._studio._free) == min(renderer._jobs, 2)


def test_a_browser_for_one_batch_ends_with_it_and_comes_again(config: Config) -> None:
    with ChromiumRenderer(config, once=True) as renderer:
        drawn(renderer, config, "flowchart LR\n A --> B")
        wait(renderer._aside, 60)
        assert not renderer._studio.alive
        (outcome,) = drawn(renderer, config, "flowchart LR\n B --> A")
    assert isinstance(outcome, Rendered)
    assert renderer._studio.generation == 2


def test_a_browser_that_died_is_replaced(config: Config) -> None:
    with started(config) as (renderer, browser):
        os.kill(browser, signal.SIGKILL)
        assert isinstance(drawn(renderer, config, "flowchart LR\n B --> C")[0], Rendered)


def test_a_browser_that_dies_while_it_draws_costs_no_diagram(config: Config) -> None:
    chain = " --> ".join(f"A{n}" for n in range(40))
    jobs = [Job(f"flowchart LR\n B{n} --> {chain}") for n in range(8)]
    answers: list[Answer] = []
    with started(config) as (renderer, browser):
        for _, answer in renderer.render(jobs):
            if not answers:
                os.kill(browser, signal.SIGKILL)
            answers.append(answer)
    assert len(answers) == len(jobs)
    assert all(isinstance(answer, Drawing) for answer in answers)


def test_nothing_is_left_of_a_closed_browser(config: Config) -> None:
    before = below(os.getpid()).keys()
    with started(config) as (renderer, browser):
        home = renderer._studio._home
        assert home is not None
        assert home.is_dir()
        assert browser in below(os.getpid())
    assert below(os.getpid()).keys() <= before
    assert not home.exists()
    assert subprocess.run(["pgrep", "-f", str(home)], capture_output=True).stdout == b""


@contextmanager
def started(config: Config) -> Iterator[tuple[ChromiumRenderer, int]]:
    """A renderer that has drawn, and the process of its browser."""
    before = browsers(os.getpid())
    with ChromiumRenderer(config) as renderer:
        assert isinstance(drawn(renderer, config, "flowchart LR\n A --> B")[0], Rendered)
        (browser,) = browsers(os.getpid()) - before
        yield renderer, browser


def test_what_playwright_turns_off_stays_off(chromium: ChromiumRenderer, config: Config) -> None:
    drawn(chromium, config, "flowchart LR\n A --> X")
    (browser,) = browsers(os.getpid())
    arguments = Path(f"/proc/{browser}/cmdline").read_bytes().decode().split("\0")
    switch = "--disable-features="
    first, *_, last = (
        set(argument.removeprefix(switch).split(","))
        for argument in arguments
        if argument.startswith(switch)
    )
    assert len(first) > 3
    assert first < last  # of several the browser takes the last


def test_what_a_killed_run_left_is_swept(config: Config) -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    left = Path(tempfile.mkdtemp(prefix=f"atlas-chromium-{gone.pid}-"))
    kept = Path(tempfile.mkdtemp(prefix=f"atlas-chromium-{os.getpid()}-"))
    with ChromiumRenderer(config) as renderer:
        drawn(renderer, config, "flowchart LR\n A --> B")
    assert not left.exists()
    assert kept.is_dir()
    kept.rmdir()


def test_without_a_browser_there_is_a_clear_word(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_CHROMIUM", "/nowhere/chrome")
    with ChromiumRenderer(config) as renderer, pytest.raises(RenderError) as caught:
        drawn(renderer, config, "flowchart LR\n A --> B")
    assert "ATLAS_CHROMIUM names /nowhere/chrome" in str(caught.value)
    assert "playwright install chromium" in caught.value.help


def _with_timeout(config: Config, seconds: float) -> Config:
    build = msgspec.structs.replace(config.file.build, diagram_timeout=seconds)
    return replace(config, file=msgspec.structs.replace(config.file, build=build))


class Listener:
    """A server that only counts who comes."""

    def __init__(self) -> None:
        self.visits = 0

    async def __aenter__(self) -> "Listener":
        self._server = await asyncio.start_server(self._visit, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()

    async def _visit(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.visits += 1
        writer.close()


def test_no_way_out_of_the_page_is_open(chromium: ChromiumRenderer, config: Config) -> None:
    drawn(chromium, config, "flowchart LR\n A --> Z")
    assert chromium._loop is not None

    async def attempt() -> tuple[list[str], int]:
        async with Listener() as server:
            page = await chromium._studio.desk()._ready_page()
            tried: list[str] = await page.evaluate(CHANNELS, server.port)
            return tried, server.visits

    tried, visits = asyncio.run_coroutine_threadsafe(attempt(), chromium._loop).result(120)
    assert len(tried) == 17
    assert visits == 0


def test_the_same_attempts_reach_a_server_from_an_ordinary_page() -> None:
    async def attempt() -> int:
        async with Listener() as server, async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=find_executable(), chromium_sandbox=os.geteuid() != 0
            )
            page = await browser.new_page()
            await page.evaluate(CHANNELS, server.port)
            await browser.close()
            return server.visits

    assert asyncio.run(attempt()) > 8


def test_the_sandbox_is_on_unless_root(chromium: ChromiumRenderer, config: Config) -> None:
    drawn(chromium, config, "flowchart LR\n A --> Y")
    expected = "sandbox is off" if os.geteuid() == 0 else ""
    assert expected in " ".join(chromium.remarks)
    assert bool(chromium.remarks) == (os.geteuid() == 0)


def test_the_browser_s_environment_holds_nothing_of_the_user(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "abc")
    with started(config) as (_, browser):
        told = [Path(f"/proc/{pid}/environ").read_bytes() for pid in {browser, *below(browser)}]
    assert len(told) > 1
    assert not any(b"SECRET_TOKEN" in environment for environment in told)
