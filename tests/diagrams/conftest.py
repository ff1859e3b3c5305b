"""One Chromium for all tests of this folder, and the ways to ask it for a drawing."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from atlas_ssg.cache import Cache, Memo
from atlas_ssg.config import Config, load
from atlas_ssg.diagrams.chromium import ChromiumRenderer
from atlas_ssg.diagrams.draw import Key, draw
from atlas_ssg.diagrams.renderer import Renderer
from atlas_ssg.model.diagram import Outcome, RenderStats
from atlas_ssg.model.page import Fence, FrontMatter, Page
from atlas_ssg.model.source import Place

ROOT = Path(__file__).parent.parent.parent

Draw = Callable[..., dict[Key, Outcome]]


@pytest.fixture(scope="session")
def config() -> Config:
    """The project's own configuration: its four planes."""
    return load(config=ROOT / "atlas.toml")


@pytest.fixture(scope="session")
def chromium(config: Config) -> Iterator[ChromiumRenderer]:
    """A renderer with a real browser, kept warm."""
    with ChromiumRenderer(config) as renderer:
        yield renderer


def page(*sources: str, path: str = "a.md", title: str = "A page") -> Page:
    """A page that holds these diagrams and nothing else."""
    return Page(
        path=path,
        shown=f"content/{path}",
        permalink="/a/",
        section="/",
        title=title,
        front=FrontMatter(),
        fences=tuple(
            Fence(ordinal, source, source, Place(f"content/{path}", 10 * ordinal))
            for ordinal, source in enumerate(sources, 1)
        ),
        references=("first-2016", "second-2018", "calc:egress"),
    )


def drawn(
    renderer: Renderer, config: Config, *sources: str, cache: Path | None = None
) -> list[Outcome]:
    """The outcomes of a page with these diagrams, in order."""
    outcomes, _ = draw_pages(renderer, config, [page(*sources)], cache)
    return [outcomes[("a.md", ordinal)] for ordinal in range(1, len(sources) + 1)]


def draw_pages(
    renderer: Renderer,
    config: Config,
    pages: list[Page],
    cache: Path | None = None,
    memo: Memo | None = None,
) -> tuple[dict[Key, Outcome], RenderStats]:
    """What the stage makes of `pages`."""
    return draw(
        {each.path: each for each in pages},
        renderer,
        Cache(cache),
        config,
        lambda done, total: None,
        memo or Memo(),
    )
