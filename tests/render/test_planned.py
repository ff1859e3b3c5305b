"""What is planned is what is made, so that `check` and `build` judge links alike."""

import pytest

from atlas_ssg.cache import Memo
from atlas_ssg.model.output import Build
from atlas_ssg.render import planned
from tests.render.small import FILES, TOML, Files, configured, make


@pytest.mark.parametrize("base_url", ["", "https://atlas.example/"])
@pytest.mark.parametrize(
    ("files", "toml"), [(FILES, TOML), ({"a.md": "# A\n"}, ""), ({"index.md": "# Home\n"}, TOML)]
)
def test_the_pages_and_data_that_are_planned_are_those_that_are_made(
    files: Files, toml: str, base_url: str
) -> None:
    build: Build = make(files, toml, base_url=base_url)
    config = configured(toml, base_url=base_url)
    wanted = planned(build.site, build.indexes, config, Memo())
    made = {file.path for file in build.files}
    assert wanted <= made
    rest = made - wanted
    assert all(path.startswith("static/") for path in rest)
