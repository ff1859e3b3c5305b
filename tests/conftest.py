"""What tests of several folders look at: the project's own content, built once a process."""

from pathlib import Path

import pytest

from atlas_ssg import pipeline
from atlas_ssg.config import load
from atlas_ssg.diagrams.chromium import ChromiumRenderer
from atlas_ssg.model.output import Build

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def real() -> Build:
    """The real content as `make build` builds it, drawings from the project's cache."""
    config = load(config=ROOT / "atlas.toml")
    with ChromiumRenderer(config) as renderer:
        return pipeline.build(config, renderer)
