"""The project's own content, built once a process; the order and the chance of all tests.

Property tests draw the same examples in every run, so that a change is judged by
itself alone; `pytest --hypothesis-profile=explore` looks for new ones.
"""

from pathlib import Path

import pytest
from hypothesis import settings

from atlas_ssg import pipeline
from atlas_ssg.config import load
from atlas_ssg.diagrams.chromium import ChromiumRenderer
from atlas_ssg.model.output import Build

ROOT = Path(__file__).parent.parent

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=1_000, deadline=None)
settings.load_profile("same")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first, so that no worker is left alone with one at the end."""
    ranks = {"slow": 0, "browser": 1}
    first: dict[Path, int] = {}
    for item in items:
        rank = min((ranks.get(mark.name, 2) for mark in item.iter_markers()), default=2)
        first[item.path] = min(rank, first.get(item.path, 2))
    items.sort(key=lambda item: first[item.path])


@pytest.fixture(scope="session")
def real() -> Build:
    """The real content as `make build` builds it, drawings from the project's cache."""
    config = load(config=ROOT / "atlas.toml")
    with ChromiumRenderer(config) as renderer:
        return pipeline.build(config, renderer)
