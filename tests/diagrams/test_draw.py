"""The stage with a fake renderer: what is asked again and what is not, and where failures stand."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from atlas_ssg.cache import Memo
from atlas_ssg.config import Config
from atlas_ssg.diagrams.renderer import Answer, Drawing, Job, Refusal
from atlas_ssg.model.diagram import Failed, Rendered
from tests.diagrams.conftest import draw_pages, drawn, page

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
    '<rect width="4" height="4"/><text>\u2060[1]\u2060 p99</text></svg>'
)


class Scripted:
    """Answers every job the same, last job first, and counts what it was asked."""

    def __init__(self, answer: Answer | None = None, identity: str = "one") -> None:
        self.answer = answer or Drawing(SVG, {"type": "flowchart-v2"}, 0.5)
        self.identity = identity
        self.asked: list[str] = []
        self.launch_seconds = 0.25
        self.remarks: tuple[str, ...] = ()

    def render(self, jobs: Sequence[Job]) -> Iterator[tuple[int, Answer]]:
        """Answer in reverse, as a browser with several pages may."""
        self.asked += [job.text for job in jobs]
        for index in reversed(range(len(jobs))):
            yield index, self.answer


def test_outcomes_stand_under_page_and_ordinal_whatever_the_order(config: Config) -> None:
    renderer = Scripted()
    outcomes, stats = draw_pages(renderer, config, [page("graph LR\n A", "graph LR\n B")])
    assert list(outcomes) == [("a.md", 1), ("a.md", 2)]
    assert [outcome.ordinal for outcome in outcomes.values()] == [1, 2]
    assert (stats.rendered, stats.in_page, stats.launch) == (2, 1.0, 0.25)
    assert stats.browser_started


def test_a_graph_of_an_unexpected_shape_is_a_failure(config: Config) -> None:
    renderer = Scripted(Drawing(SVG, {"type": "flowchart-v2", "nodes": [{"id": 1}]}, 0.5))
    outcomes, _ = draw_pages(renderer, config, [page("graph LR\n A")])
    failure = outcomes[("a.md", 1)]
    assert isinstance(failure, Failed)
    assert failure.reason == "browser"
    assert "nodes" in failure.message


def test_equal_diagrams_are_drawn_once(config: Config) -> None:
    renderer = Scripted()
    draw_pages(renderer, config, [page("graph LR\n A"), page("graph LR\n A", path="b.md")])
    assert len(renderer.asked) == 1


def test_a_second_build_asks_nothing(config: Config, tmp_path: Path) -> None:
    first, _ = draw_pages(Scripted(), config, [page("graph LR\n A")], tmp_path)
    renderer = Scripted()
    second, stats = draw_pages(renderer, config, [page("graph LR\n A")], tmp_path)
    assert second == first
    assert renderer.asked == []
    assert (stats.rendered, stats.cached, stats.browser_started) == (0, 1, False)


def test_one_changed_diagram_is_drawn_alone(config: Config, tmp_path: Path) -> None:
    draw_pages(Scripted(), config, [page("graph LR\n A", "graph LR\n B")], tmp_path)
    renderer = Scripted()
    draw_pages(renderer, config, [page("graph LR\n A", "graph LR\n C")], tmp_path)
    assert renderer.asked == ["graph LR\n C\n"]


def test_a_new_title_cleans_anew_but_draws_nothing(config: Config, tmp_path: Path) -> None:
    draw_pages(Scripted(), config, [page("graph LR\n A")], tmp_path)
    renderer = Scripted()
    pages = [page("graph LR\n A", title="Other")]
    outcomes, stats = draw_pages(renderer, config, pages, tmp_path)
    outcome = outcomes[("a.md", 1)]
    assert renderer.asked == []
    assert (stats.rendered, stats.cached) == (0, 1)
    assert isinstance(outcome, Rendered)
    assert '<title id="d1-title">Other</title>' in outcome.svg


def test_another_browser_or_mermaid_draws_anew(config: Config, tmp_path: Path) -> None:
    draw_pages(Scripted(), config, [page("graph LR\n A")], tmp_path)
    renderer = Scripted(identity="two")
    draw_pages(renderer, config, [page("graph LR\n A")], tmp_path)
    assert len(renderer.asked) == 1


def test_a_damaged_entry_is_made_again(config: Config, tmp_path: Path) -> None:
    draw_pages(Scripted(), config, [page("graph LR\n A")], tmp_path)
    for entry in tmp_path.rglob("*"):
        if entry.is_file():
            entry.write_bytes(entry.read_bytes()[:-1] + b"!")
    renderer = Scripted()
    outcomes, _ = draw_pages(renderer, config, [page("graph LR\n A")], tmp_path)
    assert len(renderer.asked) == 1
    assert isinstance(outcomes[("a.md", 1)], Rendered)


def test_a_memo_returns_the_same_objects(config: Config) -> None:
    memo, renderer = Memo(), Scripted()
    first, _ = draw_pages(renderer, config, [page("graph LR\n A")], memo=memo)
    second, stats = draw_pages(renderer, config, [page("graph LR\n A")], memo=memo)
    assert second[("a.md", 1)] is first[("a.md", 1)]
    assert stats.cached == 1
    assert len(renderer.asked) == 1


def test_a_timeout_is_tried_again_and_a_syntax_error_is_not(config: Config, tmp_path: Path) -> None:
    for reason, again in (("timeout", 1), ("browser", 1), ("syntax", 0)):
        folder = tmp_path / reason
        draw_pages(Scripted(Refusal(reason, "no")), config, [page("graph LR\n A")], folder)
        renderer = Scripted(Refusal(reason, "no"))
        draw_pages(renderer, config, [page("graph LR\n A")], folder)
        assert len(renderer.asked) == again, reason


def test_what_may_not_be_drawn_never_reaches_the_renderer(config: Config) -> None:
    renderer = Scripted()
    (outcome,) = drawn(renderer, config, "graph LR\n A\n click A call steal()")
    assert isinstance(outcome, Failed)
    assert (outcome.reason, outcome.line, outcome.column) == ("refused", 3, 2)
    assert renderer.asked == []


def test_marks_lead_to_their_sources(config: Config) -> None:
    (outcome,) = drawn(Scripted(), config, "graph LR\n A")
    assert isinstance(outcome, Rendered)
    assert 'href="#source-1"' in outcome.svg
    assert "\u2060" not in outcome.svg


def test_an_unsafe_drawing_fails_alone(config: Config) -> None:
    bad = Drawing("<svg xmlns='http://www.w3.org/2000/svg'><rect/></svg>", {"type": "pie"})
    (outcome,) = drawn(Scripted(bad), config, "pie\n")
    assert isinstance(outcome, Failed)
    assert outcome.message == "the drawing has no size"
